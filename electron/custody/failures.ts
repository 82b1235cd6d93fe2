// How long somebody waits after failing to sign in, and when the account closes.

/** Failures in a row after which only two administrators open the account again. */
export const LOCKED_AT = 10
const LONGEST_SECONDS = 60

/** 1, 2, 4 … 60 s after the first, second, third … failure in a row. */
export const delaySeconds = (failures: number): number =>
  failures === 0 ? 0 : Math.min(LONGEST_SECONDS, 2 ** (failures - 1))

export interface Failures {
  readonly count: number
  /** Wall clock of the last one, ms since 1970. */
  readonly lastAt: number
}
export const noFailures: Failures = { count: 0, lastAt: 0 }

/** Milliseconds still to wait; a clock that was set back never makes it longer than the delay itself. */
export function waitMs({ count, lastAt }: Failures, now: number): number {
  const delay = delaySeconds(count) * 1000
  return Math.max(0, delay - Math.max(0, now - lastAt))
}
export const isLocked = ({ count }: Failures): boolean => count >= LOCKED_AT
