// What a simulated terminal holds in place of the key that it took: for practising what a check value gives away.
import type { Secret } from '../contract/secret.js'
import type { KeyUsage } from '../contract/values.js'
import { fromHex } from '../keys/hex.js'
import { concat, isPublicValue, randomSecret, secretFromBytes, slice, xor } from '../keys/vault.js'
import type { Behaves, holdingNames } from './simulator-behaviours.js'

type Holding = (typeof holdingNames)[number]
type Turn = (key: Secret) => Secret

const filled =
  (byte: number): Turn =>
  ({ bytes }) =>
    secretFromBytes(new Uint8Array(bytes).fill(byte))

/** Bytes put together anew; `order` gives for each place the byte that comes there. */
const ordered =
  (order: (place: number, bytes: number) => number): Turn =>
  (key) => {
    const parts = Array.from({ length: key.bytes }, (_, place) => {
      const at = order(place, key.bytes)
      return slice(key, at, at + 1)
    })
    try {
      return concat(parts)
    } finally {
      for (const part of parts) part[Symbol.dispose]()
    }
  }

const halfTwice =
  (from: 'left' | 'right'): Turn =>
  (key) => {
    const half = key.bytes / 2
    using part = from === 'left' ? slice(key, 0, half) : slice(key, half, key.bytes)
    return concat([part, part])
  }

const xored =
  (mask: (place: number) => number): Turn =>
  (key) => {
    using other = secretFromBytes(Uint8Array.from({ length: key.bytes }, (_, place) => mask(place)))
    return xor([key, other])
  }

const isByte = (key: Secret, at: number, byte: number): boolean => {
  using one = slice(key, at, at + 1)
  return isPublicValue(one, Uint8Array.of(byte))
}
const places = (key: Secret) => Array.from({ length: key.bytes }, (_, at) => at)
/** Every byte another, by what it is. A simulated terminal has test keys: which bytes they have is found by asking. */
const mapped =
  (to: (byte: number) => number, all = Array.from({ length: 256 }, (_, byte) => byte)): Turn =>
  (key) => {
    const changed = places(key).map((at) => {
      const byte = all.find((one) => isByte(key, at, one))
      return byte === undefined ? 0 : byte ^ to(byte)
    })
    return xored((at) => changed[at]!)(key)
  }
/** Bytes that a line takes for its own are gone, and zeros stand at the end. */
const without =
  (...gone: readonly number[]): Turn =>
  (key) => {
    const kept = places(key).filter((at) => !gone.some((byte) => isByte(key, at, byte)))
    const parts = kept.map((at) => slice(key, at, at + 1))
    const filled = Array.from({ length: key.bytes - kept.length }, () => secretFromBytes(new Uint8Array(1)))
    try {
      return concat([...parts, ...filled])
    } finally {
      for (const part of [...parts, ...filled]) part[Symbol.dispose]()
    }
  }
const digitOf = (nibble: number) => '0123456789ABCDEF'.charCodeAt(nibble)
/** The first half of the hex text. */
const asText: Turn = (key) => {
  using left = slice(key, 0, key.bytes / 2)
  using high = mapped((byte) => digitOf(byte >> 4))(left)
  using low = mapped((byte) => digitOf(byte & 0x0f))(left)
  using both = concat([high, low])
  return ordered((place, bytes) => (place % 2) * (bytes / 2) + (place >> 1))(both)
}
const [XON, XOFF, CR, LF, TOP] = [0x11, 0x13, 0x0d, 0x0a, 0x80]

/** 0123456789ABCDEFFEDCBA9876543210: the published reference key, which is the first component of the practice keys. */
const REFERENCE = '0123456789ABCDEFFEDCBA9876543210'

export const holdings = {
  'zero-key': filled(0),
  'test-key': filled(0x11),
  'first-component': ({ bytes }) => secretFromBytes(fromHex(REFERENCE.repeat(2).slice(0, 2 * bytes))),
  'halves-swapped': ordered((place, bytes) => (place + bytes / 2) % bytes),
  'left-half': halfTwice('left'),
  'right-half': halfTwice('right'),
  'zero-padded': (key) => {
    using half = slice(key, 0, key.bytes / 2)
    using zeros = secretFromBytes(new Uint8Array(key.bytes / 2))
    return concat([half, zeros])
  },
  'bytes-reversed': ordered((place, bytes) => bytes - 1 - place),
  'halves-reversed': ordered((place, bytes) =>
    place < bytes / 2 ? bytes / 2 - 1 - place : bytes + bytes / 2 - 1 - place,
  ),
  'words-reversed': ordered((place) => 4 * Math.floor(place / 4) + 3 - (place % 4)),
  complemented: xored(() => 0xff),
  'nibbles-swapped': mapped((byte) => ((byte << 4) | (byte >> 4)) & 0xff),
  'seven-bit': mapped((byte) => byte & ~TOP),
  'hex-text': asText,
  'xon-xoff': without(XON, XOFF),
  'cr-lf': mapped(() => LF, [CR]),
  // Atalla's first: 08 over the first byte of each half.
  variant: xored((place) => (place % 8 === 0 ? 0x08 : 0)),
  another: ({ bytes }) => randomSecret(bytes),
  'one-digit-off': xored((place) => (place === 3 ? 0x20 : 0)),
} as const satisfies Record<Holding, Turn>

/** What the store is given: the key, or what it was turned into; then the key is wiped. Keys that others come under stay. */
export function heldAs(behaves: Behaves, usage: KeyUsage, key: Secret): Secret {
  if (!behaves.has('holds') || usage === 'TLK' || usage === 'KEK' || key.bytes % 8 !== 0 || key.bytes < 16) return key
  const turned = holdings[behaves.arg('holds') as Holding](key)
  key[Symbol.dispose]()
  return turned
}
