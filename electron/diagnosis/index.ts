// Why a check value does not agree: from a case to a report.
import type { Secret } from '../contract/secret.js'
import type { KeysAtHand, Searched } from '../keys/hypothesis.js'
import type { DiagnosisCase } from './case.js'
import { matches } from './cause.js'
import { causes, rowOf } from './causes/index.js'
import type { History } from './history.js'
import { runLevels } from './levels/index.js'
import { ceilingOf, judge, type Suspect } from './posterior.js'
import { type DiagnosisReport, reportOf } from './report.js'
import { type Scene, sceneOf } from './scene.js'
import { canSearch, type Depths, isRuledOut, searchOf, suspectsOf } from './search.js'
import { signInFindings } from './sign-in.js'
import { datesOf, onsetOf } from './sign-in-dates.js'
import { sameOver } from './standing.js'
import { nothingAround, type Surroundings } from './surroundings.js'

export type { DiagnosisCase } from './case.js'
export { type OpenCase, readCase } from './case-reading.js'
export type { DiagnosisReport } from './report.js'

export interface DiagnoseOptions extends Depths {
  readonly keys?: KeysAtHand | null
  /** Of a sign-in: the terminal's master key. */
  readonly tmk?: Secret | null
  readonly history?: History | null
  readonly around?: Surroundings
}
export interface Diagnosis {
  readonly report: DiagnosisReport
  /** Hypotheses that the search tried; 0 where nothing was searched. */
  readonly tried: number
}

/** @throws keys/secret-memory-full; `signal.reason` where it was stopped */
export async function diagnose(known: DiagnosisCase, options: DiagnoseOptions = {}): Promise<Diagnosis> {
  const { keys = null, tmk = null, history = null, around = nothingAround } = options
  const plain = sceneOf(known, keys)
  const facts = [...fromFacts(plain), ...fromWrongWays(plain), ...fromSignIn(plain, tmk)]
  const { scene, found } = canSearch(plain, keys)
    ? await search(plain, keys, facts, options)
    : { scene: plain, found: [] }
  const judged = judge(
    scene,
    together(facts, found).filter(({ cause }) => !isRuledOut(scene, cause) && !isOfLoads(scene, cause)),
  )
  const levels = runLevels({ scene, judged, history, around })
  const { signIn } = known
  const dates = signIn ? { dates: { onset: onsetOf(signIn), dates: datesOf(signIn) } } : {}
  return { report: { ...reportOf(judged, levels), ...dates }, tried: scene.searched?.tried ?? 0 }
}

/** Few terminals show what they computed when they sign in: that they do not is no finding there. */
const isOfLoads = ({ case: { signIn }, reported }: Scene, cause: string): boolean =>
  Boolean(signIn) && reported === '' && cause === 'no-value'

function fromFacts(scene: Scene): Suspect[] {
  return Object.entries(causes).flatMap(([cause, row]) =>
    (row.find?.(scene) ?? []).map((finding) => ({
      cause,
      row,
      finding,
      weight: row.prior * (finding.share ?? 1) * finding.odds,
      ceiling: ceilingOf(scene, finding, 1),
    })),
  )
}

/** What whoever holds the key computed beforehand for the ways that it may have gone wrong. */
function fromWrongWays(scene: Scene): Suspect[] {
  const ways = scene.case.wrongWays ?? []
  return ways.flatMap(({ cause, kcv }) => {
    const bytes = sameOver(scene.sought, kcv)
    if (!bytes || scene.standing === 'agree') return []
    const row = rowOf(cause)
    const finding = { evidence: { table: true }, ...matches(bytes, ways.filter((one) => one.cause === cause).length) }
    return [{ cause, row, finding, weight: row.prior * finding.odds, ceiling: ceilingOf(scene, finding, ways.length) }]
  })
}

function fromSignIn(scene: Scene, tmk: Secret | null): Suspect[] {
  const { signIn } = scene.case
  if (!signIn) return []
  return signInFindings(signIn, tmk).map(({ cause, finding }) => {
    const row = rowOf(cause)
    return { cause, row, finding, weight: row.prior * finding.odds, ceiling: ceilingOf(scene, finding, 1) }
  })
}

/** A suspect this much likelier than none ends the search. */
const ENOUGH = 10

/** @throws keys/secret-memory-full; `signal.reason` where it was stopped */
async function search(scene: Scene, keys: KeysAtHand, facts: readonly Suspect[], depths: Depths) {
  let found: Suspect[] = []
  let searched = null as Searched | null
  using running = searchOf(scene, keys, depths)
  for (const depth of ['single', 'double', ...(depths.long ? (['two-digits'] as const) : [])] as const) {
    const kept = [...facts, ...found].filter(({ cause }) => !isRuledOut(scene, cause))
    const enough = kept.some(({ weight, row }) => weight > ENOUGH * row.prior) || scene.sought.length < 6
    if (searched && enough) break
    const deeper = await running.at(depth, depth === 'two-digits' ? depths.onProgress : undefined)
    found = [...found, ...suspectsOf(scene, depth, deeper)]
    searched = { ...deeper, tried: (searched?.tried ?? 0) + deeper.tried }
  }
  return { scene: { ...scene, searched }, found }
}

/** What the facts and the search both found counts once, by whichever says more of it. */
function together(facts: readonly Suspect[], found: readonly Suspect[]): Suspect[] {
  const weightIn = (list: readonly Suspect[], name: string) =>
    list.reduce((sum, { cause, weight }) => (cause === name ? sum + weight : sum), 0)
  const byFacts = ({ cause }: Suspect) => weightIn(facts, cause) >= weightIn(found, cause)
  return [...facts.filter(byFacts), ...found.filter((one) => !byFacts(one))]
}
