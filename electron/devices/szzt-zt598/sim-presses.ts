// Key presses: single raw bytes between frames, as a keypad in plain mode sends them.
import type { Repetition } from '../simulator-terminal.js'
import type { Epp } from './sim-keys.js'

/** Digits, cancel, backspace, enter. Which byte a key sends is set by the scan codes; these are INFERRED. */
const KEYS = Uint8Array.of(...Array.from('0123456789', (digit) => digit.charCodeAt(0)), 0x1b, 0x08, 0x0d)
const EVERY_MS = 50

const pressed = ({ plainInput, behaves }: Epp): boolean => plainInput && behaves.has('key-presses')
const press = ({ random }: Epp): Uint8Array => Uint8Array.of(KEYS[random(1)[0]! % KEYS.length]!)

/** An answer with the key pressed just before it. */
export const withPress = (epp: Epp, frame: Uint8Array): Uint8Array =>
  pressed(epp) ? Uint8Array.of(...press(epp), ...frame) : frame

/** The keys pressed from an answer on, until the input is switched off. */
export function presses(epp: Epp): Repetition {
  const afterMs = Number(epp.behaves.arg('key-presses') || EVERY_MS)
  return { afterMs, next: () => (pressed(epp) ? press(epp) : null) }
}
