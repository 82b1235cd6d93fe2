// What the window sees of a diagnosis: the values, the causes, the checks with what people answered, the plan with its ticks.
import type { Facts } from './fault.js'
import type { Bilingual, CheckValue, ExpectedSource, KcvProvenance } from './values.js'

export type Party = 'host' | 'letter' | 'operator' | 'line' | 'device'
export type CheckStatus = 'ok' | 'warn' | 'fail' | 'unknown'
export const levelNames = ['system', 'flow', 'behaviour', 'external'] as const
export type LevelName = (typeof levelNames)[number]
/** What a person who looked says of one thing: sound, not sound, or there is none. */
export const checklistAnswers = ['ok', 'bad', 'none'] as const
export type ChecklistAnswer = (typeof checklistAnswers)[number]

export interface DiagnosisView {
  /** The number of its record. */
  readonly id: number
  /** When it was made, ISO 8601. */
  readonly wall: string
  /** Of an attempt in the log; null for a case that a person typed. */
  readonly attempt: string | null
  readonly about: {
    readonly label: string | null
    readonly slot: number | null
    readonly serial: string | null
    readonly family: string | null
    readonly model: string | null
    readonly firmware: string | null
    readonly code: string | null
  }
  readonly values: {
    readonly method: CheckValue['method']
    readonly expected: string
    readonly expectedSource: ExpectedSource | null
    readonly station: string | null
    readonly reported: string | null
    readonly provenance: KcvProvenance | null
  }
  /** Check values of the components as held, in their order. */
  readonly components: readonly (string | null)[]
  /** The components (from 1) and the slot that the likeliest cause points to; null where it points to no slot. */
  readonly marked: { readonly components: readonly number[]; readonly slot: number | null }
  /** Expected and reported are the same: there is nothing to explain. */
  readonly agree: boolean
  readonly party: Party
  /** Best first. */
  readonly causes: readonly CauseView[]
  readonly levels: Readonly<Record<LevelName, readonly CheckView[]>>
  readonly plan: readonly StepView[]
  /** `offered`: the keys of the chosen profile can be read again and searched. */
  readonly search: 'done' | 'offered' | 'impossible'
  /** Hypotheses that were tried over keys; 0 where none were. */
  readonly tried: number
  /** A simulated terminal to practise on, and whether it has this very fault; null outside of lab. */
  readonly practice: { readonly driver: string; readonly behave: string; readonly same: boolean } | null
}

export interface CauseView {
  readonly cause: string
  /** 0 to 1. */
  readonly confidence: number
  /** The cause in one sentence, and what to do about it. */
  readonly said: Bilingual
  readonly advice: Bilingual
  readonly evidence: Facts
  readonly tiedWith: readonly string[]
}

export interface CheckView {
  readonly id: string
  readonly status: CheckStatus
  readonly text: Bilingual
  readonly evidence: Facts
  /** What a person looks at where the machine cannot; null where it looked itself. */
  readonly checklist: readonly ChecklistItemView[] | null
  /** Who answered the list, and the number of that record. */
  readonly answered: Signed | null
}
export interface ChecklistItemView {
  readonly item: string
  readonly question: Bilingual
  readonly answer: ChecklistAnswer | null
}
export interface Signed {
  readonly by: string
  readonly wall: string
  readonly seq: number
}

export interface StepView {
  readonly id: string
  readonly kind: 'step' | 'contingency'
  readonly severity: 'low' | 'medium' | 'high' | 'critical'
  readonly text: Bilingual
  readonly owner: 'technician' | 'custodians' | 'officer' | 'administrator' | 'host'
  /** ISO 8601 duration from the diagnosis on. */
  readonly deadline: string
  readonly confirmation: Bilingual
  readonly done: Signed | null
}
