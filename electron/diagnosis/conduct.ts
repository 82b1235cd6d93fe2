// How a person works, by the records: repeats, pace, values read again, the same error over and over. Pure.
import type { History, PastAttempt } from './history.js'

export interface Conduct {
  readonly attempts: number
  readonly mismatched: readonly PastAttempt[]
  /** Loads of the same key into the same device again within half an hour. */
  readonly repeats: readonly PastAttempt[]
  /** Values that had to be read off a screen a second time. */
  readonly readAgain: number
  /** Median seconds between one load's end and the next at the same port; null below three. */
  readonly paceSeconds: number | null
  /** The failure that this person met most often, and how often. */
  readonly sameError: { readonly what: string; readonly attempts: readonly PastAttempt[] } | null
}

const AGAIN_MS = 30 * 60_000
const FEWEST_GAPS = 3
/** A pause is no pace. */
const LONGEST_GAP_MS = 10 * 60_000

export function conductOf(person: string, { attempts, readings }: History): Conduct {
  const of = attempts.filter(({ operator }) => operator === person)
  const last = new Map<string, PastAttempt>()
  const ended = new Map<string, number>()
  const errors = new Map<string, PastAttempt[]>()
  const repeats: PastAttempt[] = []
  const gaps: number[] = []
  for (const one of of) {
    const place = `${one.serial ?? one.port} ${one.intent.label} ${one.intent.slot}`
    const before = last.get(place)
    if (before && one.at - before.at < AGAIN_MS) repeats.push(one)
    last.set(place, one)
    const end = ended.get(one.port)
    const gap = end === undefined ? Number.NaN : one.at - one.result.ms - end
    if (gap >= 0 && gap < LONGEST_GAP_MS) gaps.push(gap)
    ended.set(one.port, one.at)
    if (!isFailure(one)) continue
    const what = [one.outcome, one.code].filter((part) => part !== null).join(' ')
    errors.set(what, [...(errors.get(what) ?? []), one])
  }
  const [worst] = [...errors].sort(([, a], [, b]) => b.length - a.length)
  gaps.sort((a, b) => a - b)
  return {
    attempts: of.length,
    mismatched: of.filter(({ outcome }) => outcome === 'mismatched'),
    repeats,
    readAgain: readings.filter(({ by, round }) => round > 1 && by.includes(person)).length,
    paceSeconds: gaps.length < FEWEST_GAPS ? null : Math.round(gaps[gaps.length >> 1]! / 1000),
    sameError: worst ? { what: worst[0], attempts: worst[1] } : null,
  }
}

const isFailure = ({ outcome }: PastAttempt) =>
  outcome === 'mismatched' || outcome === 'refused' || outcome === 'indeterminate' || outcome === 'unverified'
