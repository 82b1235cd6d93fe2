// Which hypotheses belong to which depth, and in what order they are tried.
import type { Depth } from '../hypothesis.js'
import { componentFaults, inEveryComponent } from './components.js'
import { baseKeyFaults, derivedTwice } from './dukpt.js'
import type { End, Hand, Hypothesis, Part, Turn, Way } from './hand.js'
import { digitsOf, inComponent, keypadTurns, twoDigits, typos, typosWhole, unshifted } from './keypad.js'
import { keepsXor } from './program.js'
import { algorithmOf, familyOf, otherMethods } from './question.js'
import { damagedKek, onCryptogram, publishedKeks, transportTurns } from './transport.js'
import { turnsOf } from './turns.js'
import { variantTurns } from './variants.js'

/** What the value sought answers, and nothing more. */
const ASKED: readonly End[] = [{ steps: [] }]

/** The same key, asked by every other method. */
const byOtherMethod = ({ algorithm }: Hand, asked: string): End[] =>
  otherMethods(asked).map((method) =>
    familyOf(algorithmOf(method)) === familyOf(algorithm)
      ? { cause: 'method-difference', facts: { method }, method, steps: [] }
      : { cause: 'algorithm-difference', facts: { algorithm: algorithmOf(method), method }, method, steps: [] },
  )

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
/** Turns that are not the same when they are done to every component and to their sum: made once for each list. */
function unlikeOnKey(hand: Hand): readonly Turn[] {
  const turns = bareTurns(hand)
  const known = unlike.get(turns) ?? turns.filter(({ steps }) => !steps.every(keepsXor))
  unlike.set(turns, known)
  return known
}
const unlike = new WeakMap<readonly Turn[], readonly Turn[]>()
const turnsOfDes = new Map<number, readonly Turn[]>()
const turnsOfOthers = new Map<number, readonly Turn[]>()

const turnsAtHand = (hand: Hand): Turn[] => [...bareTurns(hand), ...transportTurns(hand), ...derivedTwice(hand)]

const alone = (heads: readonly Way[]): Part => ({ heads, middles: [], ends: ASKED })

/** Turns of one component, of all of them, of the cryptogram: where else on the way the same thing happens. */
function elsewhere(hand: Hand): Part[] {
  const turns = bareTurns(hand)
  const several = hand.components.length > 1
  return [
    ...onCryptogram(hand, turns, ASKED),
    ...(several
      ? [
          alone(unlikeOnKey(hand).map((turn) => inEveryComponent(hand, turn))),
          ...hand.components.map((_, i) => inComponent(hand, i, turns, ASKED)),
        ]
      : []),
  ]
}

const single = (hand: Hand, asked: string): Part[] => [
  { heads: [{ steps: hand.key }], middles: [], ends: byOtherMethod(hand, asked) },
  ...typos(hand, ASKED),
  alone([...componentFaults(hand)]),
  { heads: [{ steps: hand.key }], middles: turnsAtHand(hand), ends: ASKED },
  alone([...baseKeyFaults(hand)]),
  ...publishedKeks(hand),
  ...elsewhere(hand),
]

const KEK_BYTES = 16

/** Met often enough to be met together with a wrong digit: of rarer ones fewer pairs are true than agree by chance. */
const besideTypos = [
  'halves-swapped',
  'left-half-only',
  'zero-padded',
  'parity-forced',
  'hex-as-ascii',
  'bytes-reversed',
  'variant-applied',
  'wrong-kek',
  'mode-difference',
  'ciphertext-stored',
  'double-decrypted',
]
const combiningBesideTypos = ['component-missing', 'component-duplicated', 'component-swapped']

function double(hand: Hand, sought: string): Part[] {
  const turns = turnsAtHand(hand).filter(({ core }) => core)
  const combining = [...componentFaults(hand)]
  const onKey = ({ steps, ...turn }: Turn): Hypothesis => ({ ...turn, steps: [...hand.key, ...steps] })
  const structural = [...turns.map(onKey), ...combining, ...baseKeyFaults(hand)]
  const methods = byOtherMethod(hand, sought)
  return [
    { heads: structural, middles: [], ends: methods },
    ...typos(hand, methods),
    { heads: structural, middles: turns, ends: ASKED },
    {
      heads: combining.filter(({ cause }) => combiningBesideTypos.includes(cause)),
      middles: digitsOf(hand.bytes).one,
      ends: ASKED,
    },
    { heads: typosWhole(hand), middles: turns.filter(({ cause }) => besideTypos.includes(cause)), ends: ASKED },
    // A KEK of 16 bytes, as nearly all are, whatever the key's own length.
    ...damagedKek(hand, [
      ...bareTurns({ bytes: KEK_BYTES, algorithm: 'tdes' }).filter(({ core }) => core),
      ...digitsOf(KEK_BYTES).one,
    ]),
  ]
}

/** Tried besides where the keys are what was typed, and the value is that of what should have been. */
export const undone = (hand: Hand): readonly Part[] => unshifted(hand, ASKED)

/** What each depth adds to those before it. */
export const depths: Readonly<Record<Depth, (hand: Hand, asked: string) => readonly Part[]>> = {
  single,
  double,
  'two-digits': (hand) => twoDigits(hand, ASKED),
}
