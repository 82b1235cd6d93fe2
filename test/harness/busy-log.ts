// A lab's log in which something of everything has happened: two runs, mismatches, duplicates, unknown results.
import type { Body } from '../../electron/audit/bodies.js'
import { createDirectory } from '../../electron/audit/directory.js'
import type { AuditLog } from '../../electron/audit/log.js'
import { app, armed, by, device, handClock, intent, readBack, result, withLog } from './audit.js'

export const run = '2026-11-22/branch-07'

const drafted = (name: string, size: number | null): Body<'job-drafted'> => ({
  run: name,
  lab: true,
  ports: ['/dev/pts/3'],
  keys: [
    {
      label: 'TMK',
      slot: 1,
      usage: 'TMK',
      algorithm: 'tdes',
      form: 'components',
      kcv: { method: 'tdes-zeros', bytes: 3, expected: null, source: null },
      componentKcvs: [],
      warnings: [],
    },
  ],
  inventory: size === null ? null : { size, sha256: 'AB'.repeat(32) },
  jobHash: 'CD'.repeat(32),
})

interface Told {
  readonly ksn?: string
  readonly kcv?: string
}

/** An hour passes with every load: the records lie in days, not in one second. */
const { now, clock } = handClock({ wall: Date.UTC(2026, 9, 1, 8), mono: 0 })
const hour = 3_600_000

async function load(
  log: AuditLog,
  id: string,
  serial: string,
  outcome: Body<'attempt-result'>['outcome'],
  { ksn, kcv = '08D7B4' }: Told = {},
): Promise<void> {
  Object.assign(now, { wall: now.wall + hour, mono: now.mono + hour })
  await log.append('attempt-intent', { ...intent(id), ksn: ksn ?? null }, by)
  await log.arm(armed(id, serial), by)
  const ended = result(id, outcome, serial)
  const shown = { ...(ended.kcv ?? result(id, 'injected', serial).kcv!), reported: kcv }
  const differs = outcome === 'mismatched' ? { verdict: 'mismatch' as const } : { expected: kcv, station: kcv }
  await log.append('attempt-result', { ...ended, kcv: { ...shown, ...differs } }, by)
}

/**
 * The run of five listed devices: three good (two of them with one and the same check value), one that differs, one that never
 * came; one refused. Then an unverified load, and three with unknown result: read back, closed, and still open.
 * @param more attempts that went well, on as many devices
 */
export async function busyLog(dir: string, more = 0): Promise<void> {
  await createDirectory(dir, { mode: 'lab', app })
  await withLog(
    dir,
    async (log) => {
      await log.append('job-drafted', drafted(run, 5), by)
      await load(log, 'at-a1', 'SN7K000001', 'injected', { ksn: `${'F'.repeat(14)}200000` })
      await load(log, 'at-a2', 'SN7K000002', 'injected', { ksn: `${'F'.repeat(14)}200000` })
      await load(log, 'at-a3', 'SN7K000003', 'injected', { kcv: '2677F4' })
      await load(log, 'at-a4', 'SN7K000004', 'mismatched', { kcv: '849956' })
      await log.append(
        'device-refused',
        { port: '/dev/pts/3', device: device('SN7K000099'), because: 'injection/not-listed' },
        by,
      )
      await log.append('job-drafted', drafted('练习批次', null), by)
      await load(log, 'at-b1', 'SN7K000005', 'unverified', { kcv: 'D5C825' })
      for (const id of ['at-b2', 'at-b3', 'at-b4']) await load(log, id, `SN-${id}`, 'indeterminate')
      await log.append('attempt-read-back', readBack('at-b2', 'SN-at-b2', 'match'), by)
      await log.append(
        'attempt-closed',
        { attempt: 'at-b3', serial: 'SN-at-b3', reason: '=HYPERLINK("http://x") 退回厂家' },
        by,
      )
      for (let n = 0; n < more; n += 1) {
        const kcv = n.toString(16).toUpperCase().padStart(6, '0')
        await load(log, `at-m${n}`, `SN8${String(n).padStart(7, '0')}`, n % 20 === 7 ? 'refused' : 'injected', { kcv })
      }
    },
    { clock },
  )
}
