// The station's own hours and days: the time zone of the machine.
import type { LocalTime } from './rule.js'

const two = (n: number) => String(n).padStart(2, '0')

/** Asked for every record of a long log: one Date each, no formatter. */
export const machineTime: LocalTime = {
  hour: (at) => new Date(at).getHours(),
  weekday: (at) => new Date(at).getDay(),
  day: (at) => {
    const date = new Date(at)
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  },
}
