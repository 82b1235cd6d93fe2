// What a run of measurements comes to, and whether the machine was calm enough for it to say anything.
import type { TestContext } from 'node:test'

/** Milliseconds of the machine's monotonic clock, the same in every process. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6

/** The value that this share of them does not exceed. */
export function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1))] ?? Number.NaN
}
export const median = (values: readonly number[]): number => share(values, 0.5)
export const ms = (value: number): string => `${value.toFixed(2)} ms`
export const ratio = (value: number): string => value.toFixed(3)

/** Waking two processes takes longer than this, at p99: the machine is busy with others' work. */
const CALM_MS = 2

/** Holds a limit against the figures, where the machine alone, by its pings between two processes, leaves room for that. */
export function judged(t: TestContext, pings: readonly number[], limit: () => void): void {
  const bare = share(pings, 0.99)
  t.diagnostic(`  the machine alone: p50 ${ms(share(pings, 0.5))}, p99 ${ms(bare)}`)
  if (bare > CALM_MS) t.skip(`too busy to judge: waking two processes takes ${ms(bare)} at p99`)
  else limit()
}
