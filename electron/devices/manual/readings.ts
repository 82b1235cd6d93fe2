// Two people read one screen: a pure table over what they say. Neither sees the expected value, nor what the other typed.

/** What one of them found: the value's digits, upper case, or null where the terminal shows none. */
export type Entry = { readonly value: string | null; readonly by: readonly string[] }

export type Readings =
  | { readonly state: 'first'; readonly round: number }
  | { readonly state: 'second'; readonly round: number; readonly first: Entry }
  /** Both typed the same digits, so many and no others. */
  | { readonly state: 'agreed'; readonly value: string; readonly by: readonly [readonly string[], readonly string[]] }
  /** Both say that there is none, or no two entries of a round were the same. */
  | { readonly state: 'unread' }

export const atFirst: Readings = { state: 'first', round: 1 }

/** The state after a person's entry. @param rounds how often both are asked at most */
export function read(readings: Readings, entry: Entry, rounds: number): Readings {
  if (readings.state === 'first') return { state: 'second', round: readings.round, first: entry }
  if (readings.state !== 'second') throw new TypeError(`nobody is asked once the readings are ${readings.state}`)
  const { first, round } = readings
  if (first.value === null && entry.value === null) return { state: 'unread' }
  if (first.value !== null && first.value === entry.value)
    return { state: 'agreed', value: first.value, by: [first.by, entry.by] }
  // Who of the two erred is not guessed: both look again, and neither learns what the other saw.
  return round < rounds ? { state: 'first', round: round + 1 } : { state: 'unread' }
}
