// Settling an attempt whose result is not known: its slot is read back, or a person closes it with a reason. Never a second load.

import type { LoggedAttempt } from '../audit/log.js'
import type { KcvComparison } from '../contract/events.js'
import { Fault } from '../contract/fault.js'
import type { Outcome } from '../contract/values.js'
import { toCheckValue } from '../keys/agree.js'
import type { AttemptContext, PortAtWork } from './context.js'
import { verdictOf } from './outcome.js'

/** @throws injection/no-attempt, injection/not-open */
export function openAttempt(found: LoggedAttempt | null, attempt: string): LoggedAttempt {
  if (!found)
    throw new Fault('injection/no-attempt', { attempt, field: '--attempt', expected: 'an attempt of this log' })
  if (!found.open) throw new Fault('injection/not-open', { attempt, outcome: found.outcome })
  return found
}

/**
 * Reads the slot back, records what it holds and says so. A match or a mismatch settles the attempt.
 * @throws injection/other-device, devices/no-read-back, wire/…; the attempt stays open then
 */
export async function readBackAttempt(
  context: AttemptContext,
  port: PortAtWork,
  logged: LoggedAttempt,
): Promise<KcvComparison> {
  if (port.session instanceof Fault) throw port.session
  const device = await port.session.identify()
  if (logged.serial !== null && device.serial !== logged.serial)
    throw new Fault('injection/other-device', {
      attempt: logged.attempt,
      expected: logged.serial,
      serial: device.serial,
    })
  const { expected, station, method, bytes } = logged.kcv
  const found = await port.session.readKcv({ usage: logged.usage, slot: logged.slot }, method)
  if (found === null) throw new Fault('devices/no-read-back', { driver: port.driver.id, usage: logged.usage })
  const reported = found.state === 'filled' ? found.reported : null
  const kcv: KcvComparison = {
    ...logged.kcv,
    label: logged.label,
    slot: logged.slot,
    reported: reported?.hex.slice(0, 2 * bytes) ?? null,
    provenance: 'computed',
    verdict: verdictOf({ expected: toCheckValue(method, expected), station: toCheckValue(method, station) }, reported),
  }
  await context.log.append('attempt-read-back', {
    attempt: logged.attempt,
    serial: device.serial,
    state: found.state,
    kcv,
  })
  context.emit({ event: 'kcv', attempt: logged.attempt, port: port.path, ...kcv })
  return kcv
}

/** A person closes it and says why; the device is free again. @returns the record */
export const closeAttempt = (context: Pick<AttemptContext, 'log'>, logged: LoggedAttempt, reason: string) =>
  context.log.append('attempt-closed', { attempt: logged.attempt, serial: logged.serial, reason })

/** What an attempt has become once its slot was read back. */
export const readBackOutcome = ({ verdict, expected }: Pick<KcvComparison, 'verdict' | 'expected'>): Outcome => {
  if (verdict === 'mismatch') return 'mismatched'
  if (verdict !== 'match') return 'indeterminate'
  // A value that only the station computed proves the transport, not the key.
  return expected === null ? 'unverified' : 'injected'
}
