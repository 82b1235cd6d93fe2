// What a simulated terminal holds in place of the key that it took: for practising what a check value gives away.
import type { Secret } from '../contract/secret.js'
import type { KeyUsage } from '../contract/values.js'
import { fromHex } from '../keys/hex.js'
import { concat, secretFromBytes, slice, xor } from '../keys/vault.js'
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
  'one-digit-off': xored((place) => (place === 3 ? 0x20 : 0)),
} as const satisfies Record<Holding, Turn>

/** What the store is given: the key, or what it was turned into; then the key is wiped. Keys that others come under stay. */
export function heldAs(behaves: Behaves, usage: KeyUsage, key: Secret): Secret {
  if (!behaves.has('holds') || usage === 'TLK' || usage === 'KEK' || key.bytes % 8 !== 0 || key.bytes < 16) return key
  const turned = holdings[behaves.arg('holds') as Holding](key)
  key[Symbol.dispose]()
  return turned
}
