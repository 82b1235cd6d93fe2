// The figures that the diagnosis must hold, and how far a small count may miss them by chance alone.
import { calibration, type Figures, figuresOf, rate, type Share } from './figures.js'
import type { Scores } from './measure.js'

interface Claim {
  readonly what: string
  readonly of: (figures: Figures) => Share
  readonly floor: number
}

export const claims: readonly Claim[] = [
  { what: 'the right party', of: ({ party }) => party, floor: 0.995 },
  { what: 'the cause first, where decidable', of: ({ first }) => first, floor: 0.97 },
  { what: 'the cause among the first three, where decidable', of: ({ amongThree }) => amongThree, floor: 0.99 },
  { what: '0.9 and more said, where decidable', of: ({ sure }) => sure, floor: 0.9 },
  { what: 'nobody falsely accused', of: ({ falselyAccused: { hits, of } }) => ({ hits: of - hits, of }), floor: 0.999 },
  { what: 'unknown stays unknown', of: ({ unknownKept }) => unknownKept, floor: 0.99 },
  { what: 'ties named as ties', of: ({ tieNamed }) => tieNamed, floor: 0.99 },
]
const CALIBRATION_ERROR = 0.02

/** Misses that a diagnosis exactly at its floor would exceed once in 1,000 runs or less: normal bound and one for small counts. */
const slack = (floor: number, count: number) => 3.1 * Math.sqrt((floor * (1 - floor)) / count) + 1 / count

/**
 * Sentences of what does not hold; empty where all holds.
 * @param exactly without the slack of small counts
 */
export function broken({ byRow, mix }: Scores, exactly: boolean): string[] {
  const of = (where: string, figures: Figures) =>
    claims.flatMap(({ what, of: share, floor }) => {
      const found = share(figures)
      const least = exactly ? floor : floor - slack(floor, found.of)
      const said = `${where}: ${what}: ${found.hits} of ${found.of}, wanted ${least.toFixed(4)}`
      return found.of === 0 || rate(found) >= least ? [] : [said]
    })
  const { error } = calibration(mix)
  const most = exactly ? CALIBRATION_ERROR : CALIBRATION_ERROR + 0.5 / Math.sqrt(mix.length)
  return [
    ...of('every row alike', figuresOf(byRow)),
    ...of('the mix', figuresOf(mix)),
    ...(error <= most ? [] : [`the mix: calibration error ${error.toFixed(4)}, wanted ${most.toFixed(4)}`]),
  ]
}
