// Whether a text came from a bar-code scanner: it types faster, and more evenly, than any hand.

const FEWEST_CHARACTERS = 6
/** Hands need 60 ms and more between two keys; scanners that act as keyboards need 1 to 20. */
const LONGEST_GAP_MS = 35

/** @param times when each character came, ms, in order */
export const isScan = (text: string, times: readonly number[]): boolean =>
  text.length >= FEWEST_CHARACTERS &&
  times.length === text.length &&
  times.every((time, at) => at === 0 || time - times[at - 1]! <= LONGEST_GAP_MS)

/** The times after a change of the text: kept while it grows a character at a time, forgotten otherwise. */
export const timesAfter = (times: readonly number[], before: string, text: string, now: number): readonly number[] =>
  text.length === before.length + 1 && text.startsWith(before) && times.length === before.length ? [...times, now] : []
