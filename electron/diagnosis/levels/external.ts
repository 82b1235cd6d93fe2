// From outside: what the station depends on, and noise on the line by port.
import { type Check, lately, result } from './check.js'

export const network: Check = ({ history }) => {
  const jumps = history?.clockJumps ?? []
  if (!history) return result('external/network', 'unknown', {}, 'No dependency was looked at.', '未检查外部依赖。')
  if (jumps.length > 0)
    return result(
      'external/network',
      'warn',
      { clockJumps: jumps.length, records: lately(jumps) },
      'The clock jumped: look at the time source.',
      '时钟发生跳变：请检查时间源。',
    )
  return result(
    'external/network',
    'unknown',
    { clockJumps: 0 },
    'The station is set to depend on no host; its clock ran steadily.',
    '本站未配置外部主机；时钟运行平稳。',
  )
}

/** Garbage bytes per kilobyte received, from which a port is noisy. */
const NOISY = 5

export const interference: Check = ({ scene: { case: known }, history }) => {
  const port = history?.attempt?.port ?? null
  const own = known.line
  const [garbage, received] = [own?.garbageBytes ?? 0, own?.rxBytes ?? 0]
  const perKilobyte = received > 0 ? Math.round((1000 * garbage) / received) : null
  const noisy = (history?.attempts ?? []).filter(
    (one) => one.port === port && (one.line?.garbageBytes ?? 0) + (one.line?.badChecksums ?? 0) > 0,
  )
  const evidence = {
    garbageBytes: garbage,
    perKilobyte,
    usbResets: own?.usbResets ?? null,
    port,
    noisyAttempts: noisy.length,
    records: lately(noisy.map(({ seq }) => seq)),
  }
  if (!own && !history)
    return result(
      'external/interference',
      'unknown',
      {},
      'Nothing is known of noise at this port.',
      '没有该端口的噪声数据。',
    )
  if ((perKilobyte ?? 0) >= NOISY || (own?.usbResets ?? 0) > 0)
    return result(
      'external/interference',
      'fail',
      evidence,
      'The port is noisy or loses power.',
      '端口噪声大或供电不稳。',
    )
  return garbage > 0 || noisy.length > 2
    ? result('external/interference', 'warn', evidence, 'Some noise at this port.', '该端口有少量噪声。')
    : result('external/interference', 'ok', evidence, 'No noise at this port.', '该端口无噪声。')
}
