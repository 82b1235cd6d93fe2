// Every transform made here by plain buffers and node:crypto, for keys of each length and algorithm, is found again by the search.
// KCV_LONG makes twenty keys of each instead of one, and leaves no row out.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, test } from 'node:test'
import type { Algorithm, KcvMethodName } from '../../electron/contract/values.js'
import { explain } from '../../electron/keys/explain.js'
import * as vault from '../../electron/keys/vault.js'
import { type ClearHand, cipher, hasSm4, withHand, zeroValue } from './explain-setup.js'

const long = process.env.KCV_LONG === '1'
const rounds = long ? 20 : 1
/** Where both common forms of key are tried in full, a third of the rows is enough for each of the others. */
const tried = (length: number, algorithm: Algorithm, at: number) =>
  long || (length === 16 && algorithm !== 'sm4') || at % 3 === length % 3
after(() => assert.equal(vault.liveSecrets(), 0))

/** Bytes that look random and are the same in every run. */
const bytesOf = (name: string, length: number) => createHash('sha512').update(name).digest().subarray(0, length)
const xor = (...parts: readonly Buffer[]) =>
  Buffer.from(parts[0]!.map((_, i) => parts.reduce((sum, part) => sum ^ part[i]!, 0)))
const digits = (key: Buffer) => [...key.toString('hex')]
const ofDigits = (list: readonly string[]) => Buffer.from(list.join(''), 'hex')
const exchanged = <T>(list: readonly T[], one: number, other: number) =>
  list.with(one, list[other]!).with(other, list[one]!)
const filled = (key: Buffer, length: number, byte = 0) =>
  Buffer.concat([key, Buffer.alloc(length, byte)]).subarray(0, length)
const without = (key: Buffer, gone: readonly number[], byte = 0) =>
  filled(Buffer.from([...key].filter((one) => !gone.includes(one))), key.length, byte)
const groups = (key: Buffer, size: number) =>
  Array.from({ length: key.length / size }, (_, i) => key.subarray(i * size, (i + 1) * size))
const reversedIn = (key: Buffer, size: number) =>
  Buffer.concat(groups(key, size).map((group) => Buffer.from(group).reverse()))
const ones = (byte: number) => byte.toString(2).replaceAll('0', '').length

interface Subject {
  readonly algorithm: Algorithm
  readonly key: Buffer
  readonly components: readonly Buffer[]
  readonly other: Buffer
  readonly kek: Buffer
  readonly previousKek: Buffer
}
/** What the device holds instead; null where the transform does not exist for such a key. */
type Transform = (subject: Subject) => Buffer | null

const wrap = ({ algorithm, kek }: Subject, data: Buffer, mode: 'ecb' | 'cbc' = 'ecb') =>
  cipher(algorithm, kek, data, { mode })
const unwrap = ({ algorithm }: Subject, kek: Buffer, data: Buffer, mode: 'ecb' | 'cbc' = 'ecb') =>
  cipher(algorithm, kek, data, { mode, decrypt: true })
const isDes = ({ algorithm }: Subject) => algorithm === 'des' || algorithm === 'tdes'
/** Whether the KEK's cipher can take the key whole. */
const wraps = (subject: Subject) => isDes(subject) || subject.key.length % 16 === 0

