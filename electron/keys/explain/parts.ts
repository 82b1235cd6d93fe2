// Which hypotheses belong to which depth, and in what order they are tried.
import type { Depth } from '../hypothesis.js'
import { componentFaults, inEveryComponent } from './components.js'
import { baseKeyFaults, derivedTwice } from './dukpt.js'
import type { Hand, Hypothesis, Part, Turn } from './hand.js'
import {
  inComponent,
  keypadTurns,
  oneDigit,
  TYPO,
  twoDigitCount,
  twoDigits,
  typoCount,
  typos,
  unshifted,
  unshiftedCount,
} from './keypad.js'
import { algorithmOf, familyOf, otherMethods } from './question.js'
import { damagedKek, onCryptogram, transportTurns } from './transport.js'
import { turnsOf } from './turns.js'
import { variantTurns } from './variants.js'

type Names = Hypothesis['names']

const list = (hypotheses: readonly Hypothesis[]): Part => ({ size: hypotheses.length, each: () => hypotheses })

/** The same key, asked by every other method. */
const byOtherMethod = ({ algorithm }: Hand, asked: string): Names =>
  otherMethods(asked).map((method) =>
    familyOf(algorithmOf(method)) === familyOf(algorithm)
      ? { cause: 'method-difference', facts: { method }, method }
      : { cause: 'algorithm-difference', facts: { algorithm: algorithmOf(method), method }, method },
  )

const onKey = ({ key }: Hand, { cause, facts = {}, steps }: Turn): Hypothesis => ({
  program: [...key, ...steps],
  names: [{ cause, facts }],
})

/** Turns that need nothing but the key: made once for each length, of DES or not. */
function bareTurns({ bytes, algorithm }: Pick<Hand, 'bytes' | 'algorithm'>): readonly Turn[] {
  const isDes = familyOf(algorithm) === 'tdes'
  const turnsByLength = isDes ? turnsOfDes : turnsOfOthers
  const known = turnsByLength.get(bytes)
  if (known) return known
  const turns = [...turnsOf(bytes, isDes), ...keypadTurns(bytes), ...variantTurns(bytes)]
  turnsByLength.set(bytes, turns)
  return turns
}
const turnsOfDes = new Map<number, readonly Turn[]>()
const turnsOfOthers = new Map<number, readonly Turn[]>()

const turnsAtHand = (hand: Hand): Turn[] => [...bareTurns(hand), ...transportTurns(hand), ...derivedTwice(hand)]

/** Turns of one component, of all of them, of the cryptogram: where else on the way the same thing happens. */
function elsewhere(hand: Hand): Hypothesis[] {
  const turns = bareTurns(hand)
  const several = hand.components.length > 1
  return [
    ...turns.flatMap((turn) => [...onCryptogram(hand, turn)].map((one) => onKey(hand, one))),
    ...(several ? turns.map((turn) => inEveryComponent(hand, turn)) : []),
    ...turns.flatMap(({ cause, facts, steps }) =>
      several
        ? hand.components.map((_, i) => ({
            program: inComponent(hand, i, steps),
            names: [{ cause, facts: { ...facts, component: i + 1 } }],
          }))
        : [],
    ),
  ]
}

const typosOf = (hand: Hand): Part => ({ size: typoCount(hand), each: () => typos(hand) })

const single = (hand: Hand, asked: string): Part[] => [
  list([{ program: hand.key, names: byOtherMethod(hand, asked) }]),
  typosOf(hand),
  list([...componentFaults(hand)]),
  list(turnsAtHand(hand).map((turn) => onKey(hand, turn))),
  list([...baseKeyFaults(hand)]),
  list(elsewhere(hand)),
]

const KEK_BYTES = 16

/** Two causes under one name, whichever came first. */
const pair = (one: string, other: string) => [one, other].sort().join('+')

/** Both with the facts of both, joined where they differ. */
function both(one: Names[number], other: Names[number]): Names[number] {
  const facts: Record<string, string | number> = { ...one.facts }
  for (const [name, value] of Object.entries(other.facts ?? {}))
    facts[name] = facts[name] === undefined || facts[name] === value ? value : `${facts[name]}+${value}`
  const method = other.method ?? one.method
  return { cause: pair(one.cause, other.cause), facts, ...(method ? { method } : {}) }
}

type Firsts = () => Iterable<Hypothesis>

/** Each hypothesis followed by each turn of another cause. */
function followed(count: number, firsts: Firsts, turns: readonly Turn[]): Part {
  return {
    size: count * turns.length,
    each: function* () {
      for (const { program, names } of firsts())
        for (const turn of turns)
          if (names.every(({ cause }) => cause !== turn.cause))
            yield { program: [...program, ...turn.steps], names: names.map((name) => both(name, turn)) }
    },
  }
}

/** Each hypothesis asked by every other method. */
function asked(count: number, firsts: Firsts, methods: Names): Part {
  return {
    size: count,
    each: function* () {
      for (const { program, names } of firsts())
        yield { program, names: methods.flatMap((method) => names.map((name) => both(name, method))) }
    },
  }
}

function double(hand: Hand, sought: string): Part[] {
  const turns = turnsAtHand(hand).filter(({ core }) => core)
  const combining = [...componentFaults(hand)]
  const structural = [...turns.map((turn) => onKey(hand, turn)), ...combining, ...baseKeyFaults(hand)]
  const methods = byOtherMethod(hand, sought)
  const digits = oneDigit(hand.bytes).map((steps) => ({ cause: TYPO, steps }))
  // A KEK of 16 bytes, as nearly all are, whatever the key's own length.
  const damaged = damagedKek(hand, [
    ...bareTurns({ bytes: KEK_BYTES, algorithm: 'tdes' }).filter(({ core }) => core),
    ...digits,
  ])
  return [
    asked(structural.length, () => structural, methods),
    asked(typoCount(hand), () => typos(hand), methods),
    followed(structural.length, () => structural, turns),
    followed(combining.length, () => combining, digits),
    followed(typoCount(hand), () => typos(hand), turns),
    list(damaged.map((turn) => onKey(hand, { ...turn, cause: pair(turn.cause, 'wrong-kek') }))),
  ]
}

/** Tried besides where the keys are what was typed, and the value is that of what should have been. */
export const undone = (hand: Hand): Part => ({ size: unshiftedCount(hand), each: () => unshifted(hand) })

/** What each depth adds to those before it. */
export const depths: Readonly<Record<Depth, (hand: Hand, asked: string) => readonly Part[]>> = {
  single,
  double,
  'two-digits': (hand) => [{ size: twoDigitCount(hand), each: () => twoDigits(hand) }],
}
