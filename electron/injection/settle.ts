// Settling an attempt whose result is not known: its slot is read back, or a person closes it with a reason. Never a second load.

import type { LoggedAttempt } from '../audit/log.js'
import type { KcvComparison } from '../contract/events.js'
import { Fault } from '../contract/fault.js'
import { isKeyLike } from '../contract/key-like.js'
import type { Outcome } from '../contract/values.js'
import type { DeviceSession } from '../devices/driver.js'
import { toCheckValue } from '../keys/agree.js'
import { readBackOf } from './after.js'
import type { AttemptContext, PortAtWork } from './context.js'
import { whoIsThere } from './identity.js'
import { judge, shown } from './outcome.js'

/** @throws injection/no-attempt, injection/not-open */
export function openAttempt(found: LoggedAttempt | null, attempt: string): LoggedAttempt {
  if (!found)
    throw new Fault('injection/no-attempt', { attempt, field: '--attempt', expected: 'an attempt of this log' })
  if (!found.open) throw new Fault('injection/not-open', { attempt, outcome: found.outcome })
  return found
}

export interface Settled {
  readonly kcv: KcvComparison
  /** What the attempt has become; `indeterminate` where the slot gave nothing to compare. */
  readonly outcome: Outcome
  /** Number of the record. */
  readonly seq: number
}

/**
 * Reads the slot back, records what it holds and says so. A match or a mismatch settles the attempt.
 * @throws injection/other-device, injection/other-family, injection/no-serial, devices/no-read-back, wire/…; it stays open then
 */
export async function readBackAttempt(
  context: AttemptContext,
  port: PortAtWork,
  logged: LoggedAttempt,
): Promise<Settled> {
  await assertSameDevice(port, logged)
  const { method, bytes, expectedSource } = logged.kcv
  const slot = { usage: logged.usage, slot: logged.slot }
  const order = { attempt: logged.attempt, label: logged.label, bytes }
  const found = await sessionOf(port).readKcv(slot, method, order)
  if (found === null) throw new Fault('devices/no-read-back', { driver: port.driver.id, usage: logged.usage })
  const reported = found.state === 'filled' ? found.reported : null
  const judged = judge({
    expected: toCheckValue(method, logged.kcv.expected),
    station: toCheckValue(method, logged.kcv.station),
    source: expectedSource ?? 'station',
    before: logged.before,
    check: null,
    proof: null,
    reply: new Fault('wire/silent', {}),
    readBack: readBackOf(found),
    oneMayRead: context.mode === 'lab',
  })
  const kcv: KcvComparison = {
    ...logged.kcv,
    label: logged.label,
    slot: logged.slot,
    reported: shown(reported, bytes),
    provenance: judged.provenance,
    verdict: judged.verdict,
  }
  const { seq } = await context.log.append('attempt-read-back', {
    attempt: logged.attempt,
    serial: logged.serial,
    state: found.state === 'unread' ? 'unknown' : found.state,
    kcv,
  })
  context.emit({ event: 'kcv', attempt: logged.attempt, port: port.path, ...kcv })
  return { kcv, seq, outcome: judged.verdict === 'mismatch' ? 'mismatched' : judged.outcome }
}

/** Only the very device of the attempt can settle it, spoken to as before. */
async function assertSameDevice(port: PortAtWork, logged: LoggedAttempt): Promise<void> {
  const { attempt, family, serial: expected } = logged
  if (family !== null && family !== port.driver.id)
    throw new Fault('injection/other-family', { attempt, expected: family, driver: port.driver.id })
  const { serial } = await whoIsThere(port)
  if (expected === null) throw new Fault('injection/no-serial', { port: port.path })
  if (serial !== expected) throw new Fault('injection/other-device', { attempt, expected, serial })
}

function sessionOf({ session }: PortAtWork): DeviceSession {
  if (session instanceof Fault) throw session
  return session
}

const LONGEST_REASON = 200

/**
 * A person closes it and says why; the device is free again. @returns the record
 * @throws input/bad-field for a reason that is empty, too long, or looks like a key
 */
export async function closeAttempt(context: Pick<AttemptContext, 'log'>, logged: LoggedAttempt, reason: string) {
  const text = reason.trim()
  if (text === '' || text.length > LONGEST_REASON || isKeyLike(text))
    throw new Fault('input/bad-field', {
      line: 1,
      field: 'reason',
      expected: `why it is closed, in 1 to ${LONGEST_REASON} characters, without keys`,
    })
  return context.log.append('attempt-closed', { attempt: logged.attempt, serial: logged.serial, reason: text })
}
