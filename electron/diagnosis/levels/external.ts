// From outside: what the station depends on, and what disturbs its lines.
import type { DependencyFigures } from '../../contract/register.js'
import type { PastAttempt } from '../history.js'
import { type Check, type CheckResult, lately, result } from './check.js'

/** A TCP connection that takes longer than this makes a sign-in time out sooner or later. */
const SLOW_MS = 500

export const network: Check = ({ history, around: { dependencies, offline } }) => {
  const jumps = history?.clockJumps ?? []
  const clock = jumps.length > 0 ? { clockJumps: jumps.length, records: lately(jumps) } : {}
  if (dependencies !== null && dependencies.length > 0) return reached(dependencies, clock)
  if (!history && dependencies === null && !offline)
    return result('external/network', 'unknown', {}, 'No dependency was looked at.', '未检查外部依赖。')
  if (jumps.length > 0)
    return result(
      'external/network',
      'warn',
      clock,
      'The clock jumped: look at the time source.',
      '时钟发生跳变：请检查时间源。',
    )
  if (offline)
    return result(
      'external/network',
      'unknown',
      { offline },
      'This station holds clear keys and opens no connection. Look at host and lines from another machine.',
      '本站可持有明文密钥，不建立任何网络连接。请在其他机器上检查主机与线路。',
    )
  return result(
    'external/network',
    'unknown',
    {},
    'No host is named to look at: an administrator enters host, fleet database and time source in the register.',
    '未登记要检查的主机：请管理员在台账中登记主机、机群数据库与时间源。',
  )
}

function reached(found: readonly DependencyFigures[], clock: CheckResult['evidence']): CheckResult {
  const lost = found.filter(({ reachable }) => !reachable)
  const slow = found.filter(({ ms }) => (ms ?? 0) > SLOW_MS)
  const flaky = found.filter(({ failed, drops }) => failed > 0 || drops > 0)
  const records = found.flatMap((one) => one.records)
  const evidence = {
    ...clock,
    reached: found.map(({ name, host, port, ms }) => `${name} ${host}:${port} ${ms === null ? '✗' : `${ms} ms`}`),
    drops: found.reduce((sum, { drops }) => sum + drops, 0),
    ...(records.length > 0 ? { records: lately(records) } : {}),
  }
  if (lost.length > 0)
    return result(
      'external/network',
      'fail',
      evidence,
      'Something that the station depends on cannot be reached.',
      '所依赖的主机无法连通。',
    )
  if (slow.length > 0 || flaky.length > 0 || 'clockJumps' in clock)
    return result(
      'external/network',
      'warn',
      evidence,
      'Everything is reached, but slowly, with drops lately, or with a clock that jumped.',
      '均可连通，但较慢、近期有中断，或时钟有跳变。',
    )
  return result('external/network', 'ok', evidence, 'Everything is reached, and was all day.', '均可连通，当日无中断。')
}

/** Garbage bytes per kilobyte received, from which a port is noisy. */
const NOISY = 5
/** Troubles at several ports within this time have one source. */
const TOGETHER_MS = 2 * 60_000

const troubled = ({ line }: PastAttempt): boolean =>
  line !== null && line.garbageBytes + line.badChecksums + line.timeouts > 0

interface Noise {
  readonly garbage: number
  readonly received: number
}
const perKilobyte = ({ garbage, received }: Noise): number | null =>
  received > 0 ? Math.round((1000 * garbage) / received) : null

export const interference: Check = ({ scene: { case: known }, history, around: { replugged } }) => {
  const own = known.line
  if (!own && !history)
    return result(
      'external/interference',
      'unknown',
      {},
      'Nothing is known of noise at this port.',
      '没有该端口的噪声数据。',
    )
  const attempts = history?.attempts ?? []
  const one = history?.attempt ?? null
  const noise = perKilobyte({ garbage: own?.garbageBytes ?? 0, received: own?.rxBytes ?? 0 })
  const noisy = attempts.filter((each) => each.port === one?.port && troubled(each))
  const together = one
    ? attempts.filter((each) => each.port !== one.port && troubled(each) && Math.abs(each.at - one.at) < TOGETHER_MS)
    : []
  const ports = [...new Set(together.map(({ port }) => port))]
  const resets = (own?.usbResets ?? 0) + (replugged ?? 0)
  const evidence = {
    ...{ garbageBytes: own?.garbageBytes ?? 0, perKilobyte: noise, usbResets: resets, port: one?.port ?? null },
    ...{ noisyAttempts: noisy.length, byPort: noisiest(attempts), portsTogether: ports },
    records: lately([...noisy, ...together].map(({ seq }) => seq).sort((a, b) => a - b)),
  }
  if (ports.length > 0 && own && (own.garbageBytes ?? 0) + (own.badChecksums ?? 0) + (own.timeouts ?? 0) > 0)
    return result(
      'external/interference',
      'fail',
      evidence,
      'Several ports failed together: power, hub or a source nearby, not this terminal.',
      '多个端口同时出错：应查电源、集线器或附近干扰源，而非此终端。',
    )
  if ((noise ?? 0) >= NOISY || resets > 1)
    return result(
      'external/interference',
      'fail',
      evidence,
      'The port is noisy or loses power.',
      '端口噪声大或供电不稳。',
    )
  return (own?.garbageBytes ?? 0) > 0 || noisy.length > 2 || resets > 0
    ? result('external/interference', 'warn', evidence, 'Some noise at this port.', '该端口有少量噪声。')
    : result('external/interference', 'ok', evidence, 'No noise at this port.', '该端口无噪声。')
}

const MOST_PORTS = 4

/** Garbage bytes per kilobyte of the ports that have any, the worst first. */
function noisiest(attempts: readonly PastAttempt[]): string[] {
  const sums = new Map<string, Noise>()
  for (const { port, line } of attempts) {
    if (!line) continue
    const sum = sums.get(port) ?? { garbage: 0, received: 0 }
    sums.set(port, { garbage: sum.garbage + line.garbageBytes, received: sum.received + line.rxBytes })
  }
  return [...sums]
    .map(([port, noise]) => ({ port, figure: perKilobyte(noise) ?? 0 }))
    .filter(({ figure }) => figure > 0)
    .sort((a, b) => b.figure - a.figure)
    .slice(0, MOST_PORTS)
    .map(({ port, figure }) => `${port} ${figure}/kB`)
}
