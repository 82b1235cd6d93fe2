// What the window asks about people: signing in and out, one's own credential, the second of two, and the staff itself.
import { Fault } from '../contract/fault.js'
import type { FactorOffer, Invitation, PersonnelView } from '../contract/person-views.js'
import type { Claim, FactorKind, Role } from '../contract/persons.js'
import { type PolicyName, policyNames, policyTable } from '../contract/policies.js'
import { acting } from './acting.js'
import type { Action } from './action.js'
import { type Credential, makeCredential } from './credential.js'
import type { Operator } from './operator.js'
import { assertStrong, standsAlone } from './passphrase.js'
import type { Known } from './people.js'
import { plainCode } from './personnel.js'
import { ruleOf, rules } from './roles.js'
import { secondFactors } from './second-factor.js'
import type { Shown } from './sign-in.js'
import type { Staff } from './staff.js'

export interface DeskDoors {
  /** What of this machine may write keys to a disk. */
  readonly machine: () => { readonly swap: boolean; readonly hibernation: boolean }
}

export class StaffDesk {
  /** What a second factor is being set up with, for the one who is signed in. */
  #offer: { readonly person: string; readonly kind: FactorKind; readonly kept: string } | null = null

  constructor(
    private readonly staff: Staff,
    private readonly doors: DeskDoors,
  ) {
    staff.onLeave(() => {
      this.#offer = null
    })
  }

  /** Signs in, unlocks, or takes the window over from somebody else. @throws custody/refused, custody/wait, custody/swap */
  async signIn(claim: Claim): Promise<void> {
    await this.#begin(await this.staff.signIn.show(claim))
  }

