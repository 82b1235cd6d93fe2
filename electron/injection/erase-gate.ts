// The keys that a load would remove: read before, shown, agreed to, and read again after.
import { Fault } from '../contract/fault.js'
import type { DeviceIdentity, SlotState } from '../contract/values.js'
import type { DeviceSession, LoadCapability, LoadRequest, SlotRef } from '../devices/driver.js'
import type { EraseConsent } from './context.js'

export interface Survey {
  /** The key's own slot first, then those beside it that the load would empty. */
  readonly slots: readonly SlotState[]
  /** The load removes other keys, of which these slots may not be all. */
  readonly erases: 'nothing' | 'these' | 'everything'
}

/**
 * Asks the device what its slots hold, for as many as the load would empty.
 * @param offered what the family loads: where everything goes, these are the slots that can be named
 * @param stopped asked before each of them; what it answers is thrown
 */
export async function survey(
  session: DeviceSession,
  request: LoadRequest,
  offered: readonly LoadCapability[],
  method: Parameters<DeviceSession['slots']>[1],
  stopped: () => Fault | null = () => null,
): Promise<Survey> {
  const { usage, slot } = request
  const erased = session.erases(request)
  if (erased === 'everything') return surveyAll(session, { usage, slot }, offered, method, stopped)
  const slots = await session.slots([{ usage, slot }, ...(erased ?? [])], method)
  return { slots, erases: erased === null ? 'nothing' : 'these' }
}

/** Slots that are empty are not kept: there may be hundreds. */
async function surveyAll(
  session: DeviceSession,
  own: SlotRef,
  offered: readonly LoadCapability[],
  method: Parameters<DeviceSession['slots']>[1],
  stopped: () => Fault | null,
): Promise<Survey> {
  const [first] = await session.slots([own], method)
  const { filled, told } = await heldKeys(session, offered, method, own, stopped)
  return { slots: [first!, ...filled], erases: told ? 'these' : 'everything' }
}

/** Every key that the device says it holds, of all the slots that the family can name. @param but not asked about */
export async function heldKeys(
  session: DeviceSession,
  offered: readonly LoadCapability[],
  method: Parameters<DeviceSession['slots']>[1],
  but: SlotRef | null = null,
  stopped: () => Fault | null = () => null,
): Promise<{ readonly filled: readonly SlotState[]; readonly told: boolean }> {
  const filled: SlotState[] = []
  let told = true
  for (const { usage, slots } of offered)
    for (const slot of numbers(slots)) {
      if (but && isSame({ usage, slot }, but)) continue
      const fault = stopped()
      if (fault) throw fault
      const [state] = await session.slots([{ usage, slot }], method)
      if (state?.state === 'filled') filled.push(state)
      if (state?.state !== 'unknown') continue
      told = false
      // What cannot be told of one slot of a kind cannot be told of the others.
      break
    }
  return { filled, told }
}

const numbers = ([first, last]: readonly [number, number]): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)
const isSame = (a: SlotRef, b: SlotRef): boolean => a.usage === b.usage && a.slot === b.slot

/** Of slots with the key's own first: the keys beside it that are there now. */
export const vanishing = (slots: readonly SlotState[]): readonly SlotState[] =>
  slots.slice(1).filter(({ state }) => state === 'filled')

/** The refusal of a load that would remove keys which nobody agreed to lose; null where it may go on. */
export function eraseRefusal(
  label: string,
  slots: readonly SlotState[],
  device: DeviceIdentity,
  consent: EraseConsent,
): Fault | null {
  const lost = vanishing(slots).filter((slot) => !agreed(slot, device, consent))
  if (lost.length === 0) return null
  return new Fault('injection/would-erase', { label, slots: lost.map(({ usage, slot }) => `${usage} ${slot}`) })
}

/** Its value may since have been cut to what is shown. */
const isShown = (shown: { readonly kcv: string | null }, { kcv }: SlotState): boolean =>
  shown.kcv !== null && kcv?.startsWith(shown.kcv) === true
const agreed = (slot: SlotState, { serial }: DeviceIdentity, consent: EraseConsent): boolean =>
  typeof consent === 'boolean'
    ? consent
    : serial === consent.serial &&
      consent.slots.some((one) => isSame(one, slot) && (serial !== null || isShown(one, slot)))
