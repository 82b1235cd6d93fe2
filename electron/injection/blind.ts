// What is kept back from people who are still to read a check value off a screen: they must not know what they should find.
import type { InjectionEvent, KcvComparison } from '../contract/events.js'
import { isPlace } from '../contract/people.js'
import type { KeyRowView } from '../contract/views.js'
import type { Card } from './card.js'

/** Not settled: its value may still be read, now or at a later read-back. */
const toBeRead = ({ state, outcome, closed }: KeyRowView): boolean =>
  state !== 'done' || (outcome === 'indeterminate' && !closed)

/** Digits in which two values are the same value to a reader: three bytes, or all that a shorter one has. */
const TELLING = 6
const start = (value: string) => value.slice(0, TELLING)

const valuesOf = ({ expected, station, reported }: KcvComparison): readonly string[] =>
  [expected, station, reported].flatMap((value) => (value === null ? [] : [value]))

/** The values that people at work on these cards must not see anywhere. */
export const hiddenValues = (peopleCards: readonly Card[]): ReadonlySet<string> =>
  new Set(
    peopleCards
      .filter(({ presence }) => presence === 'working')
      .flatMap(({ keys }) => keys.filter(toBeRead))
      .flatMap(({ kcv }) => (kcv ? valuesOf(kcv).map(start) : [])),
  )

/** The row without the values that are kept back. @param byPeople whether people read this card's terminal */
export function withheld(row: KeyRowView, byPeople: boolean, hidden: ReadonlySet<string>): KeyRowView {
  const { kcv } = row
  if (!kcv) return row
  const kept = (byPeople && toBeRead(row)) || valuesOf(kcv).some((value) => hidden.has(start(value)))
  return kept ? { ...row, withheld: true, kcv: { ...kcv, expected: null, station: null, reported: null } } : row
}

/** An event as it may be shown: where people are still to read the terminal, a result that is not known keeps its value back. */
export const shownEvent = (event: InjectionEvent): InjectionEvent =>
  event.event === 'kcv' && event.provenance === 'none' && isPlace(event.port)
    ? { ...event, expected: null, expectedSource: null, station: null }
    : event

const valueFields = new Set(['expected', 'station', 'reported', 'kcv', 'componentKcvs'])

/** A record without any check value, for the time that people read one: which of them are the same value is not told either. */
export function withoutValues(value: unknown, field = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutValues(one, field))
  if (typeof value === 'string' && valueFields.has(field)) return '······'
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutValues(inner, name)]))
}
