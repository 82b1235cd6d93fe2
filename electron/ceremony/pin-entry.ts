// The PIN of a component card, typed like a component: no string is made of it, and it is wiped when the card has it.
import type { PressRefusal } from '../contract/ceremony.js'
import type { Entry, Heard } from './entry.js'
import type { Press } from './press.js'

/** What a card takes. */
const fewest = 4
const most = 8

export class PinEntry implements Entry {
  readonly room = most
  readonly fewest = fewest
  readonly #pin = new Uint8Array(most)
  #digits = 0
  #refused: { because: PressRefusal; count: number } | null = null

  get digits(): number {
    return this.#digits
  }
  get refused(): { readonly because: PressRefusal; readonly count: number } | null {
    return this.#refused
  }

  press(press: Press): Heard {
    if (press.kind === 'nothing') return null
    if (press.kind === 'refused') return this.#refuse(press.because)
    if (press.kind === 'finish' || press.kind === 'abort') return press.kind
    if (press.kind === 'digit') {
      if (press.digit > 9) return this.#refuse('not-hex')
      if (this.#digits === most) return this.#refuse('full')
      this.#pin[this.#digits++] = 0x30 + press.digit
    } else if (press.kind === 'back') this.#back()
    else this.clear()
    this.#refused = null
    return null
  }

  clear(): void {
    this.#pin.fill(0)
    this.#digits = 0
  }

  /** The PIN as ASCII digits, the caller's to wipe, and none here any more; null while digits are missing. */
  take(): Uint8Array | null {
    if (this.#digits < fewest) {
      this.#refuse('too-few')
      return null
    }
    const pin = this.#pin.slice(0, this.#digits)
    this.clear()
    return pin
  }

  #back(): void {
    if (this.#digits > 0) this.#pin[--this.#digits] = 0
  }
  #refuse(because: PressRefusal): null {
    this.#refused = { because, count: (this.#refused?.because === because ? this.#refused.count : 0) + 1 }
    return null
  }

  [Symbol.dispose](): void {
    this.clear()
  }
}
