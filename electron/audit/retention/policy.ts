// How long records stay on the station before they may be dropped.
import { Fault } from '../../contract/fault.js'
import type { Mode } from '../../contract/values.js'

const day = 24 * 3_600_000

/**
 * Days. PCI PIN asks for records of key management over years (13-9.3: three by common reading; two after a key's end):
 * archives must be kept that long too, but what lies here is at hand when somebody asks.
 */
export const keptDays: Readonly<Record<Mode, number>> = { lab: 0, production: 3 * 366 }

/**
 * @param days that stay @returns the time before which records may go, milliseconds since 1970
 * @throws Fault audit/cannot-prune where the policy keeps them longer
 */
export function droppedBefore(mode: Mode, days: number, now: number): number {
  if (days < keptDays[mode])
    throw new Fault('audit/cannot-prune', { because: `the policy keeps ${keptDays[mode]} days` })
  return now - days * day
}
