// Where components come from: one row a kind. Adding one is adding a row.
import type { ComponentSource, Ending } from '../contract/ceremony.js'
import { Fault } from '../contract/fault.js'
import type { Secret } from '../contract/secret.js'
import { openComponent } from './component-file.js'
import type { CeremonyDoors } from './doors.js'
import type { ComponentEntry, Heard } from './entry.js'
import type { HeldKeys } from './held-keys.js'
import type { CeremonyPlan } from './plan.js'
import { pressOf } from './press.js'

export interface Bringing {
  readonly plan: CeremonyPlan
  /** Of the component, from 1. */
  readonly number: number
  readonly entry: ComponentEntry
  /** Something was typed; `wish` is what the person wants besides. */
  readonly heard: (wish: Heard) => void
  /** The component is here as a whole; `printed` is what came with it as its check value. */
  readonly whole: (component: Secret, printed: string | null) => void
  readonly lost: (because: Ending) => void
  readonly held: HeldKeys
}

/**
 * Begins to bring a component.
 * @returns how to stop, again is harmless; null where nobody wanted to after all
 * @throws ceremony/…, and nothing has been taken then
 */
export type Source = (bringing: Bringing, doors: CeremonyDoors) => Promise<(() => void) | null>

/** How often a grabbed keypad is asked what was pressed: faster than anybody types. */
const DRAIN_MS = 15

export const sources: Readonly<Record<ComponentSource, Source>> = {
  keyboard: async ({ entry, heard }, doors) => {
    if (doors.keys.designated() !== null) throw new Fault('ceremony/keypad-only')
    return doors.capture((press) => heard(entry.press(pressOf(press))))
  },

  keypad: async ({ entry, heard, lost }, doors) => {
    // Other keyboards are kept from the page meanwhile; of them only the way out is taken.
    const letGo = await doors.capture((press) => {
      const { kind } = pressOf(press)
      if (kind === 'abort') heard('abort')
    })
    const keypad = opened(doors, letGo)
    let open = true
    let cancel = () => {}
    const look = () => {
      const told = keypad.drain(entry.native)
      if (told.lost) return lost('keypad-lost')
      if (told.taken > 0) entry.taken()
      if (told.full > 0) entry.refuse('full', told.full)
      if (told.refused > 0) entry.refuse('not-hex', told.refused)
      const wish = told.abort ? 'abort' : told.finish ? 'finish' : null
      if (wish || told.taken + told.full + told.refused > 0) heard(wish)
      if (open) cancel = doors.after(DRAIN_MS, look)
    }
    cancel = doors.after(DRAIN_MS, look)
    return () => {
      if (!open) return
      open = false
      cancel()
      keypad.close()
      letGo()
    }
  },

  file: async ({ plan, number, whole, held }, doors) => {
    const bytes = await doors.pickComponent()
    if (bytes === null) return null
    const { component, printed } = openComponent(bytes, { plan, number, held, mode: doors.mode })
    whole(component, printed)
    return () => {}
  },
}

function opened(doors: CeremonyDoors, letGo: () => void) {
  try {
    return doors.keys.open()
  } catch (error) {
    letGo()
    throw error
  }
}
