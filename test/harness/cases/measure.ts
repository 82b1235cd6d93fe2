// Runs the diagnosis over made cases and scores it. The one file here that knows the room it judges.
import { diagnose, readCase } from '../../../electron/diagnosis/index.js'
import { caseNumber, mixedCase, rows } from './index.js'
import { type Report, type Score, score } from './score.js'
import type { MadeCase } from './shape.js'

export async function reportOn(made: MadeCase): Promise<Report> {
  using open = readCase(Buffer.from(JSON.stringify(made.case)), { lab: true })
  const { report } = await diagnose(open.case, { keys: open.keys, tmk: open.tmk, long: made.long ?? false })
  return report
}

export interface Portion {
  readonly seed: string
  /** Cases a row. */
  readonly each: number
  /** Cases of the mix for each case of a row. */
  readonly mixed: number
  /** This share of the work: every `of`-th number from `from` on. */
  readonly from: number
  readonly of: number
  /** Milliseconds since 1970 when no further number is begun; null: all are done. */
  readonly until: number | null
}
export interface Scores {
  readonly byRow: readonly Score[]
  readonly mix: readonly Score[]
}

/** One case of every row and its part of the mix at a time, so that whoever stops early has as many of each. */
export async function* measured({ seed, each, mixed, from, of, until }: Portion): AsyncGenerator<Scores> {
  for (let number = from; number < each; number += of) {
    if (until !== null && Date.now() > until) return
    const byRow: Score[] = []
    for (const row of rows) byRow.push(await scored(caseNumber(row, seed, number)))
    const mix: Score[] = []
    for (let i = 0; i < mixed; i++) mix.push(await scored(mixedCase(seed, number * mixed + i)))
    yield { byRow, mix }
  }
}

const scored = async (made: MadeCase): Promise<Score> => score(made, await reportOn(made))
