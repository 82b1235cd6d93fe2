// Whether an archive holds the very records that a log has dropped, and hands over to the key that goes on.
import type { VerifyView } from '../../contract/views.js'
import type { FileDoor } from '../files.js'
import type { Problem } from '../found.js'
import { originOf } from '../layout.js'
import { listRecords } from '../list.js'
import type { VerifyOptions } from '../verify.js'
import type { PrunedFile } from './pruned.js'

/** An export opened as a directory. */
export interface Archived {
  readonly dir: string
  readonly door: FileDoor
}

/**
 * @param archives those still to be asked, the youngest first @returns null where it does, all signatures looked at
 * @throws as `verify` does
 */
export async function archiveProblem(
  { pruned, born }: PrunedFile,
  [archive, ...older]: readonly Archived[],
  vkey: string | undefined,
  verify: (dir: string, options: VerifyOptions) => Promise<VerifyView>,
): Promise<Problem | null> {
  const last = pruned.size - 1
  const problem = (grade: Problem['grade'], reason: string): Problem => ({ grade, reason, seq: last })
  if (archive === undefined)
    return problem('tail', `pruned: the first ${pruned.size} records were dropped; bring their archive, or an anchor`)
  const root = Buffer.from(pruned.note.split('\n')[2]!, 'base64')
  const border = { by: 'the log', origin: originOf(born.body), size: pruned.size, root, receipt: null }
  const view = await verify(archive.dir, { files: archive.door, vkey, anchors: [border], archives: older })
  if (view.verdict !== 'pass')
    return problem(view.verdict === 'fail' ? 'bad' : 'tail', `other-archive: ${view.reasons.join('; ')}`)
  // That it agrees with the border says nothing of the border: only the pinned key does, or who asks pins none.
  if (vkey !== undefined && view.trust.vkey !== 'pinned')
    return problem(
      'tail',
      `pruned: the archive has dropped ${view.trust.dropped ?? 0} records itself; bring the older one too`,
    )
  // The same records under the same root, and yet another key could be said to go on behind them.
  const next = await nextKey(archive, last)
  return next === pruned.next ? null : problem('bad', 'other-key: not the key that the archive names goes on')
}

async function nextKey({ dir, door }: Archived, seq: number): Promise<string | null> {
  for await (const record of listRecords(dir, {}, door)) if (record.seq === seq) return record.nextVkey
  return null
}
