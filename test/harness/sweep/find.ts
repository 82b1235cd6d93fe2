// The slots that make a way work, found by trying: a capability says the whole range, the terminal which kind goes where.
import type { SimulatedSlot } from '../../../electron/devices/simulator-terminal.js'
import { type Family, settingsOf, type Variant } from './families.js'
import type { SweepLog } from './log.js'
import { lostBy, placeFilled } from './oracle.js'
import { type Plan, plans, type Way } from './plan.js'
import { NoCarrier, type Played, play } from './stage.js'

export interface Found {
  /** The caller's to dispose. */
  readonly plan: Plan
  /** A load without any fault. */
  readonly good: Played
  /** Where the terminal put the key, as its store shows it. */
  readonly place: SimulatedSlot
  /** What that load took with it. */
  readonly lost: readonly SimulatedSlot[]
}

const MOST_TRIES = 40

/** @returns why the last try failed where none succeeded: `refused EB`, `abandoned devices/cannot-load` */
export async function find(
  family: Family,
  variant: Variant,
  way: Way,
  log: SweepLog,
  qualified = false,
): Promise<Found | string> {
  const offered = family.driver.loads(settingsOf(family, variant))
  let last = 'nothing brings the key it travels under'
  let tries = 0
  for (const group of plans(way, offered, family.born))
    for (const make of group) {
      if (++tries > MOST_TRIES) return last
      const plan = make()
      const good = await play({ family, variant, plan, log, qualified, askBack: true }).catch((error) => {
        if (error instanceof NoCarrier) return null
        throw error
      })
      const place = good && placeFilled(good, plan.value)
      if (place) return { plan, good, place, lost: lostBy(good) }
      plan[Symbol.dispose]()
      if (!good) break
      last = [good.outcome, good.code ?? good.because].filter(Boolean).join(' ')
      // The driver cannot, whatever the slot: none of the group will do.
      if (good.because === 'devices/cannot-load' && tries > 20) break
    }
  return last
}
