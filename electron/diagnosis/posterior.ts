// How sure a cause is: its prior times the odds of what was seen, over all causes and the chance that it is none of them.
import type { CauseRow, Evidence, Finding, Party } from './cause.js'
import { UNKNOWN, unknownRow } from './causes/index.js'
import { partyOf } from './party.js'
import type { Scene } from './scene.js'

export interface Suspect {
  readonly cause: string
  readonly row: CauseRow
  readonly finding: Finding
  readonly weight: number
  /** The most that may be said of it, whatever its weight. */
  readonly ceiling: number
}
export interface Judged {
  readonly cause: string
  readonly row: CauseRow
  readonly confidence: number
  readonly evidence: Evidence
  readonly party: Party
  readonly tiedWith?: readonly string[]
}

/** Nothing is surer: the rows themselves may be wrong. */
export const SUREST = 0.99
/** Below an accusation (0.9). */
export const NOT_ACCUSED = 0.89
export const POSSIBLE = 0.5
/** Fewer bytes than this accuse nobody: one value of 65,536 agrees by chance. */
const ACCUSING_BYTES = 3
/** Above this chance of a false match among what was tried, nobody is accused either. */
const MOST_CHANCE = 1e-3
/** Causes whose weights lie this near to each other cannot be told apart. */
const TIE_RATIO = 20

/** @param tried hypotheses of the search that this finding is one of */
export function ceilingOf(scene: Scene, { bytes, told }: Finding, tried: number): number {
  if (told) return SUREST
  const compared = Math.min(scene.expected.length, scene.reported.length || scene.expected.length) / 2
  if (Math.min(bytes ?? compared, compared) < ACCUSING_BYTES) return NOT_ACCUSED
  return bytes !== null && tried / 256 ** Math.min(bytes, 8) > MOST_CHANCE ? NOT_ACCUSED : SUREST
}

/** Those that fit, best first, with `unknown` in its place among them. */
export function judge(scene: Scene, suspects: readonly Suspect[]): Judged[] {
  const sum = suspects.reduce((total, { weight }) => total + weight, unknownRow.prior)
  const best = merged(suspects).sort((a, b) => b.weight - a.weight)
  const tied = best.filter(({ weight, finding }) => weight * TIE_RATIO >= best[0]!.weight && finding.odds > TIE_RATIO)
  const isTied = (one: Suspect) => tied.length > 1 && tied.includes(one)
  const judged = best.map((one): Judged => {
    const ceiling = isTied(one) ? Math.min(NOT_ACCUSED, one.ceiling) : one.ceiling
    return {
      cause: one.cause,
      row: one.row,
      confidence: rounded(Math.min(ceiling, one.weight / sum)),
      evidence: one.finding.evidence,
      party: partyOf(scene, one.row, one.finding),
      ...(isTied(one) ? { tiedWith: tied.filter((other) => other !== one).map(({ cause }) => cause) } : {}),
    }
  })
  const unknown = unknownOf(scene, unknownRow.prior / sum)
  const kept = judged.filter(({ confidence }) => confidence >= 0.001)
  // Where no cause explains the value, it is unknown: a weak suspicion comes behind.
  const strong = kept.filter(({ confidence }) => confidence > unknown.confidence)
  return [...strong, unknown, ...kept.filter((one) => !strong.includes(one))].filter(
    ({ cause, confidence }) => cause !== UNKNOWN || confidence >= 0.005 || strong.length === 0,
  )
}

function unknownOf(scene: Scene, share: number): Judged {
  const agree = scene.standing === 'agree'
  return {
    cause: UNKNOWN,
    row: unknownRow,
    confidence: agree ? 0 : rounded(Math.min(POSSIBLE, share)),
    evidence: agree ? { agree: true } : { tried: scene.searched?.tried ?? 0 },
    party: partyOf(scene, unknownRow),
  }
}

/** Several ways of one cause are one suspect, with the evidence of the weightiest. */
function merged(suspects: readonly Suspect[]): Suspect[] {
  const byCause = new Map<string, Suspect>()
  for (const one of suspects) {
    const known = byCause.get(one.cause)
    if (!known) byCause.set(one.cause, one)
    else {
      const lead = known.weight >= one.weight ? known : one
      const evidence = { ...(lead === known ? one : known).finding.evidence, ...lead.finding.evidence }
      byCause.set(one.cause, { ...lead, weight: known.weight + one.weight, finding: { ...lead.finding, evidence } })
    }
  }
  return [...byCause.values()]
}

const rounded = (value: number) => Math.round(value * 1000) / 1000