const transforms: readonly (readonly [cause: string, of: Transform])[] = [
  ['component-typo', ({ key }) => ofDigits(digits(key).with(4, digits(key)[4] === 'a' ? '5' : 'a'))],
  ['component-typo', ({ components: [first, ...rest] }) => xor(ofDigits(exchanged(digits(first!), 6, 7)), ...rest)],
  ['component-missing', ({ components }) => xor(...components.slice(1))],
  ['component-duplicated', ({ components: [first, , third] }) => xor(first!, first!, third!)],
  ['component-swapped', ({ components: [, ...rest], other }) => xor(other, ...rest)],
  ['last-component-only', ({ components }) => components.at(-1)!],
  [
    'concatenated-not-xored',
    ({ key, components, algorithm }) =>
      key.length === 16 && algorithm === 'aes' ? Buffer.concat(components.slice(0, 2)) : null,
  ],
  ['halves-swapped', ({ key }) => (key.length === 24 ? null : Buffer.concat(groups(key, key.length / 2).reverse()))],
  ['halves-swapped', ({ key }) => (key.length === 24 ? Buffer.concat(exchanged(groups(key, 8), 0, 2)) : null)],
  ['left-half-only', (one) => (isDes(one) && one.key.length > 8 ? one.key.subarray(0, 8) : null)],
  ['right-half-only', (one) => (isDes(one) && one.key.length > 8 ? one.key.subarray(-8) : null)],
  ['truncated', ({ key, algorithm }) => (algorithm === 'aes' && key.length === 32 ? key.subarray(0, 16) : null)],
  [
    'zero-padded',
    ({ key, algorithm }) =>
      key.length === 8 ? filled(key, 16) : key.length === 16 && algorithm === 'aes' ? filled(key, 32) : null,
  ],
  [
    'parity-forced',
    (one) => (isDes(one) ? null : Buffer.from(one.key.map((byte) => (ones(byte & 0xfe) % 2 ? byte & 0xfe : byte | 1)))),
  ],
  [
    'hex-as-ascii',
    ({ key }) =>
      Buffer.from(key.toString('hex').toUpperCase(), 'ascii').subarray(0, key.length === 8 ? 16 : key.length),
  ],
  ['hex-as-ascii', ({ key }) => Buffer.from(key.toString('hex'), 'ascii').subarray(0, key.length)],
  ['bytes-reversed', ({ key }) => Buffer.from(key).reverse()],
  ['words-reversed', ({ key }) => reversedIn(key, 4)],
  ['halves-reversed', ({ key }) => (key.length > 8 ? reversedIn(key, 8) : null)],
  ['nibbles-swapped', ({ key }) => Buffer.from(key.map((byte) => (byte << 4) | (byte >> 4)))],
  ['complemented', ({ key }) => Buffer.from(key.map((byte) => byte ^ 0xff))],
  ['seven-bit-line', ({ key }) => Buffer.from(key.map((byte) => byte & 0x7f))],
  ['xon-xoff-eaten', ({ key }) => without(key, [0x11, 0x13])],
  ['xon-xoff-eaten', ({ key }) => without(key, [0x13], 0xff)],
  ['cr-lf-translated', ({ key }) => Buffer.from(key.map((byte) => (byte === 0x0d ? 0x0a : byte)))],
  [
    'dle-unstuffed',
    ({ key }) => filled(Buffer.from([...key].filter((byte, i) => byte !== 0x10 || key[i - 1] !== 0x10)), key.length),
  ],
  ['digit-shifted', ({ key }) => ofDigits([...digits(key).slice(1), '0'])],
  [
    'digit-shifted',
    ({ components: [first, ...rest] }) =>
      xor(ofDigits([...digits(first!).slice(0, 9), ...digits(first!).slice(8, -1)]), ...rest),
  ],
  ['groups-exchanged', ({ key }) => Buffer.concat(exchanged(groups(key, 2), 0, 1))],
  [
    'groups-exchanged',
    ({ components: [first, ...rest] }) => xor(Buffer.concat(exchanged(groups(first!, 2), 1, 3)), ...rest),
  ],
  ['truncated', ({ key }) => filled(key.subarray(0, key.length - 2), key.length)],
  ['truncated', ({ key }) => (key.length === 24 ? key.subarray(0, 16) : null)],
  ['variant-applied', ({ key }) => Buffer.from(key.map((byte, i) => (i % 8 === 0 ? byte ^ 0x18 : byte)))],
  ['variant-applied', ({ key }) => Buffer.from(key.map((byte, i) => (i % 8 === 7 ? byte ^ 0xff : byte)))],
  ['wrong-kek', (one) => (wraps(one) ? unwrap(one, one.previousKek, wrap(one, one.key)) : null)],
  ['wrong-kek', (one) => (wraps(one) ? unwrap(one, Buffer.alloc(16, 0x31), wrap(one, one.key, 'cbc'), 'cbc') : null)],
  ['wrong-kek', (one) => (wraps(one) ? unwrap(one, one.kek, cipher(one.algorithm, one.previousKek, one.key)) : null)],
  [
    'mode-difference',
    (one) =>
      one.key.length > 16 || (isDes(one) && one.key.length > 8)
        ? wraps(one)
          ? unwrap(one, one.kek, wrap(one, one.key), 'cbc')
          : null
        : null,
  ],
  ['double-decrypted', (one) => (wraps(one) ? unwrap(one, one.kek, one.key) : null)],
  ['ciphertext-stored', (one) => (wraps(one) ? wrap(one, one.key) : null)],
]

