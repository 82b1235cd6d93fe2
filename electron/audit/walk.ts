// One walk over a log, record and checkpoint side by side, for verifying and for opening alike: what `verify` calls
// incomplete is what opening recovers from, and what it calls fail is where opening stops.
import { setImmediate as breathe, setTimeout as pause } from 'node:timers/promises'
import type { FileDoor } from './files.js'
import type { Found, Problem, WalkOptions } from './found.js'
import { Judge } from './judge.js'
import { places } from './layout.js'
import { type NotePiece, NoteReader } from './read-notes.js'
import { readPieces } from './read-records.js'
import { type Judgement, SecondPlace } from './second-place.js'
import { pauseMs } from './source.js'

/** @throws the system's error where a file cannot be read; the signal's reason when aborted */
export async function walk(files: FileDoor, dir: string, options: WalkOptions): Promise<Found> {
  // Read first: in a log that grows meanwhile it can then only be behind.
  const second = await SecondPlace.read(files, dir)
  const notes = await NoteReader.open(files, places(dir).checkpoints, options.patience)
  const judge = new Judge(options, second)
  const { found } = judge
  const next = async (wanted: boolean): Promise<NotePiece> => (await notes?.next(wanted)) ?? { kind: 'end', at: 0 }
  // In a log that grows, a checkpoint read ahead of its record, and whether that record was looked for.
  let ahead: NotePiece | null = null
  let looked = !options.patience
  try {
    for await (const piece of readPieces(files, dir, options.patience)) {
      options.signal?.throwIfAborted()
      if (piece.kind === 'record') {
        if (ends(found, judge.record(piece)) || ends(found, judge.checkpoint(ahead ?? (await next(true))))) return found
        ahead = null
        looked = !options.patience
        if (found.tree.size % 64 === 0) await breathe()
        continue
      }
      const after: NotePiece | null = judge.isUnsealed ? null : (ahead ?? (await next(false)))
      if (!looked && piece.kind === 'end' && after !== null && after.kind !== 'end') {
        // Its record came after the look at the segment.
        looked = true
        ahead = after.kind === 'note' ? after : null
        continue
      }
      if (ends(found, judge.end(piece, after))) return found
      break
    }
  } finally {
    await notes?.close()
  }
  ends(found, judge.secondPlace(await judged(files, dir, second, found.sealed, options.patience ?? 0)))
  return found
}

/** Takes the problem into `found`, a bad one over any other. @returns whether it ends the walk */
function ends(found: Found, problem: Problem | null): boolean {
  if (problem?.grade === 'bad') found.problem = problem
  else found.problem ??= problem
  return problem?.grade === 'bad'
}

async function judged(
  files: FileDoor,
  dir: string,
  before: SecondPlace,
  sealed: number,
  patience: number,
): Promise<Judgement> {
  const first = before.judge(sealed)
  if (first !== 'behind' && first !== 'torn') return first
  // A log that grows writes it anew after each checkpoint: soon it must be as far as this walk has come.
  for (let tries = patience; tries > 0; tries -= 1) {
    if ((await SecondPlace.read(files, dir)).judge(sealed - 1) === 'ahead') return 'equal'
    await pause(pauseMs)
  }
  return first
}
