// The keys at hand as the machine's inputs, and what a hypothesis is.
import type { Secret } from '../../contract/secret.js'
import type { Algorithm, KcvMethodName } from '../../contract/values.js'
import type { Explanation, KeysAtHand } from '../hypothesis.js'
import { sameSecret } from '../vault.js'
import { initialKeyProgram } from './dukpt.js'
import { load, type Program, xorWith } from './program.js'

export type Facts = Explanation['facts']

/** Steps on the way to what the key may have become, and whom they would accuse: nobody where they only prepare. */
export interface Way {
  readonly cause?: string
  readonly facts?: Facts
  readonly steps: Program
}
/** From the key on: the steps come after it is loaded. */
export interface Turn extends Way {
  readonly cause: string
  /** Common enough to be tried together with another fault. */
  readonly core?: boolean
}
/** Steps that come to a key from nothing. */
export interface Hypothesis extends Way {
  readonly cause: string
}
/** The last steps, and what is then asked: where no method is said, what the value sought answers. */
export interface End extends Way {
  readonly method?: KcvMethodName
}

/** Every head, followed by every middle, followed by every end. A list is kept as bytes as long as it is the same one. */
export interface Part {
  readonly heads: readonly Way[]
  /** None: the end follows the head. */
  readonly middles: readonly Way[]
  readonly ends: readonly End[]
}

/** Places among the machine's inputs. */
export interface Hand {
  readonly algorithm: Algorithm
  readonly inputs: readonly Secret[]
  /** Length of the key in bytes. */
  readonly bytes: number
  /** Comes to the key itself. */
  readonly key: Program
  readonly components: readonly number[]
  readonly others: readonly { readonly of: string; readonly place: number }[]
  readonly kek: number | null
  readonly previousKek: number | null
  readonly bdk: number | null
  readonly ksn: Uint8Array | null
  /** The key is the base key: its initial key is then derived from it once, not twice. */
  readonly isBase: boolean
}

/** XOR of components by their places. */
export const sumOf = ([first, ...rest]: readonly number[]): Program => [load(first!), ...rest.map(xorWith)]

/** The machine takes 64 inputs. */
const MOST_OTHERS = 48

/** null where there is no key to start from. */
export function handOf(keys: KeysAtHand): Hand | null {
  const inputs: Secret[] = []
  const place = (secret: Secret) => inputs.push(secret) - 1
  const placeOrNull = (secret: Secret | null) => (secret ? place(secret) : null)
  const own = placeOrNull(keys.key)
  const components = keys.components.map(place)
  const others = keys.otherComponents
    .slice(0, MOST_OTHERS)
    .map(({ of, component }) => ({ of, place: place(component) }))
  const [kek, previousKek, bdk] = [keys.kek, keys.previousKek, keys.bdk].map(placeOrNull)
  // A Buffer's slices share its memory; an array of our own does not.
  const ksn = keys.ksn && Uint8Array.from(keys.ksn)
  const isBase = keys.key !== null && keys.bdk !== null && sameSecret(keys.key, keys.bdk)
  const rest = { isBase, components, others, kek: kek!, previousKek: previousKek!, bdk: bdk!, ksn, inputs }
  const hand = (bytes: number, key: Program): Hand => ({ algorithm: keys.algorithm, bytes, key, ...rest })
  if (keys.key && own !== null) return hand(keys.key.bytes, [load(own)])
  const [first] = keys.components
  if (first) return hand(first.bytes, sumOf(components))
  if (keys.bdk && typeof bdk === 'number' && ksn)
    return hand(keys.bdk.bytes, initialKeyProgram(keys.algorithm, keys.bdk.bytes, [load(bdk)], ksn))
  return null
}
