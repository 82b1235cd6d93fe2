// What may become of a key inside a simulated terminal, between the check of what came and the store, and how it shows it.

import type { Secret } from '../contract/secret.js'
import type { Algorithm } from '../contract/values.js'
import {
  checkValues,
  concat,
  isPublicValue,
  randomSecret,
  secretFromBytes,
  slice,
  withOddParity,
  xorBytes,
} from '../keys/vault.js'
import type { Behaves, BehaviourTable } from './simulator-behaviours.js'

/** A key made of another, which stays as it is. */
type Mishap = (key: Secret) => Secret

const PART = 8
const [XON, XOFF, CR, LF] = [0x11, 0x13, 0x0d, 0x0a]

/** Parts of the key in another order, or some of them alone; the parts in between are released. */
function ofParts(key: Secret, ranges: readonly (readonly [from: number, to: number])[]): Secret {
  const parts = ranges.map(([from, to]) => slice(key, from, to))
  try {
    return concat(parts)
  } finally {
    for (const part of parts) part[Symbol.dispose]()
  }
}
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i)
const single = (at: number) => [at, at + 1] as const
/** The bytes of each group in reverse. */
const reversedIn = (key: Secret, group: number): Secret =>
  ofParts(
    key,
    upTo(key.bytes).map((at) => single(at - (at % group) + group - 1 - (at % group))),
  )
const isByte = (key: Secret, at: number, byte: number): boolean => {
  using one = slice(key, at, at + 1)
  return isPublicValue(one, Uint8Array.of(byte))
}
/** XOR with a byte where another stands. */
const replaced = (key: Secret, from: number, to: number): Secret =>
  xorBytes(
    key,
    Uint8Array.from(upTo(key.bytes), (at) => (isByte(key, at, from) ? from ^ to : 0)),
  )

/** Bytes that the line takes for its own are lost; zeros stand at the end. */
function lost(key: Secret, gone: readonly number[]): Secret {
  const kept = upTo(key.bytes).filter((at) => !gone.some((byte) => isByte(key, at, byte)))
  if (kept.length === 0) return secretFromBytes(new Uint8Array(key.bytes))
  using rest = ofParts(key, kept.map(single))
  if (kept.length === key.bytes) return slice(rest, 0, key.bytes)
  using zeros = secretFromBytes(new Uint8Array(key.bytes - kept.length))
  return concat([rest, zeros])
}

/** Every byte another, by what it is. A simulated terminal has test keys: its bytes are found by asking which they are. */
const mapped = (key: Secret, to: (byte: number) => number): Secret =>
  xorBytes(
    key,
    Uint8Array.from(upTo(key.bytes), (at) => {
      const byte = upTo(256).find((one) => isByte(key, at, one))!
      return byte ^ to(byte)
    }),
  )
const digitOf = (nibble: number) => '0123456789ABCDEF'.charCodeAt(nibble)
/** The first half of the hex text. */
const asText = (key: Secret): Secret => {
  using left = slice(key, 0, key.bytes / 2)
  using high = mapped(left, (byte) => digitOf(byte >> 4))
  using low = mapped(left, (byte) => digitOf(byte & 0x0f))
  using both = concat([high, low])
  return ofParts(
    both,
    upTo(key.bytes).map((i) => single((i % 2) * (key.bytes / 2) + (i >> 1))),
  )
}

const half = (key: Secret) => Math.max(PART, key.bytes / 2)

const mishaps: Readonly<Record<string, Mishap>> = {
  'halves-swapped': (key) =>
    ofParts(key, [
      [half(key), key.bytes],
      [0, half(key)],
    ]),
  'left-half': (key) => slice(key, 0, PART),
  'right-half': (key) => slice(key, key.bytes - PART, key.bytes),
  'bytes-reversed': (key) => reversedIn(key, key.bytes),
  'words-reversed': (key) => reversedIn(key, 4),
  'halves-reversed': (key) => reversedIn(key, PART),
  'nibbles-swapped': (key) => mapped(key, (byte) => ((byte << 4) | (byte >> 4)) & 0xff),
  'seven-bit': (key) => mapped(key, (byte) => byte & 0x7f),
  'hex-text': asText,
  complement: (key) => xorBytes(key, new Uint8Array(key.bytes).fill(0xff)),
  parity: (key) => withOddParity(key),
  variant: (key) =>
    xorBytes(
      key,
      Uint8Array.from(upTo(key.bytes), (at) => (at % PART === 0 ? 0x08 : 0)),
    ),
  'xon-xoff': (key) => lost(key, [XON, XOFF]),
  'cr-lf': (key) => replaced(key, CR, LF),
  'test-key': (key) => secretFromBytes(new Uint8Array(key.bytes).fill(0x11)),
  zeros: (key) => secretFromBytes(new Uint8Array(key.bytes)),
  another: (key) => randomSecret(key.bytes),
}

const shownBy: Readonly<Record<string, readonly [cipher: Algorithm, kind: 'ecb' | 'cmac', block: Uint8Array]>> = {
  cmac: ['tdes', 'cmac', new Uint8Array(8)],
  ones: ['tdes', 'ecb', new Uint8Array(8).fill(1)],
  aes: ['aes', 'ecb', new Uint8Array(16)],
  sm4: ['sm4', 'ecb', new Uint8Array(16)],
}
const NOTHING = 'nothing'

const words = (...all: readonly string[]) => new RegExp(`^(${all.join('|')})$`)

/** Names that the families take into their tables: `stores` all that keep a key, `shows` those that show a value of it. */
export const mishapBehaviours = {
  stores: {
    about: 'checks the key that came and then keeps another one, as after a fault on its way to the store',
    takes: { like: words(...Object.keys(mishaps)), expected: `stores=${Object.keys(mishaps).join(' or stores=')}` },
  },
  shows: {
    about: 'shows check values made by another method, or zeros',
    takes: { like: words(...Object.keys(shownBy), NOTHING), expected: 'shows=cmac, ones, aes, sm4 or nothing' },
  },
} as const satisfies BehaviourTable

/** What is kept of this key. Where it is another, the one that came is wiped. */
export function stored(behaves: Behaves, key: Secret): Secret {
  if (!behaves.has('stores')) return key
  const kept = mishaps[behaves.arg('stores')]!(key)
  key[Symbol.dispose]()
  return kept
}

/** How the key's check value is shown. @param own made as the family makes it */
export function shownValue(behaves: Behaves, key: Secret, own: Uint8Array): Uint8Array {
  if (!behaves.has('shows')) return own
  const way = shownBy[behaves.arg('shows')]
  if (!way) return new Uint8Array(own.length)
  const [cipher, kind, block] = way
  return checkValues([key], cipher, kind, block, Math.min(own.length, block.length))
}
