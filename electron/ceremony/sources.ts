// Where components come from: one row a kind. Adding one is adding a row.
import type { ComponentSource, Ending } from '../contract/ceremony.js'
import { Fault } from '../contract/fault.js'
import type { Secret } from '../contract/secret.js'
import { openCardComponent } from './component-card.js'
import { openComponent } from './component-file.js'
import type { CeremonyDoors } from './doors.js'
import { ComponentEntry, type Entry, type Heard } from './entry.js'
import type { HeldKeys } from './held-keys.js'
import { PinEntry } from './pin-entry.js'
import type { CeremonyPlan } from './plan.js'
import { pressOf } from './press.js'

/** A component, and what came with it as its check value. */
export interface Whole {
  readonly component: Secret
  readonly printed: string | null
}

export interface Bringing {
  readonly plan: CeremonyPlan
  /** Of the component, from 1. */
  readonly number: number
  /** Something was typed; `wish` is what the person wants besides. */
  readonly heard: (wish: Heard) => void
  readonly lost: (because: Ending) => void
  readonly held: HeldKeys
}

export interface Begun {
  /** Again is harmless. */
  readonly stop: () => void
  /** The component, once it is all there; null while digits are missing, which its entry then says. @throws cards/…, keys/… */
  readonly finish: () => Promise<Whole | null>
  /** It came as a whole: nobody has to say that it is finished. */
  readonly atOnce?: true
}

/** One way of bringing one component. */
export interface Source {
  readonly entry: Entry
  /** @returns null where nobody wanted to after all. @throws ceremony/…, and nothing has been taken then */
  begin(bringing: Bringing, doors: CeremonyDoors): Promise<Begun | null>
}

/** How often a grabbed keypad is asked what was pressed: faster than anybody types. */
const DRAIN_MS = 15

export const sources: Readonly<Record<ComponentSource, (plan: CeremonyPlan) => Source>> = {
  keyboard: (plan) => {
    const entry = new ComponentEntry(plan.key.bytes)
    return {
      entry,
      begin: async ({ heard }, doors) => {
        if (doors.keys.designated() !== null) throw new Fault('ceremony/keypad-only')
        const stop = await doors.capture((press) => heard(entry.press(pressOf(press))))
        return { stop, finish: async () => sealed(entry) }
      },
    }
  },

  keypad: (plan) => {
    const entry = new ComponentEntry(plan.key.bytes)
    return {
      entry,
      begin: async (bringing, doors) => ({
        stop: await keypadInto(entry, bringing, doors),
        finish: async () => sealed(entry),
      }),
    }
  },

  file: (plan) => ({
    entry: new ComponentEntry(plan.key.bytes),
    begin: async ({ number, held }, doors) => {
      const bytes = await doors.pickComponent()
      if (bytes === null) return null
      const whole = openComponent(bytes, { plan, number, held, mode: doors.mode })
      return { stop: () => {}, finish: async () => whole, atOnce: true }
    },
  }),

  card: (plan) => {
    const entry = new PinEntry()
    return {
      entry,
      begin: async ({ number, held, heard }, doors) => {
        const stop = await doors.capture((press) => heard(entry.press(pressOf(press))))
        const finish = async () => {
          const pin = entry.take()
          if (pin === null) return null
          return openCardComponent(await doors.readCard(pin), { plan, number, held, mode: doors.mode })
        }
        return { stop, finish }
      },
    }
  },
}

function sealed(entry: ComponentEntry): Whole | null {
  const component = entry.seal()
  return component && { component, printed: null }
}

async function keypadInto(entry: ComponentEntry, { heard, lost }: Bringing, doors: CeremonyDoors): Promise<() => void> {
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
}

function opened(doors: CeremonyDoors, letGo: () => void) {
  try {
    return doors.keys.open()
  } catch (error) {
    letGo()
    throw error
  }
}
