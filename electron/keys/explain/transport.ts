// What goes wrong while a key travels under another: wrong KEK, wrong mode, a variant on one side, deciphered once too often.
import { keyLengths } from '../kcv.js'
import { publishedKeys } from '../public-keys.js'
import type { End, Facts, Hand, Part, Turn } from './hand.js'
import {
  append,
  type CipherName,
  decipher,
  encipher,
  literal,
  load,
  mask,
  type Program,
  register,
  save,
  slice,
  type WrapMode,
} from './program.js'

const MODES: readonly WrapMode[] = ['ecb', 'cbc']
const PART = 8
const [subject, otherKek, made, part] = [register(0), register(1), register(2), register(3)]

/** Ciphers that a key-encrypting key may have: that of the key, or TDES, which older keys travel under. */
const wrappingCiphers = ({ algorithm }: Hand): readonly CipherName[] =>
  algorithm === 'des' || algorithm === 'tdes' ? ['tdes'] : [algorithm, 'tdes']

/** The value enciphered under one key and deciphered under another. */
interface Way {
  readonly wrap: Program
  readonly unwrap: Program
}
const plain = (place: number, cipher: CipherName, mode: WrapMode): Way => ({
  wrap: [encipher(place, cipher, mode)],
  unwrap: [decipher(place, cipher, mode)],
})

/** The station wraps the one way and the device unwraps the other, and the reverse. */
const both = (cause: string, facts: Facts, prepare: Program, right: Way, wrong: Way, core = false): Turn[] => [
  { cause, facts: { ...facts, direction: 'device' }, steps: [...prepare, ...right.wrap, ...wrong.unwrap], core },
  { cause, facts: { ...facts, direction: 'station' }, steps: [...prepare, ...wrong.wrap, ...right.unwrap], core },
]

/** Steps that leave another key than the value in `otherKek`. */
const aside = (steps: Program): Program => [save(subject), ...steps, save(otherKek), load(subject)]

const previousKekTurns = (kek: number, { previousKek }: Hand, cipher: CipherName): Turn[] =>
  previousKek === null
    ? []
    : MODES.flatMap((mode) =>
        both('wrong-kek', { kek: 'previous' }, [], plain(kek, cipher, mode), plain(previousKek, cipher, mode), true),
      )

/** Behind a value that is another transport key: the key at hand, wrapped under the one and unwrapped under the other. */
const underOther = ({ key }: Hand, kek: number, ciphers: readonly CipherName[]): End[] =>
  ciphers.flatMap((cipher) =>
    MODES.flatMap((mode) =>
      both('wrong-kek', {}, [save(otherKek), ...key], plain(kek, cipher, mode), plain(otherKek, cipher, mode)),
    ),
  )

/** The other transport key is one that everybody knows. */
export function publishedKeks(hand: Hand): Part[] {
  const { kek } = hand
  if (kek === null) return []
  return wrappingCiphers(hand).map((cipher) => ({
    heads: publishedKeys
      .filter((bytes) => (cipher === 'tdes' && bytes.length === PART) || keyLengths[cipher].includes(bytes.length))
      .map((bytes) => ({ steps: [literal(bytes)], facts: { kek: 'test' } })),
    middles: [],
    ends: underOther(hand, kek, [cipher]),
  }))
}

/** Variant bytes of the parts of a key, XORed into the KEK's second half: payShield schemes U and T. */
const thalesVariants: Readonly<Record<number, readonly number[]>> = { 16: [0xa6, 0x5a], 24: [0x6a, 0xde, 0x2b] }
const ATALLA = Array.from({ length: 31 }, (_, i) => i + 1)

/** Each part of the value under a variant of its own. */
function byParts(kek: number, bytes: number): Way | null {
  const variants = thalesVariants[bytes]
  if (!variants) return null
  const way = (run: typeof encipher): Program => [
    save(subject),
    ...variants.flatMap((byte, i) => [
      ...[load(kek), mask([0, 0, 0, 0, 0, 0, 0, 0, byte, 0, 0, 0, 0, 0, 0, 0]), save(part)],
      ...[load(subject), slice(i * PART, i * PART + PART), run(part, 'tdes', 'ecb')],
      ...(i === 0 ? [save(made)] : [save(part), load(made), append(part), save(made)]),
    ]),
  ]
  return { wrap: way(encipher), unwrap: way(decipher) }
}

function variants(kek: number, { bytes }: Hand): Turn[] {
  const cause = 'variant-applied'
  const right = plain(kek, 'tdes', 'ecb')
  const parts = byParts(kek, bytes)
  return [
    ...(parts ? both(cause, { variant: bytes === 16 ? 'scheme-u' : 'scheme-t' }, [], right, parts, true) : []),
    ...(parts
      ? [
          { cause: 'ciphertext-stored', steps: parts.wrap },
          { cause: 'double-decrypted', steps: parts.unwrap },
        ]
      : []),
    ...ATALLA.flatMap((number) =>
      both(
        cause,
        { variant: `atalla-${number}` },
        aside([load(kek), mask([number << 3, 0, 0, 0, 0, 0, 0, 0])]),
        right,
        plain(otherKek, 'tdes', 'ecb'),
        number <= 3,
      ),
    ),
  ]
}

const crossed = (kek: number, cipher: CipherName): Turn[] => {
  const [ecb, cbc] = [plain(kek, cipher, 'ecb'), plain(kek, cipher, 'cbc')]
  const row = (cause: string, facts: Facts, steps: Program): Turn => ({ cause, facts, steps, core: true })
  return [
    row('mode-difference', { wrapped: 'ecb' }, [...ecb.wrap, ...cbc.unwrap]),
    row('mode-difference', { wrapped: 'cbc' }, [...cbc.wrap, ...ecb.unwrap]),
    row('double-decrypted', {}, ecb.unwrap),
    row('double-decrypted', {}, cbc.unwrap),
    row('ciphertext-stored', {}, ecb.wrap),
    row('ciphertext-stored', {}, cbc.wrap),
  ]
}

/** Everything that goes wrong under the KEK; empty where none is at hand. */
export function transportTurns(hand: Hand): Turn[] {
  const { kek } = hand
  if (kek === null) return []
  return [
    ...wrappingCiphers(hand).flatMap((cipher) => [...crossed(kek, cipher), ...previousKekTurns(kek, hand, cipher)]),
    ...variants(kek, hand),
  ]
}

/** The KEK itself damaged on its way to one side, by a turn of it. */
export function damagedKek(hand: Hand, turns: readonly Turn[]): Part[] {
  const { kek } = hand
  if (kek === null) return []
  const heads = [{ steps: [load(kek)], facts: { kek: 'current' } }]
  return [{ heads, middles: turns, ends: underOther(hand, kek, wrappingCiphers(hand)) }]
}

/** Turns that happen to the cryptogram: enciphered, turned, deciphered. */
export function onCryptogram(hand: Hand, turns: readonly Turn[], ends: readonly End[]): Part[] {
  const { kek, key } = hand
  if (kek === null) return []
  return wrappingCiphers(hand).flatMap((cipher) =>
    MODES.map((mode) => {
      const { wrap, unwrap } = plain(kek, cipher, mode)
      return {
        heads: [{ steps: [...key, ...wrap], facts: { at: 'cryptogram' } }],
        middles: turns,
        ends: ends.map((end) => ({ ...end, steps: [...unwrap, ...end.steps] })),
      }
    }),
  )
}
