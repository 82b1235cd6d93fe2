// The pad's key store: what is made ready before the station acknowledges, and what then happens to it. Keys are handles, never bytes.
import type { Secret } from '../../contract/secret.js'
import { randomSecret, sameSecret } from '../../keys/vault.js'
import type { Behaves } from '../simulator-behaviours.js'
import { heldAs } from '../simulator-holds.js'
import type { HeldKey, KeyPlace, KeyStore } from '../simulator-keys.js'
import { type Code, code, type KeyId, KLK, modes, usages } from './sim-codes.js'
import type { InjectMode } from './sim-mode.js'

export interface Attributes {
  /** As in the header of a TR-31 block. */
  readonly usage: string
  readonly mode: string
  /** T or D. */
  readonly algorithm: string
}
export interface Pad {
  serial: string
  readonly keys: KeyStore
  readonly attributes: WeakMap<Secret, Attributes>
  readonly inject: InjectMode
  readonly behaves: Behaves
  /** By 08: the slot of the master key that working keys come under; 0 at the start, INFERRED. */
  selected: number
  /** Loads carried out. */
  loads: number
  /** The authentication in which a clear load last wiped. */
  wipedIn: number
}
/** A key that the station has not acknowledged yet. */
export interface ReadyKey {
  readonly place: KeyPlace
  readonly secret: Secret
  readonly attributes: Attributes
  readonly clear: boolean
}

const DOUBLE_LENGTH = 16
const KSN_BYTES = 10
export const defaultAttributes: Attributes = { usage: 'K0', mode: 'D', algorithm: 'T' }

/** The key in a slot. With `stale` no slot is empty: one never seen before holds a key of an earlier owner. */
export function held(pad: Pad, place: KeyPlace): HeldKey | undefined {
  if (!pad.keys.get(place) && pad.behaves.has('stale')) {
    const secret = randomSecret(DOUBLE_LENGTH)
    pad.attributes.set(secret, defaultAttributes)
    pad.keys.put(place, { secret, ksn: place.usage === 'IK' ? new Uint8Array(KSN_BYTES) : null })
  }
  return pad.keys.get(place)
}

/** What keeps any load from being taken, before its key is looked at. A tripped switch has no code of its own: INFERRED. */
export function refusal({ behaves, loads }: Pad): Code | null {
  if (behaves.has('refuse')) return behaves.arg('refuse')
  if (behaves.has('tampered')) return code.memory
  const limit = behaves.arg('load-limit')
  return limit !== 'none' && loads >= Number(limit) ? code.loadCount : null
}

/** The key that blocks come under: "KLK missing / not K0". */
export function keyLoadingKey(pad: Pad): Secret | Code {
  const klk = held(pad, KLK)?.secret
  return klk && pad.attributes.get(klk)?.usage === 'K0' ? klk : code.noKlk
}

/** What keeps this key from being taken. The order of the checks is INFERRED. */
export function judge(pad: Pad, { fits }: KeyId, { place, secret, attributes }: ReadyKey): Code | null {
  if (!usages.includes(attributes.usage) || !modes.includes(attributes.mode)) return code.usage
  if (pad.behaves.arg('usage-check') === 'group' && !fits.includes(attributes.usage)) return code.usage
  if (place.usage === KLK.usage && secret.bytes < DOUBLE_LENGTH) return code.usage
  return isDuplicate(pad, place, secret) ? code.duplicate : null
}

/** Of a master key; initial keys are a set of their own. */
function isDuplicate(pad: Pad, place: KeyPlace, secret: Secret): boolean {
  const among = pad.behaves.arg('duplicates')
  if (among === 'taken') return false
  return pad.keys
    .list()
    .filter((other) => other.usage !== 'IK' && (among === 'any' || isPlace(other, place)))
    .some((other) => sameSecret(other.secret, secret))
}
const isPlace = (a: KeyPlace, b: KeyPlace): boolean => a.usage === b.usage && a.slot === b.slot

/** "Loading a clear key after authentication erases all other master keys." */
export function keep(pad: Pad, { place, secret, attributes, clear }: ReadyKey, at: number): void {
  pad.loads++
  if (pad.behaves.has('stale')) {
    held(pad, place)
    secret[Symbol.dispose]()
    return
  }
  if (clear && wipes(pad, at)) pad.keys.clear(({ usage }) => usage !== 'IK')
  const kept = heldAs(pad.behaves, place.usage, secret)
  pad.attributes.set(kept, attributes)
  pad.keys.put(place, { secret: kept, ksn: null })
}
function wipes(pad: Pad, at: number): boolean {
  const when = pad.behaves.arg('clear-wipe')
  const entry = pad.inject.entry(at)
  const first = pad.wipedIn !== entry
  pad.wipedIn = entry
  return when === 'each' || (when === 'first' && first)
}

/** An initial key is kept at once: its answer says that it is there. */
export function keepInitialKey(pad: Pad, slot: number, secret: Secret, ksn: Uint8Array): void {
  pad.loads++
  const place = { usage: 'IK', slot } as const
  if (!pad.behaves.has('stale')) {
    pad.keys.put(place, { secret: heldAs(pad.behaves, place.usage, secret), ksn })
    return
  }
  held(pad, place)
  secret[Symbol.dispose]()
}
