// The figures over many scores: shares by row, and how far what is said to be sure comes true.
import { type Score, SURE } from './score.js'

/** so many of so many */
export interface Share {
  readonly hits: number
  readonly of: number
}
export const rate = ({ hits, of }: Share): number => (of === 0 ? Number.NaN : hits / of)

const share = (scores: readonly Score[], holds: (score: Score) => boolean): Share => ({
  hits: scores.filter(holds).length,
  of: scores.length,
})

export interface Figures {
  readonly cases: number
  /** Where the case can be decided; strangers are left to `unknownKept`. */
  readonly first: Share
  readonly amongThree: Share
  /** The same as `first` over every case with a truth, decidable or not: short values, ties, double faults. */
  readonly firstOfAll: Share
  readonly sure: Share
  readonly falselyAccused: Share
  readonly party: Share
  readonly tieNamed: Share
  readonly unknownKept: Share
}

const isStranger = ({ row }: Score) => row.startsWith('unknown')

export function figuresOf(scores: readonly Score[]): Figures {
  const decidable = scores.filter((score) => score.decidable && !isStranger(score))
  return {
    cases: scores.length,
    first: share(decidable, ({ first }) => first),
    amongThree: share(decidable, ({ amongThree }) => amongThree),
    firstOfAll: share(
      scores.filter((score) => !isStranger(score)),
      ({ first }) => first,
    ),
    sure: share(decidable, ({ confidence }) => confidence >= SURE),
    falselyAccused: share(scores, ({ falselyAccused }) => falselyAccused !== null),
    party: share(
      scores.filter(({ party }) => party !== null),
      ({ party }) => party === true,
    ),
    tieNamed: share(
      scores.filter(({ tieNamed }) => tieNamed !== null),
      ({ tieNamed }) => tieNamed === true,
    ),
    unknownKept: share(
      scores.filter((score) => isStranger(score) && score.decidable),
      ({ saysUnknown }) => saysUnknown,
    ),
  }
}

/** One tenth of the scale: what was said on the average, and how often it was so. */
export interface Bin {
  readonly from: number
  readonly cases: number
  readonly said: number
  readonly right: number
}

/** Reliability by tenths, and the expected calibration error. `unknown` is left out: it never says more than 0.5, by rule. */
export function calibration(scores: readonly Score[]): { readonly bins: readonly Bin[]; readonly error: number } {
  const named = scores.filter(({ saysUnknown }) => !saysUnknown)
  const bins = Array.from({ length: 10 }, (_, tenth) => {
    const within = named.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === tenth)
    const mean = (of: (score: Score) => number) => within.reduce((sum, score) => sum + of(score), 0) / within.length
    return {
      from: tenth / 10,
      cases: within.length,
      said: mean(({ confidence }) => confidence),
      right: mean(({ exact }) => (exact ? 1 : 0)),
    }
  }).filter(({ cases }) => cases > 0)
  const error = bins.reduce((sum, { cases, said, right }) => sum + cases * Math.abs(said - right), 0) / named.length
  return { bins, error }
}
