// How a simulated terminal shows check values: for terminals that make them by another method than the station thinks.
import type { Secret } from '../contract/secret.js'
import type { Algorithm } from '../contract/values.js'
import { checkValues } from '../keys/vault.js'
import type { Behaves, Behaviour } from './simulator-behaviours.js'

const ways: Readonly<Record<string, readonly [cipher: Algorithm, kind: 'ecb' | 'cmac', block: Uint8Array]>> = {
  cmac: ['tdes', 'cmac', new Uint8Array(8)],
  ones: ['tdes', 'ecb', new Uint8Array(8).fill(1)],
  aes: ['aes', 'ecb', new Uint8Array(16)],
  sm4: ['sm4', 'ecb', new Uint8Array(16)],
}
const names = [...Object.keys(ways), 'nothing']

/** A family that shows values it makes itself takes this into its table, as `shows`. */
export const showing = {
  about: 'shows check values of double-length keys made by another method, or zeros',
  takes: { like: /^[a-z0-9]+$/, expected: `shows=${names.join(', shows=')}`, among: names },
} as const satisfies Behaviour

/** The value as it is shown. @param own made as the family makes it */
export function shownValue(behaves: Behaves, key: Secret, own: Uint8Array): Uint8Array {
  if (!behaves.has('shows') || key.bytes !== 16) return own
  const way = ways[behaves.arg('shows')]
  if (!way) return new Uint8Array(own.length)
  const [cipher, kind, block] = way
  return checkValues([key], cipher, kind, block, Math.min(own.length, block.length))
}
