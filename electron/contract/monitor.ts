// The watch as the window sees it: alerts with who confirmed them, rules with their thresholds, risk, figures.
import type { Bilingual, Mode } from './values.js'

/** Least grave first. */
export const severities = ['notice', 'warning', 'severe', 'critical'] as const
export type Severity = (typeof severities)[number]

/** What an alert can be about. A firmware is named with its model. */
export const subjectKinds = ['device', 'operator', 'port', 'batch', 'firmware', 'station'] as const
export type SubjectKind = (typeof subjectKinds)[number]
export interface Subject {
  readonly kind: SubjectKind
  readonly name: string
}

export const ruleIds = [
  'repeated-mismatch',
  'failure-jump',
  'out-of-hours',
  'too-fast',
  'unlisted-device',
  'same-kcv',
  'test-key',
  'check-disabled',
  'line-quality',
  'not-anchored',
  'clock-jump',
  'sign-in-failures',
] as const
export type RuleId = (typeof ruleIds)[number]

export const syslogProtocols = ['udp', 'tcp'] as const
export interface SyslogTarget {
  readonly protocol: (typeof syslogProtocols)[number]
  readonly host: string
  readonly port: number
}

/** How a threshold is counted; whole numbers all. `switch` is 0 or 1. */
export type Unit = 'times' | 'hours' | 'minutes' | 'seconds' | 'ms' | 'percent' | 'sigma' | 'hour' | 'per-kb' | 'switch'

export interface ThresholdView {
  readonly name: string
  readonly value: number
  readonly standard: number
  readonly least: number
  readonly most: number
  readonly unit: Unit
  /** The last change; null while it is as delivered. */
  readonly changed: { readonly by: string; readonly wall: string; readonly seq: number } | null
}
export interface RuleView {
  readonly id: RuleId
  readonly severity: Severity
  readonly thresholds: readonly ThresholdView[]
}

export interface Signed {
  readonly by: string
  readonly note: string
  readonly wall: string
  readonly seq: number
}
export type PlanOwner = 'technician' | 'custodians' | 'officer' | 'administrator' | 'host'
export interface PlanStepView {
  readonly step: string
  readonly owner: PlanOwner
  /** ISO 8601. */
  readonly due: string
  readonly overdue: boolean
  readonly ticked: Signed | null
}
/** The plan of a diagnosis: ticked here or there, it is one thing. */
export interface DiagnosisPlanView {
  readonly plan: string
  /** The record of the diagnosis. */
  readonly seq: number
  readonly wall: string
  readonly attempt: string | null
  readonly serial: string | null
  readonly cause: string
  readonly severity: 'low' | 'medium' | 'high' | 'critical'
  readonly steps: readonly DiagnosisStepView[]
}
export interface DiagnosisStepView extends PlanStepView {
  readonly kind: 'step' | 'contingency'
  /** What is done and what shows that it was; absent where this build does not know the step. */
  readonly words?: { readonly text: Bilingual; readonly confirmation: Bilingual }
}
export interface AlertView {
  readonly alert: string
  readonly rule: RuleId
  readonly severity: Severity
  readonly subject: Subject
  /** What was counted or measured, and from where on it is too much. */
  readonly figure: number
  readonly limit: number
  readonly other: string | null
  /** Numbers of the records that gave rise to it. */
  readonly records: readonly number[]
  readonly seq: number
  readonly wall: string
  /** How often the rule met the same subject again within the quiet time. */
  readonly repeats: number
  readonly confirmed: Signed | null
  readonly plan: readonly PlanStepView[]
}

export const riskFactors = [
  'mismatches',
  'unknown-results',
  'refusals',
  'unverified',
  'failure-share',
  'checks-off',
  'out-of-hours',
  'too-fast',
  'unlisted',
  'same-kcv',
  'test-keys',
  'sign-in-failures',
  'bad-line',
] as const
export type RiskFactor = (typeof riskFactors)[number]
export const riskKinds = ['operator', 'device', 'batch'] as const
export type RiskKind = (typeof riskKinds)[number]
export interface RiskView {
  readonly kind: RiskKind
  readonly name: string
  /** 0 to 100: the sum of the factors' points, at most 100. */
  readonly score: number
  readonly factors: readonly { readonly factor: RiskFactor; readonly count: number; readonly points: number }[]
}

export const loadSteps = ['prepare', 'answer', 'accept', 'verify'] as const
export type LoadStep = (typeof loadSteps)[number]
export const dimensions = ['model', 'port', 'operator', 'firmware'] as const
export type Dimension = (typeof dimensions)[number]
export interface FiguresView {
  readonly name: string
  readonly loads: number
  readonly good: number
  readonly mismatched: number
  readonly refused: number
  readonly unknown: number
  readonly unverified: number
  readonly abandoned: number
  readonly bytes: number
  /** Garbage bytes, bad checksums, retries and time-outs on the line. */
  readonly lineErrors: number
}
export interface OperatorReportView {
  readonly operator: string
  readonly loads: number
  /** First loads of a key into a device within a batch, and how many of them were good at once. */
  readonly first: number
  readonly firstGood: number
  readonly mismatched: number
  readonly refused: number
  readonly unknown: number
  readonly outOfHours: number
  readonly tooFast: number
  readonly score: number
}

export interface MonitorView {
  readonly mode: Mode
  /** The history still being read at the start; null once all of it counts. */
  readonly reading: { readonly done: number; readonly of: number } | null
  /** Newest first, 200 at most. */
  readonly alerts: readonly AlertView[]
  /** Plans of diagnoses, newest first. */
  readonly plans: readonly DiagnosisPlanView[]
  readonly open: number
  readonly confirmed: number
  readonly rules: readonly RuleView[]
  readonly risk: Readonly<Record<RiskKind, readonly RiskView[]>>
  /** Thirty days up to today, oldest first; `name` is the local day. */
  readonly days: readonly FiguresView[]
  readonly steps: readonly { readonly step: LoadStep; readonly reached: number; readonly passed: number }[]
  readonly by: Readonly<Record<Dimension, readonly FiguresView[]>>
  /** Line errors per 1,000 bytes by day, for the ports with most errors; null where nothing was sent. */
  readonly line: readonly { readonly port: string; readonly days: readonly (number | null)[] }[]
  readonly operators: readonly OperatorReportView[]
  readonly syslog: {
    readonly to: SyslogTarget | null
    readonly sent: number
    readonly waiting: number
    readonly problem: string | null
  }
}

export const exportKinds = ['alerts-json', 'alerts-csv', 'operators-csv'] as const
export type ExportKind = (typeof exportKinds)[number]
