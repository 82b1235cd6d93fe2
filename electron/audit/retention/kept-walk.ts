// A walk over what a directory still holds: from the first record, or from where the log goes on after old ones were dropped.
import type { FileDoor } from '../files.js'
import type { Found, Problem, WalkOptions } from '../found.js'
import type { AuditRecord } from '../record.js'
import { walk } from '../walk.js'
import { type PrunedFile, pointOf, readPruned } from './pruned.js'

export interface Kept {
  readonly found: Found
  /** null for a log with all its records. */
  readonly dropped: PrunedFile | null
}

/**
 * As `walk`; what is known of dropped records counts only if the log itself says so.
 * @param known what `readPruned` gave, where it was asked before @throws also Fault audit/suspect
 */
export async function walkKept(
  files: FileDoor,
  dir: string,
  options: WalkOptions,
  known?: PrunedFile | null,
): Promise<Kept> {
  const dropped = known === undefined ? await readPruned(files, dir) : known
  if (dropped === null) return { found: await walk(files, dir, options), dropped }
  let told = false
  const heard = (record: AuditRecord, bytes: number) => {
    told ||= record.type === 'log-pruned' && record.body.sha256 === dropped.sha256
    options.heard?.(record, bytes)
  }
  const found = await walk(files, dir, { ...options, heard, from: pointOf(dropped) })
  if (!told && found.problem?.grade !== 'bad') found.problem = unsaid(dropped)
  return { found, dropped }
}

const unsaid = ({ pruned }: PrunedFile): Problem => ({
  grade: 'bad',
  reason: `pruned-unsaid: the first ${pruned.size} records are gone, and no record of the log says so`,
  seq: pruned.size,
})
