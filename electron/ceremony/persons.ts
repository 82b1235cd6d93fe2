// Who may bring, take and approve: persons, not accounts. In lab one person does it all, and the records say so.
import { Fault } from '../contract/fault.js'
import type { Mode } from '../contract/values.js'
import type { Operator } from '../custody/operator.js'
import type { Accepted } from './ceremony.js'

/** The one person who acts. @throws ceremony/nobody */
export function personOf(who: Operator | null): string {
  const [person] = who?.actors ?? []
  if (person === undefined) throw new Fault('ceremony/nobody')
  return person
}

/**
 * Split knowledge: nobody brings two components of one key. What was in earlier ceremonies, the log is asked.
 * @throws ceremony/same-person
 */
export function mayBring(mode: Mode, person: string, accepted: readonly Accepted[]): void {
  if (mode !== 'lab' && accepted.some(({ custodian }) => custodian === person))
    throw new Fault('ceremony/same-person', { person })
}

/** A component that is not the printed one is taken on the word of two. @throws ceremony/own-second-word */
export function maySecond(mode: Mode, person: string, first: string | null): void {
  if (mode !== 'lab' && person === first) throw new Fault('ceremony/own-second-word', { person })
}

/** @throws ceremony/own-approval */
export function mayApprove(mode: Mode, person: string, accepted: readonly Accepted[]): void {
  if (mode !== 'lab' && accepted.some(({ custodian }) => custodian === person))
    throw new Fault('ceremony/own-approval', { person })
}

/**
 * PCI PIN 13-9: clear keys are put together on a machine that is joined to nothing. Lab only says so.
 * @throws ceremony/network-up
 */
export function standsAlone(mode: Mode, networks: readonly string[]): void {
  if (mode !== 'lab' && networks.length > 0) throw new Fault('ceremony/network-up', { networks })
}
