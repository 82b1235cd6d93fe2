// A simulated terminal's key store: slots of handles; a replaced or deleted key is wiped at once.
import type { Secret } from '../contract/secret.js'
import type { KeyUsage } from '../contract/values.js'
import { encrypt } from '../keys/vault.js'
import type { SimulatedSlot } from './simulator-terminal.js'

const BLOCK_BYTES = 8

/** TDES over one block of zeros, all 8 bytes; single DES for a key of 8 bytes. */
export const checkValueOf = (key: Secret): Uint8Array => encrypt(key, 'tdes', new Uint8Array(BLOCK_BYTES))

export interface KeyPlace {
  readonly usage: KeyUsage
  readonly slot: number
}
export interface HeldKey {
  readonly secret: Secret
  /** Key serial number of a DUKPT initial key; null for every other. */
  readonly ksn: Uint8Array | null
}

export class KeyStore {
  readonly #held = new Map<string, KeyPlace & HeldKey>()

  get(place: KeyPlace): HeldKey | undefined {
    return this.#held.get(name(place))
  }
  /** The store owns the handle from now on. */
  put({ usage, slot }: KeyPlace, { secret, ksn }: HeldKey): void {
    this.delete({ usage, slot })
    this.#held.set(name({ usage, slot }), { usage, slot, secret, ksn })
  }
  delete(place: KeyPlace): void {
    this.get(place)?.secret[Symbol.dispose]()
    this.#held.delete(name(place))
  }
  /** Deletes the keys that `which` picks; all of them without it. */
  clear(which: (place: KeyPlace) => boolean = () => true): void {
    for (const held of [...this.#held.values()]) if (which(held)) this.delete(held)
  }
  /** In the order they were loaded. */
  list(): readonly (KeyPlace & HeldKey)[] {
    return [...this.#held.values()]
  }
  /** The same for a store of TDES keys alone, by their check values. */
  slots(): readonly SimulatedSlot[] {
    return this.list().map(({ usage, slot, secret }) => {
      const kcv = Buffer.from(checkValueOf(secret)).toString('hex').toUpperCase()
      return { usage, slot, kcv }
    })
  }
}

const name = ({ usage, slot }: KeyPlace): string => `${usage} ${slot}`
