// A key that stays in native memory between loads: its handle never leaves this object, every load gets a copy of its own.
import type { Secret } from '../contract/secret.js'
import { xor } from './vault.js'

export class HeldKey implements Disposable {
  readonly #key: Secret
  /** @param key becomes this object's to wipe */
  constructor(
    key: Secret,
    readonly componentKcvs: readonly string[],
    readonly warnings: readonly string[],
  ) {
    this.#key = key
  }
  /** A handle for the time of one job, the caller's to dispose. @throws keys/secret-released once it is wiped */
  copy(): Secret {
    return xor([this.#key])
  }
  toJSON(): string {
    return '[secret]'
  }
  [Symbol.dispose](): void {
    this.#key[Symbol.dispose]()
  }
}
