// A key press as the ceremony takes it: a digit, a command, or a refusal that does not tell which sign it was.
import type { PressRefusal } from '../contract/ceremony.js'

/** What a window system says of a key press. */
export interface KeyPress {
  /** The sign it makes, or the key's name. */
  readonly key: string
  readonly isAutoRepeat: boolean
  readonly isComposing: boolean
  readonly control: boolean
  readonly alt: boolean
  readonly meta: boolean
  readonly shift: boolean
}

export type Press =
  | { readonly kind: 'digit'; readonly digit: number }
  | { readonly kind: 'back' | 'clear' | 'finish' | 'abort' }
  | { readonly kind: 'refused'; readonly because: PressRefusal }
  /** A modifier by itself, a lock, a function key: nothing to say of. */
  | { readonly kind: 'nothing' }

const named: Readonly<Record<string, Press['kind'] & ('back' | 'clear' | 'finish' | 'abort')>> = {
  Backspace: 'back',
  Delete: 'clear',
  Enter: 'finish',
  Escape: 'abort',
}
/** Signs of an input method at work: what is typed goes through another program first. */
const composed = new Set(['Process', 'Dead', 'Unidentified', 'Compose'])
const lookAlike = /^[oqilszg|]$/i

const refused = (because: PressRefusal): Press => ({ kind: 'refused', because })

/** Pure. The sign itself is in nothing that is answered but a digit's number. */
export function pressOf(press: KeyPress): Press {
  const { key } = press
  if (press.isComposing || composed.has(key)) return refused('input-method')
  if (isPaste(press)) return refused('paste')
  if (press.control || press.alt || press.meta)
    return ['Control', 'Alt', 'AltGraph', 'Meta'].includes(key) ? { kind: 'nothing' } : refused('modifier')
  if (press.isAutoRepeat) return key.length === 1 || key in named ? refused('repeat') : { kind: 'nothing' }
  const command = Object.hasOwn(named, key) ? named[key] : undefined
  if (command) return { kind: command }
  if (key.length > 1) return { kind: 'nothing' }
  const digit = digitOf(key)
  if (digit >= 0) return { kind: 'digit', digit }
  return refused(lookAlike.test(key) ? 'look-alike' : 'not-hex')
}

const isPaste = ({ key, control, meta, shift }: KeyPress): boolean =>
  key === 'Paste' || ((control || meta) && /^v$/i.test(key)) || (shift && key === 'Insert')

/** 0 to 15; -1 for any other sign. No table of digits is kept, nor a text made. */
function digitOf(key: string): number {
  const code = key.charCodeAt(0)
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const letter = code | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1
}
