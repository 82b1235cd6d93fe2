// Who belongs to the station and as what: every change is a record, made by two who are not the one it is about.
import { randomInt } from 'node:crypto'
import type { AuditLog, Body } from '../audit/log.js'
import { Fault } from '../contract/fault.js'
import type { Invitation } from '../contract/person-views.js'
import type { Role } from '../contract/persons.js'
import { type PolicyName, policyTable, weakens } from '../contract/policies.js'
import { type Credential, digestOf, factorsOf, makeCredential } from './credential.js'
import type { Credentials } from './credentials.js'
import type { Derive } from './derive.js'
import type { Operator } from './operator.js'
import type { Known, People } from './people.js'

export interface PersonnelDoors {
  readonly log: Pick<AuditLog, 'append'>
  readonly people: People
  readonly credentials: Credentials
  readonly derive: Derive
  readonly now: () => number
  /** Whoever this is about is signed out: what he might do has changed. */
  readonly changed: (person: string) => Promise<void>
}

/** A station keeps at least as many, or nobody could be let in or unlocked any more. */
const FEWEST_ADMINISTRATORS = 2
const INVITED_MS = 24 * 3_600_000
/** Crockford's base 32 in lower case; twelve of them are 60 bits, behind ten tries. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const oneTimeCode = (): string =>
  Array.from({ length: 12 }, () => alphabet[randomInt(32)])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-')

/** As it is typed: without what only helps the eye. */
export const plainCode = (typed: string): string => typed.toLowerCase().replace(/[^0-9a-z]/g, '')

export class Personnel {
  constructor(private readonly doors: PersonnelDoors) {}

  /** @throws custody/known-person, custody/about-yourself, audit/… */
  async enrol(enrolled: { person: string; name: string; role: Role }, by: Operator): Promise<Invitation> {
    const { people, log } = this.doors
    const { person, name, role } = enrolled
    const sameName = people.all().some((one) => one.state !== 'removed' && plainName(one.name) === plainName(name))
    if (people.find(person) || sameName) throw new Fault('custody/known-person', { person, field: 'person' })
    return this.#invite(person, (credential) =>
      log.append('person-enrolled', { person, name, role, state: 'invited', ...named(credential) }, by),
    )
  }

  /** @throws custody/no-person, custody/about-yourself, custody/same-role, custody/too-few-administrators, audit/… */
  async setRole(person: string, to: Role, by: Operator): Promise<void> {
    const { role: from } = this.#other(person, by)
    if (from === to) throw new Fault('custody/same-role', { person })
    this.#assertEnough(person)
    await this.doors.log.append('role-changed', { person, from, to }, by)
    await this.doors.changed(person)
  }

  async remove(person: string, by: Operator): Promise<void> {
    this.#other(person, by)
    this.#assertEnough(person)
    await this.doors.log.append('person-removed', { person }, by)
    this.doors.credentials.keep(person, null)
    await this.doors.changed(person)
  }

  async unlock(person: string, by: Operator): Promise<void> {
    this.#other(person, by)
    await this.doors.log.append('person-unlocked', { person }, by)
  }

  /** A passphrase or an authenticator is lost: what was, opens nothing any more, and a new one-time code does. */
  async reset(person: string, by: Operator): Promise<Invitation> {
    this.#other(person, by)
    const invitation = await this.#invite(person, (credential) =>
      this.doors.log.append('credential-changed', { person, because: 'reset', ...named(credential) }, by),
    )
    await this.doors.changed(person)
    return invitation
  }

  /** @throws custody/policy-range, custody/second-needed where it weakens and one person alone asks, audit/… */
  async setPolicy(policy: PolicyName, to: number, by: Operator): Promise<void> {
    const { least, most } = policyTable[policy]
    if (to < least || to > most) throw new Fault('custody/policy-range', { least, most, field: 'value' })
    const from = this.doors.people.policy(policy)
    if (from === to) return
    const less = weakens(policy, from, to)
    if (less && new Set(by.actors).size < 2) throw new Fault('custody/second-needed')
    await this.doors.log.append('policy-changed', { policy, from, to, weakens: less }, by)
  }

  /** The file first, then the log: until the log names it, a new entry opens nothing. */
  async replace(credential: Credential, because: Body<'credential-changed'>['because'], by: Operator): Promise<void> {
    const { person } = credential
    this.doors.credentials.add(credential)
    await this.doors.log.append('credential-changed', { person, because, ...named(credential) }, by)
    this.doors.credentials.keep(person, digestOf(credential))
  }

  async #invite(person: string, record: (credential: Credential) => Promise<unknown>): Promise<Invitation> {
    const { credentials, derive, now } = this.doors
    const code = oneTimeCode()
    const until = now() + INVITED_MS
    const credential = await makeCredential({ person, secret: plainCode(code), kind: 'invitation', until }, derive)
    credentials.add(credential)
    await record(credential)
    credentials.keep(person, digestOf(credential))
    return { person, oneTimeCode: code, until: new Date(until).toISOString() }
  }

  /** Nobody decides about himself: an administrator cannot make himself custodian. */
  #other(person: string, by: Operator): Known {
    const known = this.doors.people.find(person)
    if (!known || known.state === 'removed') throw new Fault('custody/no-person', { person })
    if (by.actors.includes(person)) throw new Fault('custody/about-yourself')
    return known
  }

  #assertEnough(without: string): void {
    const { people } = this.doors
    if (people.find(without)?.role !== 'administrator') return
    const left = people.active('administrator').filter(({ id }) => id !== without)
    if (left.length < FEWEST_ADMINISTRATORS) throw new Fault('custody/too-few-administrators')
  }
}

export const named = (credential: Credential) => ({ sha256: digestOf(credential), factors: factorsOf(credential) })

const plainName = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s/g, '')
