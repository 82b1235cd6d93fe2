// What a finger does at a keypad: a digit left out or typed twice, groups of digits exchanged, single digits wrong.
import type { End, Hand, Hypothesis, Part, Turn } from './hand.js'
import {
  changeDigit,
  digitIn,
  digitOut,
  exchange,
  load,
  type Program,
  ROUND,
  rotate,
  TWICE,
  transposeDigits,
  xorWith,
} from './program.js'

const SHIFT = 'digit-shifted'
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i)
const DELTAS = upTo(15).map((i) => i + 1)
/** What stands in the place that a missing digit leaves at the end. */
const FILLERS = [0x0, 0xf]

/** All digits moved by one, then one digit left out or typed twice. */
const shifted = (bytes: number): Program[] => [
  [digitOut(0, 0)],
  [digitIn(0, 0)],
  ...[0xf, ROUND].flatMap((filler) => [[digitOut(0, filler)], [digitIn(0, filler)]]),
  [rotate(1)],
  [rotate(bytes - 1)],
  ...upTo(2 * bytes - 1).map((place) => [digitIn(place, TWICE)]),
  ...upTo(2 * bytes - 1).flatMap((place) => FILLERS.map((filler) => [digitOut(place + 1, filler)])),
]

function* pairs(count: number): Iterable<readonly [number, number]> {
  for (let one = 0; one < count; one++) for (let other = one + 1; other < count; other++) yield [one, other]
}
/** Four digits are two bytes; letters also print eight in a group. */
const GROUPS = [2, 4]
const exchanged = (bytes: number): Program[] =>
  GROUPS.flatMap((group) => [...pairs(bytes / group)].map(([one, other]) => [exchange(group, one, other)]))

export const keypadTurns = (bytes: number): Turn[] => [
  ...shifted(bytes).map((steps, i) => ({ cause: SHIFT, steps, core: i < 2 })),
  ...exchanged(bytes).map((steps) => ({ cause: 'groups-exchanged', steps })),
]

export const TYPO = 'component-typo'

const NOTHING: Program = []
const asTypo = (steps: Program): Turn => ({ cause: TYPO, steps })
const kept = new Map<number, Digits>()
interface Digits {
  /** One digit wrong: the same XOR whichever component it happened in, so it is tried on the key once. */
  readonly one: readonly Turn[]
  /** Neighbours exchanged where no component is at hand: whatever their XOR was. */
  readonly neighboursUnseen: readonly Turn[]
  readonly neighbours: readonly Turn[]
}

/** What happens to single digits of so many bytes; made once for each length. */
export function digitsOf(bytes: number): Digits {
  const known = kept.get(bytes)
  if (known) return known
  const made = {
    one: upTo(2 * bytes).flatMap((place) => DELTAS.map((by) => asTypo([changeDigit(place, by)]))),
    neighboursUnseen: upTo(2 * bytes - 1).flatMap((place) =>
      DELTAS.map((by) => asTypo([changeDigit(place, by), changeDigit(place + 1, by)])),
    ),
    neighbours: upTo(2 * bytes - 1).map((place) => asTypo([transposeDigits(place)])),
  }
  kept.set(bytes, made)
  return made
}

/** Every way of one typing error, with these ends. A component is named where only one can have it. */
export function typos(hand: Hand, ends: readonly End[]): Part[] {
  const { bytes, key, components } = hand
  const { one, neighboursUnseen, neighbours } = digitsOf(bytes)
  const onKey = [{ steps: key }]
  const only = components.length === 1 ? one.map((turn) => ({ ...turn, facts: { component: 1 } })) : one
  return [
    { heads: onKey, middles: only, ends },
    ...(components.length === 0 ? [{ heads: onKey, middles: neighboursUnseen, ends }] : []),
    ...components.map((_, i) => inComponent(hand, i, neighbours, ends)),
  ]
}

/** The same as ways from nothing to the key, for others to follow. */
export const typosWhole = (hand: Hand): Hypothesis[] =>
  typos(hand, [{ steps: NOTHING }]).flatMap(({ heads, middles, ends }) =>
    middles.map(({ facts, steps }) => ({
      cause: TYPO,
      facts: { ...heads[0]!.facts, ...facts },
      steps: [...heads[0]!.steps, ...steps, ...ends[0]!.steps],
    })),
  )

/** Digits that moved as they were typed, put back: the one that was lost may be any. */
export function unshifted(hand: Hand, ends: readonly End[]): Part[] {
  const { bytes, key, components } = hand
  const turns = upTo(2 * bytes).flatMap((place) =>
    upTo(16).flatMap((digit) =>
      [digitIn(place, digit), digitOut(place, digit)].map((one) => ({ cause: SHIFT, steps: [one] })),
    ),
  )
  if (components.length === 0) return [{ heads: [{ steps: key }], middles: turns, ends }]
  return components.map((_, i) => inComponent(hand, i, turns, ends))
}

/** Two digits wrong, both by any XOR: the long search. */
export function twoDigits({ bytes, key }: Hand, ends: readonly End[]): Part[] {
  const ofOne = (place: number) => DELTAS.map((by) => changeDigit(place, by))
  return upTo(2 * bytes - 1).map((place) => ({
    heads: ofOne(place).map((step) => ({ steps: [...key, step] })),
    middles: upTo(2 * bytes)
      .slice(place + 1)
      .flatMap((other) => ofOne(other).map((step) => ({ cause: TYPO, facts: { errors: 2 }, steps: [step] }))),
    ends,
  }))
}

/** Turns done to one component alone, before they are combined. */
export const inComponent = ({ components }: Hand, at: number, turns: readonly Turn[], ends: readonly End[]): Part => {
  const rest = components.filter((_, i) => i !== at).map(xorWith)
  return {
    heads: [{ steps: [load(components[at]!)], facts: { component: at + 1 } }],
    middles: turns,
    ends: ends.map((end) => ({ ...end, steps: [...rest, ...end.steps] })),
  }
}
