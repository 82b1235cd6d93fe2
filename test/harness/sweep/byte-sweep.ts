// The sweep: every byte of a whole conversation, in both directions, with everything that can become of it.
import type { Outcome } from '../../../electron/contract/values.js'
import { randomBytes } from '../../../electron/devices/simulator-random.js'
import { byteFaults, faultTap } from './byte-faults.js'
import type { Taps } from './cable.js'
import { type Family, settingsOf } from './families.js'
import { type Found, find } from './find.js'
import type { SweepLog } from './log.js'
import { lies } from './oracle.js'
import { nameOf, type Way, waysOf } from './plan.js'
import { settlingLies } from './settling.js'
import { type Played, play } from './stage.js'

export interface SweepCase {
  readonly direction: 'out' | 'in'
  readonly fault: string
  readonly nth: number
}
export interface FamilySweep {
  readonly family: string
  readonly way: string
  readonly bytes: { readonly out: number; readonly in: number }
  readonly cases: number
  /** By fault, then by outcome. */
  readonly counts: Readonly<Record<string, Partial<Record<Outcome, number>>>>
  /** The longest time without a word of the station or its end, ms, and where that was. */
  readonly longestWait: { readonly ms: number; readonly at: string }
  readonly longest: { readonly ms: number; readonly at: string }
  readonly wrong: readonly string[]
}

const likeness = ({ capability: { readBack, usage } }: Way): number => Number(readBack) * 2 + Number(usage === 'TPK')

/** A key under another one, by a device whose checked pass is believed, so that it can be believed wrongly: read back where the family can: the longest conversation that it has. */
export async function conversationOf(family: Family, log: SweepLog): Promise<Found> {
  const [variant] = family.variants
  const ways = waysOf(family.driver.loads(settingsOf(family, variant!)))
    .filter(({ under, form, algorithm }) => under !== null && form === 'components' && algorithm !== 'des')
    .sort((a, b) => likeness(b) - likeness(a))
  const last = waysOf(family.driver.loads(settingsOf(family, variant!)))
  for (const way of [...ways, ...last]) {
    const found = await find(family, variant!, way, log, true)
    if (typeof found !== 'string') return found
  }
  throw new Error(`${family.driver.id}: no way of loading is taken`)
}

export const casesOf = ({ good }: Found): SweepCase[] =>
  (['out', 'in'] as const).flatMap((direction) =>
    Object.keys(byteFaults).flatMap((fault) =>
      Array.from({ length: good.bytes[direction] }, (_, nth) => ({ direction, fault, nth })),
    ),
  )

export const caseName = ({ direction, fault, nth }: SweepCase): string => `${fault} ${direction} ${nth}`

/** Random bytes of a case of its own: the same ones whenever it is played. */
export const seedOf = (seed: number, { direction, fault, nth }: SweepCase): number =>
  [...`${seed} ${direction} ${fault} ${nth}`].reduce(
    (mixed, letter) => Math.imul(mixed ^ letter.charCodeAt(0), 16777619),
    2166136261,
  )

export function tapsOf(one: SweepCase, seed: number): Taps {
  const tap = faultTap(byteFaults[one.fault]!, one.nth, randomBytes(seedOf(seed, one)))
  return { [one.direction]: tap }
}

/** What a case contradicts: the terminal's store, the records, or the rule that nothing hangs. */
export function problems(found: Found, one: SweepCase | null, played: Played, longestWait: number): string[] {
  const { place, lost, good } = found
  const wrong = lies(played, place, lost)
  const there = played.after.some(
    ({ usage, slot, kcv }) => usage === place.usage && slot === place.slot && kcv === place.kcv,
  )
  if (played.outcome === 'unverified' && !there) wrong.push('unverified, and the key is not there')
  if (played.outcome === 'mismatched' && there) wrong.push('mismatched, and the very key is there')
  const recorded = played.events.findLast((event) => event.event === 'attempt-result')
  if (recorded?.outcome !== played.outcome) wrong.push('no record of this outcome')
  if (played.longestWait > longestWait) wrong.push(`${played.longestWait} ms without a word`)
  if (played.settled) {
    wrong.push(...settlingLies(played.settled, there))
    const longest = Math.max(...played.settled.tries.map((tried) => tried.longestWait))
    if (longest > longestWait) wrong.push(`${longest} ms without a word while settling`)
  }
  if (one && byteFaults[one.fault]!.harmless && played.outcome !== good.outcome)
    wrong.push(`a harmless fault made it ${played.outcome}`)
  return wrong
}

/**
 * The longest deadline of a load is 10 s in every family. After one that ran out, so long a silence is owed before the
 * next word; bytes that come meanwhile begin it anew, four times at most. Two seconds on top.
 */
export const LONGEST_WAIT_MS = 10_000 + 4 * 10_000 + 2_000

export async function sweepFamily(
  family: Family,
  log: SweepLog,
  options: { readonly seed: number; readonly chosen?: (cases: readonly SweepCase[]) => readonly SweepCase[] },
): Promise<FamilySweep> {
  const found = await conversationOf(family, log)
  using plan = found.plan
  const [variant] = family.variants
  const all = casesOf(found)
  const cases = options.chosen?.(all) ?? all
  const counts: Record<string, Partial<Record<Outcome, number>>> = {}
  const wrong: string[] = []
  let longestWait = { ms: 0, at: '' }
  let longest = { ms: 0, at: '' }
  for (const one of cases) {
    const name = caseName(one)
    const played = await play({
      family,
      variant: variant!,
      plan,
      log,
      qualified: true,
      taps: tapsOf(one, options.seed),
    }).catch((error: Error) => error)
    if (played instanceof Error) {
      wrong.push(`${name}: ${played.name}: ${played.message}`)
      continue
    }
    const row = counts[one.fault] ?? {}
    counts[one.fault] = { ...row, [played.outcome!]: (row[played.outcome!] ?? 0) + 1 }
    wrong.push(
      ...problems(found, one, played, LONGEST_WAIT_MS).map(
        (problem) => `${name}: ${problem} (${played.outcome} ${played.because ?? ''})`,
      ),
    )
    if (played.longestWait > longestWait.ms) longestWait = { ms: played.longestWait, at: name }
    if (played.ms > longest.ms) longest = { ms: played.ms, at: name }
  }
  return {
    family: family.driver.id,
    way: `${nameOf(plan.way)}, slot ${plan.slot}`,
    bytes: found.good.bytes,
    cases: cases.length,
    counts,
    longestWait,
    longest,
    wrong,
  }
}
