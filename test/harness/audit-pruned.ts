// A log of several segments over several days, its archive, and what is left after the old ones were dropped.
import path from 'node:path'
import { exportLog } from '../../electron/audit/export/export.js'
import { type PruneOptions, pruneLog } from '../../electron/audit/retention/prune.js'
import { app, armed, attempt, born, by, handClock, intent, result, withLog } from './audit.js'

export const start = Date.UTC(2090, 0, 1)
export const day = 24 * 3_600_000
export const segmentLimit = 8_000
/** A key serial number that is issued in the days to be dropped. */
export const ksn = 'FFFF9876543210E00000'

/** Thirty attempts, three a day; the first leaves its device blocked, the second issues a key serial number. */
export async function thirty(folder: string, mode: 'lab' | 'production' = 'lab') {
  const { dir, vkey } = await born(folder, mode)
  const { now, clock } = handClock({ wall: start, mono: 0 })
  await withLog(
    dir,
    async (log) => {
      await attempt(log, 'at-lost', 'SN-lost', 'indeterminate')
      await log.append('attempt-intent', { ...intent('at-ksn'), ksn }, by)
      await log.arm(armed('at-ksn', 'SN-ksn'), by)
      await log.append('attempt-result', result('at-ksn', 'injected', 'SN-ksn'), by)
      for (let index = 0; index < 28; index += 1) {
        Object.assign(now, { wall: now.wall + day / 3, mono: now.mono + day / 3 })
        await attempt(log, `at-${index}`, `SN-${index}`, 'injected')
      }
    },
    { segmentLimit, clock },
  )
  return { dir, vkey }
}

export async function archived(dir: string, folder: string, name = 'archive.tar'): Promise<string> {
  const out = path.join(folder, name)
  await exportLog(dir, out, { app })
  return out
}

/** @param days from the first on that are dropped */
export const pruned = (
  dir: string,
  archive: string,
  days: number,
  more: Partial<PruneOptions> & { files?: never } = {},
) => withLog(dir, (log) => pruneLog(dir, log, { archive, before: start + days * day, by, ...more }), { segmentLimit })