const underKek = new Set(['wrong-kek', 'mode-difference', 'double-decrypted', 'ciphertext-stored'])

const lengths: readonly (readonly [Algorithm, number, KcvMethodName])[] = [
  ['des', 8, 'des-zeros'],
  ['tdes', 16, 'tdes-zeros'],
  ['tdes', 24, 'tdes-zeros'],
  ['aes', 16, 'aes-zeros'],
  ['aes', 24, 'aes-zeros'],
  ['aes', 32, 'aes-zeros'],
  ['sm4', 16, 'sm4-zeros'],
]

/** A key that holds every character some line may eat or change. */
function subjectOf(algorithm: Algorithm, length: number, round: number): Subject {
  const bytes = (what: string, count = length) => bytesOf(`${algorithm} ${length} ${what} ${round}`, count)
  const [first, second] = [bytes('first'), bytes('second')]
  const key = Buffer.from(bytes('key'))
  key.set([0x11, 0x13, 0x0d, 0x10, 0x10, 0xc3], 1)
  return {
    algorithm,
    key,
    components: [first, second, xor(first, second, key)],
    other: bytes('other'),
    kek: bytes('kek', 16),
    previousKek: bytes('previous kek', 16),
  }
}

for (const [algorithm, length, method] of lengths)
  test(`each transform of ${length}-byte ${algorithm} keys is explained`, {
    skip: algorithm === 'sm4' && !hasSm4,
  }, async () => {
    for (let round = 0; round < rounds; round++) {
      const subject = subjectOf(algorithm, length, round)
      const { components, kek, previousKek, other } = subject
      const hand: ClearHand = { algorithm, components, kek, previousKek, others: [{ of: 'TPK', component: other }] }
      await withHand(hand, async (all) => {
        const bare = { ...all, kek: null, previousKek: null }
        for (const [at, [cause, of]] of transforms.entries()) {
          const held = of(subject)
          if (held === null || !tried(length, algorithm, at)) continue
          const hex = zeroValue(algorithm, held)
          // Equal digits exchanged, or a parity bit changed: nothing happened.
          if (hex === zeroValue(algorithm, subject.key)) continue
          const keys = underKek.has(cause) ? all : bare
          const { explanations } = await explain(keys, { method, hex }, { depth: 'single' })
          const causes = explanations.map((one) => one.cause)
          assert.ok(causes.includes(cause), `${cause}, row ${at} of round ${round}: ${causes.join() || 'unexplained'}`)
          assert.ok(causes.length <= 3, `row ${at} of round ${round}: ${causes.join()}`)
        }
      })
    }
  })

test('another key altogether is explained by nothing, for every length of key', async () => {
  for (const [algorithm, length, method] of lengths) {
    const { components, kek, previousKek } = subjectOf(algorithm, length, 0)
    await withHand({ algorithm, components, kek, previousKek }, async (keys) => {
      const { explanations, tried } = await explain(keys, { method, hex: '00112233445566FF' }, { depth: 'single' })
      assert.deepEqual(explanations, [])
      assert.ok(tried > 500, `${tried} tried with ${length}-byte ${algorithm} keys`)
    })
  }
})
