// Real key presses, through the X server as from a keyboard: the only ones that pass a window's own capture of keys.
import { execFileSync } from 'node:child_process'

const xdotool = (...words: readonly string[]): string => execFileSync('xdotool', words, { encoding: 'utf8' })

/** Milliseconds between presses: as fast as a window can be expected to take them one by one. */
const DELAY = '6'

/** Signs one after the other. */
export const typeSigns = (text: string): void => {
  xdotool('type', '--delay', DELAY, text)
}
/** Named keys one after the other, as X calls them: Return, BackSpace, ctrl+v. */
export const pressKeys = (...keys: readonly string[]): void => {
  xdotool('key', '--delay', DELAY, ...keys)
}
/** A key that goes down and stays down until it is let go: the X server repeats it meanwhile. */
export const holdKey = (key: string): { readonly letGo: () => void } => {
  xdotool('keydown', key)
  return { letGo: () => void xdotool('keyup', key) }
}

/** The keyboard goes to the newest window of this name. */
export const focusWindow = (name: string): void => {
  const [id] = xdotool('search', '--name', name).trim().split('\n').reverse()
  if (!id) throw new Error(`no window "${name}"`)
  xdotool('windowfocus', '--sync', id)
}
