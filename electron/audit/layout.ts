// Where things lie in a data directory.
import { join } from 'node:path'
import { Fault } from '../contract/fault.js'
import { errorCode, type FileDoor } from './files.js'

/** A segment is closed when it holds this many bytes or more. */
export const segmentLimit = 64 * 1024 * 1024

export const places = (dir: string) => ({
  log: join(dir, 'log'),
  segment: (index: number) => join(dir, 'log', segmentName(index)),
  keys: join(dir, 'keys'),
  /** The signing keys in use: the one secret file. A copy made for verifying leaves `keys` out. */
  signing: join(dir, 'keys', 'signing'),
  /** The second place of the newest checkpoint: shows a log that was cut at a record's border. */
  newest: join(dir, 'newest-checkpoint'),
  quarantine: join(dir, 'quarantine'),
  /** The index for the screen: may be deleted at any time, for it is made out of the log. */
  index: join(dir, 'index.sqlite'),
})

export const segmentName = (index: number): string => `${String(index).padStart(6, '0')}.seg`

/** @returns the numbers of the segments among `names`, ascending */
export const segmentsAmong = (names: readonly string[]): number[] =>
  names
    .filter((name) => /^\d{6}\.seg$/.test(name))
    .map((name) => Number(name.slice(0, 6)))
    .sort((a, b) => a - b)

/** What one log is called in its checkpoints: fixed at birth. */
export interface Identity {
  readonly stationId: string
  readonly logId: string
  readonly mode: 'lab' | 'production'
}
/** First line of every checkpoint, and the name of every signing key. */
export const originOf = ({ mode, stationId, logId }: Identity): string => `kcv-station/${mode}/${stationId}/${logId}`

/** @throws Fault station/no-data-directory; audit/unreadable where it may not be looked at */
export async function requireDirectory(files: FileDoor, dir: string): Promise<void> {
  try {
    await files.list(places(dir).log)
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new Fault('station/no-data-directory', { path: dir })
    throw new Fault('audit/unreadable', { because: code }, { cause: error })
  }
}
