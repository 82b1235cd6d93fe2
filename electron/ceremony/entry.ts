// What is typed while a component is brought: digits, one at a time, of which all that is known is how many.
import type { PressRefusal } from '../contract/ceremony.js'
import type { Secret } from '../contract/secret.js'
import { openEntry, type SecretEntry } from '../keys/vault.js'
import type { Press } from './press.js'

export type Heard = 'finish' | 'abort' | null

/** Digits being typed, whatever they are for. */
export interface Entry extends Disposable {
  readonly digits: number
  readonly room: number
  readonly fewest: number
  readonly refused: { readonly because: PressRefusal; readonly count: number } | null
  /** @returns what the person wants besides typing */
  press(press: Press): Heard
  clear(): void
}

/** A component: its digits go to native memory and nowhere else. */
export class ComponentEntry implements Entry {
  readonly #entry: SecretEntry
  #refused: { because: PressRefusal; count: number } | null = null
  #sealed = false
  constructor(readonly bytes: number) {
    this.#entry = openEntry(bytes)
  }

  get digits(): number {
    return this.#entry.digits
  }
  get room(): number {
    return 2 * this.bytes
  }
  get fewest(): number {
    return this.room
  }
  get refused(): { readonly because: PressRefusal; readonly count: number } | null {
    return this.#refused
  }
  /** For a keypad, which fills it without JavaScript's ever seeing a digit. */
  get native(): SecretEntry {
    return this.#entry
  }

  press(press: Press): Heard {
    if (press.kind === 'nothing') return null
    if (press.kind === 'refused') return this.refuse(press.because)
    if (press.kind === 'digit') return this.#push(press.digit)
    if (press.kind === 'finish' || press.kind === 'abort') return press.kind
    if (press.kind === 'back') this.#entry.pop()
    else this.clear()
    this.#refused = null
    return null
  }

  refuse(because: PressRefusal, times = 1): null {
    this.#refused = { because, count: (this.#refused?.because === because ? this.#refused.count : 0) + times }
    return null
  }
  taken(): void {
    this.#refused = null
  }

  clear(): void {
    while (this.#entry.digits > 0) this.#entry.pop()
  }

  /** The component, or null while digits are missing. */
  seal(): Secret | null {
    if (this.digits < this.room) {
      this.refuse('too-few')
      return null
    }
    this.#sealed = true
    return this.#entry.seal()
  }

  #push(digit: number): null {
    if (this.digits === this.room) return this.refuse('full')
    this.#entry.push(digit)
    this.#refused = null
    return null
  }

  [Symbol.dispose](): void {
    if (!this.#sealed) this.#entry[Symbol.dispose]()
  }
}
