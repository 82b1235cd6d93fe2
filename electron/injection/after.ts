// After the key left: what the slot holds now, asked once, and what became of the slots beside it.
import { asFault, Fault } from '../contract/fault.js'
import type { KcvMethodName, SlotState } from '../contract/values.js'
import type { DeviceSession, LoadReply, Reading, ReadingOrder, SlotRef } from '../devices/driver.js'
import type { ReadBack } from './outcome.js'

/** One read-back, where there is anything to ask and somebody to ask it of. Never throws. */
export async function askBack(
  session: DeviceSession,
  slot: SlotRef,
  method: KcvMethodName,
  reply: LoadReply | Fault,
  order?: ReadingOrder,
): Promise<ReadBack> {
  // A port that is gone is not asked again: another device may come up behind the same path.
  if (reply instanceof Fault && reply.code === 'wire/gone') return { kind: 'lost' }
  if (!(reply instanceof Fault) && reply.kind === 'refused') return { kind: 'unsupported' }
  try {
    const found = await session.readKcv(slot, method, order)
    if (found === null) return { kind: 'unsupported' }
    return readBackOf(found)
  } catch (error) {
    return { kind: 'lost', fault: asFault(error) }
  }
}

/** What a reading is worth as evidence. */
export const readBackOf = (found: Reading): ReadBack =>
  found.state === 'filled'
    ? { kind: 'value', reported: found.reported, ...(found.by ? { by: found.by } : {}) }
    : { kind: found.state }

const unknown = (state: SlotState): SlotState => ({ ...state, state: 'unknown', kcv: null })

/**
 * The slots as they are now. What the answer or the read-back told is not asked again; slots beside it are, where the
 * load could have emptied them.
 * @param before the key's own slot first
 */
export async function slotsAfter(
  reply: LoadReply | Fault,
  readBack: ReadBack,
  before: readonly SlotState[],
  ask: (slots: readonly SlotState[]) => Promise<readonly SlotState[]>,
): Promise<readonly SlotState[]> {
  const [own] = before
  if (!own || readBack.kind === 'lost') return before.map(unknown)
  const asked = (slots: readonly SlotState[]) => ask(slots).catch(() => slots.map(unknown))
  if (before.length > 1) return asked(before)
  if (!(reply instanceof Fault)) {
    if (reply.kind === 'accepted' && reply.provenance === 'presence') return [{ ...own, state: 'filled', kcv: null }]
    if (readBack.kind === 'unsupported') return asked(before)
  }
  if (readBack.kind === 'value') return [{ ...own, state: 'filled', kcv: readBack.reported.hex }]
  return [readBack.kind === 'empty' ? { ...own, state: 'empty', kcv: null } : unknown(own)]
}
