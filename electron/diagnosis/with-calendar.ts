// A sign-in is judged with the calendar of changes that the station keeps.
import type { Register } from '../audit/register.js'
import type { OpenCase } from './case-reading.js'

/** The case with the calendar's changes behind its own; any other than a sign-in as it is. */
export function withCalendar(open: OpenCase, register: Pick<Register, 'calendar'>): OpenCase {
  const { signIn } = open.case
  if (!signIn) return open
  const changes = register.calendar().map(({ what, at, note, entered: { seq } }) => ({ what, at, note, record: seq }))
  return {
    case: { ...open.case, signIn: { ...signIn, changes: [...(signIn.changes ?? []), ...changes] } },
    keys: open.keys,
    tmk: open.tmk,
    [Symbol.dispose]: () => open[Symbol.dispose](),
  }
}
