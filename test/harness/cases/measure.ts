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
  /** Cases a row, and cases of the mix. */
  readonly each: number
  readonly mixed: number
  /** This share of the work: every `of`-th case from `from` on. */
  readonly from: number
  readonly of: number
}
export interface Scores {
  readonly byRow: readonly Score[]
  readonly mix: readonly Score[]
}

const portion = ({ from, of }: Portion, count: number) =>
  Array.from({ length: Math.ceil((count - from) / of) }, (_, i) => from + i * of)

export async function measured(wanted: Portion): Promise<Scores> {
  const byRow: Score[] = []
  for (const row of rows) {
    for (const number of portion(wanted, wanted.each)) {
      const made = caseNumber(row, wanted.seed, number)
      byRow.push(score(made, await reportOn(made)))
    }
  }
  const mix: Score[] = []
  for (const number of portion(wanted, wanted.mixed)) {
    const made = mixedCase(wanted.seed, number)
    mix.push(score(made, await reportOn(made)))
  }
  return { byRow, mix }
}
