// What the window sees of a diagnosis: the values, the causes, the checks with what people answered, the plan with its ticks.
import type { Facts } from './fault.js'
import type { ChangeKind } from './register.js'
import type { Bilingual, CheckValue, ExpectedSource, KcvProvenance, Outcome } from './values.js'

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
  /** Of a sign-in: which dates speak for what; null for every other case. */
  readonly dates: DatesView | null
  /** `offered`: the keys of the chosen profile can be read again and searched. */
  readonly search: 'done' | 'offered' | 'impossible'
  /** The search for two wrong digits: worth trying, or tried. */
  readonly longer?: 'offered' | 'done'
  /** Hypotheses that were tried over keys; 0 where none were. */
  readonly tried: number
  /** A simulated terminal to practise on, and whether it has this very fault; null where nothing can be practised. */
  readonly practice: { readonly driver: string; readonly behave: string; readonly same: boolean } | null
}

/** Where a date was found: the case itself, the station's calendar, the terminal's log. */
export type DateSource = 'case' | 'calendar' | 'log'
/** `signed-in-since`: the terminal signed in after it, so it prevented nothing. */
export type DateReason = 'near' | 'far' | 'after' | 'signed-in-since' | 'no-onset'
export interface DateView {
  readonly what: ChangeKind
  /** 2026-11-22 */
  readonly at: string
  readonly source: DateSource
  /** Line of the log, or number of the calendar's record. */
  readonly place: number | null
  readonly note: string
  /** Before the first failure; null where that day is not known. */
  readonly daysBefore: number | null
  readonly because: DateReason
  /** The cause that it speaks for; null for none. */
  readonly speaksFor: string | null
}
export interface DatesView {
  /** The day of the first failure; null where nothing says it. */
  readonly onset: { readonly day: string; readonly source: DateSource } | null
  readonly dates: readonly DateView[]
}

/** An attempt that did not end well, and what it was put down to. */
export interface FailureView {
  readonly attempt: string
  readonly seq: number
  readonly wall: string
  readonly port: string
  readonly label: string
  readonly slot: number
  readonly outcome: Outcome
  readonly code: string | null
  readonly serial: string | null
  readonly model: string | null
  readonly by: string
  /** The last diagnosis of it; null where nobody asked why. */
  readonly diagnosed: { readonly seq: number; readonly cause: string; readonly perMille: number } | null
}

/** A terminal's log as it was read in: what it says, never its text. */
export interface TerminalLogView {
  readonly file: string
  readonly lines: number
  readonly events: readonly LogEventView[]
}
export interface LogEventView {
  readonly says: string
  readonly line: number
  readonly day: string | null
  readonly code: string | null
  readonly value: string | null
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
