// A line typed at a keyboard in raw mode, character by character: a pure fold, so that what is shown is ours to decide.

export interface Typed {
  readonly text: string
  readonly end: 'entered' | 'called-off' | null
}
export const nothingTyped: Typed = { text: '', end: null }
const LONGEST = 64

/** The line after what came from the keyboard. */
export const type = (typed: Typed, came: string): Typed => [...came].reduce(key, typed)

function key(typed: Typed, char: string): Typed {
  if (typed.end !== null) return typed
  if (char === '\r' || char === '\n') return { ...typed, end: 'entered' }
  // Ctrl+C and Ctrl+D.
  if (char === '\u0003' || char === '\u0004') return { ...typed, end: 'called-off' }
  if (char === '\u007f' || char === '\b') return { ...typed, text: typed.text.slice(0, -1) }
  return /^[\x20-\x7e]$/.test(char) && typed.text.length < LONGEST ? { ...typed, text: typed.text + char } : typed
}
