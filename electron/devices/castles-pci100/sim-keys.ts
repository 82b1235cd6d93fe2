// The PCI100's key store and what it does with a key: decipher, compare its check value, keep. Keys are handles, never bytes.
import type { Secret } from '../../contract/secret.js'
import { decryptToSecret, randomSecret, sameSecret, secretFromBytes } from '../../keys/vault.js'
import type { Behaves } from '../simulator-behaviours.js'
import { heldAs } from '../simulator-holds.js'
import { checkValueOf, type KeyPlace, type KeyStore } from '../simulator-keys.js'
import type { RandomBytes } from '../simulator-random.js'
import { type Code, code } from './sim-codes.js'
import type { Session } from './sim-session.js'

export interface Pci100 {
  /** DSN(16); null until it is set. */
  serial: Uint8Array | null
  readonly behaves: Behaves
  readonly random: RandomBytes
  readonly session: Session
  readonly keys: KeyStore
  /** Bits per second from the next answer on; null: as before. */
  nextRate: number | null
  /** `nak-once` has been had. */
  refused: boolean
}

/** Command 2E says nothing of what a working key is for: whatever it is, it is listed as a TPK. */
export type Kind = 'TMK' | 'TPK'
const kinds: readonly Kind[] = ['TMK', 'TPK']

const BLOCK = 8
const KCV_BYTES = 3
const FIRST_3DES = 100
const LAST = 198
/** "id 0-99 single DES, 100-198 3DES." Triple length is INFERRED. */
export const lengthsOf = (id: number): readonly number[] => {
  if (id > LAST) return []
  return id < FIRST_3DES ? [8] : [16, 24]
}

/** The key of an id. With `stale` no id is empty: one never seen before has a key of an earlier owner. */
function held(pad: Pci100, { usage, slot }: KeyPlace): Secret | undefined {
  if (!pad.keys.get({ usage, slot }) && pad.behaves.has('stale')) {
    pad.keys.put({ usage, slot }, { secret: randomSecret(lengthsOf(slot)[0]!), ksn: null })
  }
  return pad.keys.get({ usage, slot })?.secret
}

/** The master key that another comes under, or why it cannot. */
export function masterOf(pad: Pci100, slot: number): Secret | Code {
  if (lengthsOf(slot).length === 0) return code.parameter
  const working = pad.behaves.arg('ids') === 'shared' && pad.keys.get({ usage: 'TPK', slot })
  if (working) return code.type
  return held(pad, { usage: 'TMK', slot }) ?? code.notLoaded
}

export interface Incoming {
  readonly usage: Kind
  readonly slot: number
  /** In clear or as cryptogram; the bytes of a clear key are wiped. */
  readonly key: Uint8Array
  readonly master: Secret | null
  readonly kcv: Uint8Array
}

/** The check value first, then whether the key is elsewhere too: that order is INFERRED. */
export function takeKey(pad: Pci100, { usage, slot, key, master, kcv }: Incoming): Code {
  const iv = pad.behaves.arg('wrap') === 'cbc' ? new Uint8Array(BLOCK) : undefined
  const secret = master ? decryptToSecret(master, 'tdes', key, iv) : secretFromBytes(key)
  const refused = refusal(pad, { usage, slot }, secret, kcv)
  if (refused !== null) {
    secret[Symbol.dispose]()
    return refused
  }
  keep(pad, { usage, slot }, secret)
  return pad.behaves.has('wrong-kcv') ? code.kcv : code.ok
}

function refusal(pad: Pci100, place: KeyPlace, secret: Secret, kcv: Uint8Array): Code | null {
  const own = checkValueOf(secret).subarray(0, KCV_BYTES)
  const right = kcv.every((byte, at) => byte === own[at])
  if (!right && !pad.behaves.has('echo-kcv')) return code.kcv
  return isElsewhere(pad, place, secret) ? code.sameKey : null
}
function isElsewhere({ keys, behaves }: Pci100, { usage, slot }: KeyPlace, secret: Secret): boolean {
  const among = behaves.arg('same-key')
  const replaced = (other: KeyPlace) =>
    other.slot === slot && (other.usage === usage || behaves.arg('ids') === 'shared')
  return keys
    .list()
    .filter((other) => among === 'any' || (among === 'kind' && other.usage === usage))
    .some((other) => !replaced(other) && other.secret.bytes === secret.bytes && sameSecret(other.secret, secret))
}

function keep(pad: Pci100, place: KeyPlace, secret: Secret): void {
  if (pad.behaves.has('stale')) {
    held(pad, place)
    secret[Symbol.dispose]()
    return
  }
  if (pad.behaves.arg('ids') === 'shared') for (const usage of kinds) pad.keys.delete({ usage, slot: place.slot })
  pad.keys.put(place, { secret: heldAs(pad.behaves, place.usage, secret), ksn: null })
}

/** Whether there is a key that a PIN or a MAC could be made with. */
export const hasWorkingKey = ({ keys }: Pci100): boolean => keys.list().some(({ usage }) => usage === 'TPK')
