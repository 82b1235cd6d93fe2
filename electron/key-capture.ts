// The window's keys while a component is entered: taken in main, before the page has any of them; and the ways in which
// people leave a window.
import type { BrowserWindow, Input, PowerMonitor } from 'electron'
import type { KeyPress } from './ceremony/press.js'
import type { Ending } from './contract/ceremony.js'
import { Fault } from './contract/fault.js'

/** A world of its own in the page: no script of the page's can bend what is asked there. */
const OWN_WORLD = 4107
const EDITABLE = `(() => {
  const at = document.activeElement
  return at !== null && (at.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(at.tagName))
})()`

/**
 * Takes every key press of the window until stopped. None reaches the page, nor does the release of a key that was pressed
 * meanwhile: a finger may still be on the last digit when the entry has ended.
 */
export function keyCapture(window: BrowserWindow) {
  const { webContents } = window
  let stopLast = () => {}
  return async (heard: (press: KeyPress) => void): Promise<() => void> => {
    if (!window.isFocused()) throw new Fault('ceremony/window-behind')
    if (await webContents.executeJavaScriptInIsolatedWorld(OWN_WORLD, [{ code: EDITABLE }]))
      throw new Fault('ceremony/editable-focus')
    stopLast()
    let taking = true
    let down = 0
    const listener = (event: { preventDefault(): void }, input: Input) => {
      const released = input.type === 'keyUp'
      if (!taking && !released) return
      event.preventDefault()
      if (released) down = Math.max(0, down - 1)
      else if (!input.isAutoRepeat) down += 1
      if (!taking && down === 0) stopLast()
      if (taking && !released) heard(input)
    }
    webContents.on('before-input-event', listener)
    stopLast = () => webContents.off('before-input-event', listener)
    return () => {
      taking = false
      if (down === 0) webContents.off('before-input-event', listener)
    }
  }
}

/** Tells of everything after which nobody may be in front of the window any more. @param busy a dialog of main's is open */
export function watchLeaving(
  window: BrowserWindow,
  power: PowerMonitor,
  busy: () => boolean,
  left: (because: Ending) => void,
): void {
  for (const event of ['blur', 'hide', 'minimize'] as const)
    window.on(event as 'blur', () => {
      if (!busy()) left('left-window')
    })
  window.on('closed', () => left('closed'))
  window.webContents.on('render-process-gone', () => left('page-gone'))
  window.webContents.on('did-start-loading', () => left('page-gone'))
  power.on('lock-screen', () => left('screen-locked'))
  power.on('suspend', () => left('suspended'))
  power.on('shutdown', () => left('closed'))
}
