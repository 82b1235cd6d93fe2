// What goes wrong where components become a key: one missing, one twice, one of another key, joined instead of combined.
import type { Hand, Hypothesis, Turn } from './hand.js'
import { sumOf } from './hand.js'
import { append, fit, load, type Program, register, save, slice, xorWith } from './program.js'

/** Lengths that some algorithm takes. */
const KEY_BYTES = [8, 16, 24, 32]
/** With more components than this only one missing and one left are tried, and nothing joined. */
const MOST_PARTS = 6

/** Places of the components that are kept; not none and not all. */
function subsets(count: number): number[][] {
  const all = Array.from({ length: 2 ** count - 2 }, (_, i) => i + 1)
  const sets = all.map((set) => Array.from({ length: count }, (_, i) => i).filter((i) => (set >> i) & 1))
  return count <= MOST_PARTS ? sets : sets.filter(({ length }) => length === 1 || length === count - 1)
}

function* missing({ components }: Hand): Iterable<Hypothesis> {
  if (components.length < 2) return
  const last = components.length - 1
  for (const kept of subsets(components.length)) {
    const steps = sumOf(kept.map((i) => components[i]!))
    const gone = components.map((_, i) => i + 1).filter((place) => !kept.includes(place - 1))
    const facts = gone.length === 1 ? { component: gone[0]! } : { components: gone.join('+') }
    yield { steps, cause: 'component-missing', facts }
    // With two components, the first one missing says the same.
    if (components.length > 2 && kept.length === 1 && kept[0] === last) yield { steps, cause: 'last-component-only' }
  }
}

/** One in the place of another, or of all the others; once too often looks like missing and is named there. */
function* duplicated({ key, components }: Hand): Iterable<Hypothesis> {
  for (const [i, again] of components.entries())
    for (const [j, instead] of components.entries())
      if (i !== j)
        yield {
          steps: [...key, xorWith(instead), xorWith(again)],
          cause: 'component-duplicated',
          facts: { component: i + 1 },
        }
}

function* swapped({ key, components, others }: Hand): Iterable<Hypothesis> {
  for (const { of, place } of others) {
    yield { steps: [...key, xorWith(place)], cause: 'component-swapped', facts: { of } }
    for (const [i, own] of components.entries())
      yield {
        steps: [...key, xorWith(own), xorWith(place)],
        cause: 'component-swapped',
        facts: { of, component: i + 1 },
      }
  }
}

/** Ordered choices of two or three. */
function choices(places: readonly number[]): number[][] {
  const without = (used: readonly number[]) => places.filter((place) => !used.includes(place))
  const two = places.flatMap((one) => without([one]).map((other) => [one, other]))
  return [...two, ...two.flatMap((used) => without(used).map((third) => [...used, third]))]
}

function* concatenated({ bytes, components }: Hand): Iterable<Hypothesis> {
  const named = (steps: Program): Hypothesis => ({ steps, cause: 'concatenated-not-xored' })
  if (components.length > MOST_PARTS) return
  const half = bytes / 2
  for (const [first, ...rest] of choices(components)) {
    const joined = [load(first!), ...rest.map(append)]
    const length = bytes * (rest.length + 1)
    for (const to of KEY_BYTES.filter((one) => one > bytes && one <= length)) yield named([...joined, fit(to)])
    if (rest.length > 1) continue
    // Halves of two components as the halves of a key.
    for (const [left, right] of [
      [0, 0],
      [0, half],
      [half, 0],
      [half, half],
    ] as const)
      yield named([
        ...[load(rest[0]!), slice(right, right + half), save(register(0))],
        ...[load(first!), slice(left, left + half), append(register(0))],
      ])
  }
}

/** Everything that goes wrong with whole components. */
export function* componentFaults(hand: Hand): Iterable<Hypothesis> {
  yield* missing(hand)
  yield* duplicated(hand)
  yield* swapped(hand)
  yield* concatenated(hand)
}

/** A turn done to every component before they are combined: the same as on the key only where it keeps XOR. */
export function inEveryComponent({ components }: Hand, { cause, facts, steps }: Turn): Hypothesis {
  const sum = register(2)
  const all = components.flatMap((place, i) => [load(place), ...steps, ...(i === 0 ? [] : [xorWith(sum)]), save(sum)])
  return { steps: all, cause, facts: facts ?? {} }
}
