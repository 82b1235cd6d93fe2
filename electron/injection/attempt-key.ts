// The key of one attempt: the job's own, or made just now for a serial number that the station issues to this attempt alone.
import { asFault, type Fault } from '../contract/fault.js'
import { highestWith, nextDevice } from '../keys/dukpt/issuer.js'
import { ksnHex } from '../keys/dukpt/ksn.js'
import type { AttemptLog } from './append-port.js'
import type { PreparedKey } from './prepare.js'

export interface AttemptKey extends Disposable {
  readonly key: PreparedKey
  /** The job named a serial number that was armed before. */
  readonly reused: boolean
  /** Why no serial number could be issued. */
  readonly fault: Fault | null
}

/**
 * Between looking up the highest number and reserving the next nothing else runs, so two ports never get the same. What is
 * reserved stays used, whatever becomes of the attempt; its intent keeps that on record.
 * @param reachable whether there is a session: for a port that could not be opened nothing is issued
 */
export function attemptKey(log: AttemptLog, key: PreparedKey, reachable: boolean): AttemptKey {
  if (key.issue && reachable) return issued(log, key, key.issue)
  const reused = key.ksn !== null && log.issued(key.ksn)
  if (key.ksn !== null) log.reserve(key.ksn)
  return { key, reused, fault: null, [Symbol.dispose]: () => {} }
}

function issued(log: AttemptLog, key: PreparedKey, { series, make }: NonNullable<PreparedKey['issue']>): AttemptKey {
  try {
    const ksn = nextDevice(series, highestWith(series, log.named(), log.burnt?.() ?? []))
    log.reserve(ksnHex(ksn))
    const made = make(ksn)
    return { key: made, reused: false, fault: null, [Symbol.dispose]: () => made[Symbol.dispose]() }
  } catch (error) {
    return { key, reused: false, fault: asFault(error), [Symbol.dispose]: () => {} }
  }
}
