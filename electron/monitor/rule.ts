// What a rule is: its thresholds, and a hearing that remembers what it needs and says when something is too much.
import type { RuleId, Severity, Subject, SubjectKind, Unit } from '../contract/monitor.js'
import type { WatchEvent, Where } from './event.js'

export interface Threshold {
  readonly standard: number
  readonly least: number
  readonly most: number
  readonly unit: Unit
  /** The direction in which fewer alerts come; such a change weakens the watch. */
  readonly weaker: 'up' | 'down'
}
export interface Finding {
  readonly subject: Subject
  readonly figure: number
  readonly limit: number
  readonly other?: string
  readonly records: readonly number[]
  /** Where it differs from the rule's own. */
  readonly severity?: Severity
}
/** `limit` gives a threshold as it stands now. */
export type Hearing<Name extends string> = (event: WatchEvent, limit: (name: Name) => number) => readonly Finding[]

export interface Rule<Name extends string = string> {
  readonly id: RuleId
  readonly severity: Severity
  readonly thresholds: Readonly<Record<Name, Threshold>>
  /** A hearing of its own for each log. */
  readonly begin: (local: LocalTime) => Hearing<Name>
}
/** The station's hour (0–23) and weekday (0 = Sunday) of a wall clock in ms, and its day as 2026-11-22. */
export interface LocalTime {
  readonly hour: (at: number) => number
  readonly weekday: (at: number) => number
  readonly day: (at: number) => string
}

export const none: readonly Finding[] = []

export const times = (standard: number, most = 1000): Threshold => ({
  standard,
  least: 1,
  most,
  unit: 'times',
  weaker: 'up',
})
/** A span in which things are counted: the shorter, the fewer alerts. */
export const span = (standard: number, most: number, unit: 'hours' | 'minutes' = 'hours'): Threshold => ({
  standard,
  least: 1,
  most,
  unit,
  weaker: 'down',
})
export const flag = (standard: 0 | 1): Threshold => ({ standard, least: 0, most: 1, unit: 'switch', weaker: 'down' })

/** An alert of the same rule and subject comes once in this time; what comes between is counted. Every rule has it. */
export const quiet: Threshold = { standard: 24, least: 1, most: 168, unit: 'hours', weaker: 'up' }

/** What an event is about, by kind; without those it does not name. */
const namesOf: Readonly<Record<SubjectKind, (where: Where) => string | null>> = {
  device: ({ serial, port }) => serial || port,
  operator: ({ operator }) => operator,
  port: ({ port }) => port,
  batch: ({ batch }) => batch,
  firmware: ({ firmware }) => firmware,
  station: () => 'station',
}
export function subjectOf(kind: SubjectKind, where: Where): Subject | null {
  const name = namesOf[kind](where)
  // A device may well say that its serial number is nothing at all.
  return name === null || name === '' ? null : { kind, name }
}

/** A rule whose names the compiler checks, as one row of the list of all. */
export const rule = <Name extends string>(row: Rule<Name>): Rule => row as unknown as Rule
