// A simulated terminal's key store: slots of handles; a replaced or deleted key is wiped at once.
import type { Secret } from '../contract/secret.js'
import type { KeyUsage } from '../contract/values.js'

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
}

const name = ({ usage, slot }: KeyPlace): string => `${usage} ${slot}`
