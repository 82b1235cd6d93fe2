// What a finger does at a keypad: a digit left out or typed twice, groups of digits exchanged, single digits wrong.
import type { Hand, Hypothesis, Turn } from './hand.js'
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

/** One digit wrong: the same XOR whichever component it happened in, so it is tried on the key once. */
export const oneDigit = (bytes: number): Program[] =>
  upTo(2 * bytes).flatMap((place) => DELTAS.map((by) => [changeDigit(place, by)]))

/** Neighbours exchanged where no component is at hand: whatever their XOR was. */
const neighboursUnseen = (bytes: number): Program[] =>
  upTo(2 * bytes - 1).flatMap((place) => DELTAS.map((by) => [changeDigit(place, by), changeDigit(place + 1, by)]))

/** Every program of one typing error. A component is named where only one can have it. */
export function* typos({ bytes, key, components }: Hand): Iterable<Hypothesis> {
  const only = components.length === 1 ? { component: 1 } : {}
  for (const steps of oneDigit(bytes)) yield { program: [...key, ...steps], names: [{ cause: TYPO, facts: only }] }
  if (components.length === 0)
    for (const steps of neighboursUnseen(bytes)) yield { program: [...key, ...steps], names: [{ cause: TYPO }] }
  for (const [i, own] of components.entries())
    for (const place of upTo(2 * bytes - 1))
      yield {
        program: [load(own), transposeDigits(place), ...components.filter((other) => other !== own).map(xorWith)],
        names: [{ cause: TYPO, facts: { component: i + 1 } }],
      }
}
export const typoCount = ({ bytes, components }: Hand): number =>
  30 * bytes + (2 * bytes - 1) * (components.length === 0 ? DELTAS.length : components.length)

/** Digits that moved as they were typed, put back: the one that was lost may be any. */
export function* unshifted(hand: Hand): Iterable<Hypothesis> {
  const { bytes, key, components } = hand
  for (const place of upTo(2 * bytes))
    for (const digit of upTo(16))
      for (const steps of [[digitIn(place, digit)], [digitOut(place, digit)]]) {
        if (components.length === 0) yield { program: [...key, ...steps], names: [{ cause: SHIFT }] }
        for (const at of components.keys())
          yield { program: inComponent(hand, at, steps), names: [{ cause: SHIFT, facts: { component: at + 1 } }] }
      }
}
export const unshiftedCount = ({ bytes, components }: Hand): number => 64 * bytes * Math.max(1, components.length)

/** Two digits wrong, both by any XOR: the long search. */
export function* twoDigits({ bytes, key }: Hand): Iterable<Hypothesis> {
  const names = [{ cause: TYPO, facts: { errors: 2 } }]
  for (const [one, other] of pairs(2 * bytes))
    for (const by of DELTAS)
      for (const also of DELTAS) yield { program: [...key, changeDigit(one, by), changeDigit(other, also)], names }
}
export const twoDigitCount = ({ bytes }: Hand): number => bytes * (2 * bytes - 1) * DELTAS.length ** 2

/** A turn done to one component alone, before they are combined. */
export const inComponent = ({ components }: Hand, at: number, steps: Program): Program => [
  load(components[at]!),
  ...steps,
  ...components.filter((_, i) => i !== at).map(xorWith),
]
