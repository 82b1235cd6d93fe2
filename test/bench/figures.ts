// What a run of measurements comes to.

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
