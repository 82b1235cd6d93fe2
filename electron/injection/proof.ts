// A functional test of a key just loaded: armed like any command that may change the device, run once, and recorded.
import { Fault } from '../contract/fault.js'
import type { DeviceIdentity, SlotState } from '../contract/values.js'
import type { DeviceSession, LoadReply, LoadRequest } from '../devices/driver.js'
import type { AttemptContext } from './context.js'
import type { ReadBack } from './outcome.js'

export interface Proof {
  readonly method: string
  readonly agrees: boolean
}
interface OfAttempt {
  readonly attempt: string
  readonly port: string
  readonly device: DeviceIdentity
  readonly slotsBefore: readonly SlotState[]
}

/**
 * Where nothing independent tells of the key, it is used once, if the family can.
 * @returns null where there was no such test, or it gave no result
 * @throws audit/… where the log cannot be written
 */
export async function prove(
  context: AttemptContext,
  session: DeviceSession,
  request: LoadRequest,
  { attempt, port, device, slotsBefore }: OfAttempt,
  reply: LoadReply | Fault,
  readBack: ReadBack,
): Promise<Proof | null> {
  const accepted = !(reply instanceof Fault) && reply.kind === 'accepted' && readBack.kind === 'unsupported'
  if (!accepted || reply.provenance === 'computed' || reply.provenance === 'checked') return null
  const test = session.test?.(request) ?? null
  if (!test || context.stopping()) return null
  const { method, ask } = test
  context.emit({ event: 'functional-test', attempt, port, method, ask })
  const { ticket } = await context.log.arm({ attempt, device, slotsBefore, erases: null })
  const { agrees, code } = await test.run(ticket).catch((error: unknown) => {
    // The load was answered: a test that got no answer changes nothing about it.
    if (error instanceof Fault) return { agrees: null, code: error.code }
    throw error
  })
  await context.log.append('functional-test', { attempt, serial: device.serial, method, agrees, code })
  return agrees === null ? null : { method, agrees }
}
