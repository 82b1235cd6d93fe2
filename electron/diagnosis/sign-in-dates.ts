// Which dates speak for what: changes of the calendar and of the terminal's own log, held against the first failure. Pure.
import type { DateReason, DateSource, DateView } from '../contract/diagnosis-views.js'
import type { ChangeKind } from '../contract/register.js'
import type { SignIn } from './sign-in-shape.js'
import { type LogEvent, readTerminalLog } from './terminal-log.js'

/** A change this many days before the first failure is near. */
const NEAR_DAYS = 7
const DAY_MS = 86_400_000

export const causeOfChange = {
  host: 'host-rekeyed',
  hsm: 'host-rekeyed',
  firmware: 'keys-lost-by-update',
  'key-index': 'wrong-key-index-setting',
  sm: 'sm-switch',
  'terminal-id': 'tid-binding',
} as const satisfies Record<ChangeKind, string>

const failing: ReadonlySet<LogEvent['says']> = new Set([
  ...(['kcv-check', 'mac-failed', 'pin-key-failed', 'terminal-unknown', 'keys-lost'] as const),
])

/** What the terminal's log says, as it came or read now. */
export const eventsOf = ({ events, terminalLog, onset }: SignIn): readonly LogEvent[] => [
  ...(events ?? []),
  ...readTerminalLog(terminalLog ?? [], Number((onset ?? new Date().toISOString()).slice(0, 4))),
]

/** The day of the first failure: as stated, else the first of the log that no good sign-in followed. */
export function onsetOf(signIn: SignIn): { readonly day: string; readonly source: DateSource } | null {
  if (signIn.onset) return { day: signIn.onset.slice(0, 10), source: 'case' }
  const dated = eventsOf(signIn).filter(({ day, says }) => day !== null && (says === 'signed-in' || failing.has(says)))
  const last = dated.findLastIndex(({ says }) => says === 'signed-in')
  const first = dated.slice(last + 1).find(({ says }) => failing.has(says))
  return first?.day ? { day: first.day, source: 'log' } : null
}

interface Change {
  readonly what: ChangeKind
  readonly at: string
  readonly source: DateSource
  /** Line of the terminal's log, or number of the calendar's record. */
  readonly place: number | null
  readonly note: string
  /** Its place among the log's events; null of other sources. */
  readonly order: number | null
}

const changeSaid: Readonly<Partial<Record<LogEvent['says'], ChangeKind>>> = {
  updated: 'firmware',
  'sm-switched': 'sm',
}

function changesOf(signIn: SignIn): Change[] {
  const stated = (signIn.changes ?? []).map(({ what, at, record, note }) => ({
    ...({ what, at: at.slice(0, 10), source: record === null || record === undefined ? 'case' : 'calendar' } as const),
    ...{ place: record ?? null, note: note ?? '', order: null },
  }))
  const events = eventsOf(signIn)
  const before: { 'key-index'?: string; 'terminal-id'?: string } = {}
  const logged = events.flatMap(({ says, day, line, value }, order): Change[] => {
    const kind = says === 'key-index' || says === 'terminal-id' ? says : null
    const was = kind && before[kind]
    if (kind && value !== null) before[kind] = value
    // An index or an id that the log only repeats is no change.
    const what = kind ? (was !== undefined && was !== value ? kind : undefined) : changeSaid[says]
    if (!what || day === null) return []
    return [{ what, at: day, source: 'log', place: line, note: kind ? `${was} → ${value}` : '', order }]
  })
  return [...stated, ...logged]
}

/** Every date there is with what it speaks for, the nearest before the failure first. */
export function datesOf(signIn: SignIn): DateView[] {
  const onset = onsetOf(signIn)
  const events = eventsOf(signIn)
  const seen = new Set<string>()
  return changesOf(signIn)
    .map((change): DateView => {
      const { what, at, source, place, note } = change
      const days = onset ? Math.round((Date.parse(onset.day) - Date.parse(at)) / DAY_MS) : null
      const because = reasonOf(change, days, events)
      return {
        what,
        at,
        source,
        place,
        note,
        daysBefore: days,
        because,
        speaksFor: because === 'near' ? causeOfChange[what] : null,
      }
    })
    .filter(({ what, at, source }) => {
      // A terminal that updates in steps says so in several lines.
      const key = `${what} ${at} ${source}`
      return !seen.has(key) && seen.add(key)
    })
    .sort((a, b) => rank(a) - rank(b) || (a.at < b.at ? 1 : -1))
}

const rank = ({ because, daysBefore }: DateView) => (because === 'near' ? (daysBefore ?? 0) : 1000)

function reasonOf({ at, order }: Change, days: number | null, events: readonly LogEvent[]): DateReason {
  if (days === null || Number.isNaN(days)) return 'no-onset'
  if (days < 0) return 'after'
  // Whatever was changed before a good sign-in did not prevent it.
  const since = events.some(
    ({ says, day }, place) =>
      says === 'signed-in' && day !== null && (day > at || (day === at && order !== null && place > order)),
  )
  if (since) return 'signed-in-since'
  return days <= NEAR_DAYS ? 'near' : 'far'
}
