// The answer: party first, then causes, the four levels, and the plan.
import type { DatesView } from '../contract/diagnosis-views.js'
import type { Bilingual } from '../contract/values.js'
import type { Evidence, Party } from './cause.js'
import { rowOf } from './causes/index.js'
import type { Levels } from './levels/index.js'
import { type PlannedStep, planOf } from './plan.js'
import type { Judged } from './posterior.js'

export interface NamedCause {
  readonly cause: string
  /** 0 to 1, to three places. */
  readonly confidence: number
  readonly evidence: Evidence
  readonly action: Bilingual
  /** Causes that the same evidence fits. */
  readonly tiedWith?: readonly string[]
}
export interface DiagnosisReport {
  readonly party: Party
  /** Best first. */
  readonly causes: readonly NamedCause[]
  readonly levels: Levels
  readonly plan: readonly PlannedStep[]
  /** Of a sign-in alone: which dates speak for what. */
  readonly dates?: DatesView
}

const MOST_CAUSES = 8

export function reportOf(judged: readonly Judged[], levels: Levels): DiagnosisReport {
  const shown = judged.slice(0, MOST_CAUSES)
  return {
    party: shown[0]!.party,
    causes: shown.map(({ cause, confidence, evidence, tiedWith }) => ({
      cause,
      confidence,
      evidence,
      action: actionOf(cause, evidence),
      ...(tiedWith ? { tiedWith } : {}),
    })),
    levels,
    plan: planOf(shown),
  }
}

/** Two faults at once: what to do about either. */
const actionOf = (cause: string, evidence: Evidence): Bilingual => {
  const actions = cause.split('+').map((one) => rowOf(one).action)
  return {
    zh: actions.map(({ zh }) => filled(zh, evidence)).join(''),
    en: actions.map(({ en }) => filled(en, evidence)).join(' '),
  }
}

/** `{name}` from the evidence; what stands in brackets is left out where its fact is missing. */
function filled(text: string, evidence: Evidence): string {
  const known = (name: string) => evidence[name] !== undefined && evidence[name] !== null
  return text
    .replace(/\[([^\]]*)\]/g, (_, part: string) =>
      [...part.matchAll(/\{(\w+)\}/g)].every(([, name]) => known(name!)) ? part : '',
    )
    .replace(/\{(\w+)\}/g, (_, name: string) => (known(name) ? String(evidence[name]) : '–'))
}