  /** Nobody is here without the record that says so. */
  async #begin(shown: Pick<Shown, 'person' | 'credential' | 'step'>): Promise<void> {
    const { sessions } = this.staff
    const { id, name, role } = shown.person
    const unlocks = sessions.held?.person.id === id
    if (!unlocks) await this.#lookAtMachine(shown.person)
    const session = sessions.idFor(id)
    await this.staff.recordSignIn(shown, unlocks ? 'unlock' : 'sign-in', null, session)
    await sessions.begin({ id, name, role }, session)
  }

  /** @throws custody/weak-passphrase, custody/refused, custody/wait */
  async claim(person: string, oneTimeCode: string, passphrase: string): Promise<void> {
    assertStrong(passphrase, person.trim().toLowerCase(), false)
    const shown = await this.staff.signIn.show({ person, passphrase: plainCode(oneTimeCode), code: null }, 'invitation')
    const { id } = shown.person
    const credential = await makeCredential({ person: id, secret: passphrase }, this.staff.doors.derive)
    const by = { actors: [id], role: shown.person.role, session: null }
    await this.staff.personnel.replace(credential, 'claimed', by)
    await this.#begin({ ...shown, credential })
  }

  signOut(): Promise<void> {
    return this.staff.sessions.end('person')
  }
  lock(): Promise<void> {
    return this.staff.sessions.lock('person')
  }
  agree(call: string, claim: Claim): Promise<unknown> {
    return this.staff.agree(call, claim)
  }
  withdraw(): void {
    this.staff.second.withdraw()
  }

  /** @throws custody/refused, custody/wait, custody/weak-passphrase */
  async changePassphrase(passphrase: string, fresh: string, code: string | null): Promise<void> {
    const me = this.#me()
    assertStrong(fresh, me.id, me.factors.length > 0)
    const { factors } = await this.staff.proven({ person: me.id, passphrase, code }, 'second', 'credential/change')
    const making = { person: me.id, secret: fresh, alone: standsAlone(fresh), factors }
    await this.staff.personnel.replace(await makeCredential(making, this.staff.doors.derive), 'own', this.#by())
  }

  /** @throws cards/… */
  async beginFactor(kind: FactorKind): Promise<FactorOffer> {
    const { id } = this.#me()
    const { log, factors } = this.staff.doors
    const { kept, offer } = await secondFactors[kind].begin(id, log.stationId, factors)
    this.#offer = { person: id, kind, kept }
    return offer
  }

  /** @throws custody/no-offer, custody/bad-code, custody/refused, cards/… */
  async confirmFactor(passphrase: string, code: string): Promise<void> {
    const me = this.#me()
    const offer = this.#offer
    if (offer?.person !== me.id || me.factors.length > 0) throw new Fault('custody/no-offer')
    const { now, log, factors: doors } = this.staff.doors
    const shown = { code, person: me.id, station: log.stationId, now: now(), lastStep: 0 }
    const step = await secondFactors[offer.kind].check(offer.kept, shown, doors)
    if (typeof step === 'string') throw new Fault('custody/bad-code', { field: 'code' })
    const claim = { person: me.id, passphrase, code: null }
    const { factors } = await this.staff.proven(claim, 'second', 'factor/confirm')
    const all = [...factors, { kind: offer.kind, kept: offer.kept }]
    const making = { person: me.id, secret: passphrase, alone: standsAlone(passphrase), factors: all }
    await this.staff.personnel.replace(
      await makeCredential(making, this.staff.doors.derive),
      'factor-added',
      this.#by(),
    )
    this.#offer = null
  }

  /** @throws custody/weak-passphrase where his passphrase is too short to stand alone */
  async removeFactor(kind: FactorKind): Promise<void> {
    const me = this.#me()
    const entry = this.staff.doors.credentials.entry(me.id, me.credential)
    if (!entry?.factors.some((factor) => factor.kind === kind)) throw new Fault('custody/no-offer')
    if (!entry.alone) throw new Fault('custody/weak-passphrase', { expected: '15 to 128 characters' })
    const left: Credential = { ...entry, factors: entry.factors.filter((factor) => factor.kind !== kind) }
    await this.staff.personnel.replace(left, 'factor-removed', this.#by())
  }

  enrol(person: string, name: string, role: Role): Promise<Invitation> {
    return this.staff.personnel.enrol({ person, name, role }, this.#by())
  }
  setRole(person: string, role: Role): Promise<void> {
    return this.staff.personnel.setRole(person, role, this.#by())
  }
  remove(person: string): Promise<void> {
    return this.staff.personnel.remove(person, this.#by())
  }
  unlock(person: string): Promise<void> {
    return this.staff.personnel.unlock(person, this.#by())
  }
  reset(person: string): Promise<Invitation> {
    return this.staff.personnel.reset(person, this.#by())
  }
  setPolicy(policy: PolicyName, value: number): Promise<void> {
    return this.staff.personnel.setPolicy(policy, value, this.#by())
  }

  list(): PersonnelView {
    const { people } = this.staff.doors
    return {
      people: people.all().map(({ id, name, role, state, factors, lastSignIn }) => ({
        id,
        name,
        role,
        state: state === 'active' && people.locked(id) ? 'locked' : state,
        factors,
        failures: people.failures(id).count,
        lastSignIn,
      })),
      policies: policyNames.map((policy) => ({
        ...policyTable[policy],
        policy,
        value: people.policy(policy),
        changed: people.policyChange(policy),
      })),
      network: people.network,
      keyProfile: people.keyProfile,
      actions: (Object.keys(rules) as Action[]).map((action) => {
        const { by, with: seconds, when } = ruleOf(action)
        return { action, by, with: seconds ?? [], when: seconds ? (when ?? 'always') : null }
      }),
    }
  }

  /** Hardening: swap and hibernation are looked at when a session begins. @throws custody/swap where the policy refuses */
  async #lookAtMachine(person: Known): Promise<void> {
    const { swap, hibernation } = this.doors.machine()
    const refused = (swap || hibernation) && this.staff.doors.people.policy('swap') === 1
    const by = { actors: [person.id], role: person.role, session: null }
    await this.staff.doors.log.append('machine-checked', { swap, hibernation, refused }, by)
    if (!swap && !hibernation) return
    const fault = new Fault('custody/swap', { what: hibernation ? 'swap, hibernation' : 'swap' })
    if (refused) throw fault
    this.staff.doors.notice(fault)
  }

  #me(): Known {
    const id = this.staff.session()?.person.id
    const known = id === undefined ? null : this.staff.doors.people.find(id)
    if (!known) throw new Fault('custody/nobody')
    return known
  }
  #by(): Operator {
    const by = acting()
    if (!by) throw new Fault('custody/nobody')
    return by
  }
}
