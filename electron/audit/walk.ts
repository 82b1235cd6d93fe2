// One walk over a log, each record and its checkpoint, for verifying and for opening alike: what `verify` calls
// incomplete is what opening recovers from, and what it calls fail is where opening stops.
import { setImmediate as breathe, setTimeout as pause } from 'node:timers/promises'
import type { FileDoor } from './files.js'
import type { Found, Problem, WalkOptions } from './found.js'
import { Judge } from './judge.js'
import { readPieces } from './read-records.js'
import { type Judgement, SecondPlace } from './second-place.js'
import { pauseMs } from './source.js'

/** @throws the system's error where a file cannot be read; the signal's reason when aborted */
export async function walk(files: FileDoor, dir: string, options: WalkOptions): Promise<Found> {
  // Read first: in a log that grows meanwhile it can then only be behind.
  const second = await SecondPlace.read(files, dir)
  const judge = new Judge(options, second)
  const { found } = judge
  for await (const piece of readPieces(files, dir, options.patience, options.from?.found.end)) {
    options.signal?.throwIfAborted()
    if (piece.kind !== 'record' && piece.kind !== 'note') {
      if (ends(found, judge.end(piece))) return found
      break
    }
    if (ends(found, piece.kind === 'record' ? judge.record(piece) : judge.checkpoint(piece))) return found
    if (piece.kind !== 'note') continue
    options.sealed?.(() => judge.point())
    if (found.tree.size % 64 === 0) await breathe()
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
