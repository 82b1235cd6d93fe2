// What stops an attempt, as events and views: faults before anything is sent, the log's refusal to arm, the device's own refusal.
import { asFault, Fault, type FaultView } from '../contract/fault.js'
import type { Attempt, AttemptEvent } from './attempt.js'

/** The device's own refusal in the words of its protocol, for the screen; the log keeps code and meaning. */
export const refusal = (reply: Attempt['reply']): FaultView | null =>
  reply && !(reply instanceof Fault) && reply.kind === 'refused'
    ? { code: 'devices/refused', message: reply.meaning, next: 'officer' }
    : null

/** Before anything is sent, whatever fails ends the attempt as abandoned. */
export async function failing(effect: () => Promise<AttemptEvent>): Promise<AttemptEvent> {
  try {
    return await effect()
  } catch (error) {
    return { kind: 'failed', fault: asFault(error) }
  }
}

/** The log itself refuses to arm a load into a device that another attempt blocks; a log that cannot be written still throws. */
export async function refusing(effect: () => Promise<AttemptEvent>): Promise<AttemptEvent> {
  try {
    return await effect()
  } catch (error) {
    if (error instanceof Fault && error.code === 'injection/blocked') return { kind: 'refused', fault: error }
    throw error
  }
}
