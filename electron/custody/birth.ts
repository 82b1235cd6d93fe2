// A production station being made: two people, each with a passphrase that he set himself. Nothing lies on a disk until both have.
import { Fault } from '../contract/fault.js'
import type { BirthView } from '../contract/person-views.js'
import type { StationClass } from '../contract/persons.js'
import type { KeyProfileName } from '../contract/values.js'
import { type Credential, makeCredential } from './credential.js'
import type { Derive } from './derive.js'
import { assertStrong } from './passphrase.js'

export interface Founder {
  readonly id: string
  readonly name: string
  readonly credential: Credential
}
export interface Plan {
  readonly network: StationClass
  readonly profile: KeyProfileName
  readonly founders: readonly Founder[]
}
const FOUNDERS = 2

export class Birth {
  #plan: Plan | null = null
  constructor(
    private readonly derive: Derive,
    private readonly changed: () => void,
  ) {}

  begin(network: StationClass, profile: KeyProfileName): void {
    this.#put({ network, profile, founders: [] })
  }

  /** @throws custody/no-birth, custody/two-founders, custody/weak-passphrase */
  async add(id: string, name: string, passphrase: string): Promise<void> {
    this.#assertOther(id, name)
    assertStrong(passphrase, id, false)
    const credential = await makeCredential({ person: id, secret: passphrase }, this.derive)
    const plan = this.#assertOther(id, name)
    this.#put({ ...plan, founders: [...plan.founders, { id, name, credential }] })
  }

  /** @throws custody/no-birth, custody/two-founders */
  finish(): Plan {
    const plan = this.#plan
    if (!plan) throw new Fault('custody/no-birth')
    if (plan.founders.length !== FOUNDERS) throw new Fault('custody/two-founders')
    return plan
  }

  cancel(): void {
    this.#put(null)
  }

  view(): BirthView | null {
    if (!this.#plan) return null
    const { network, profile, founders } = this.#plan
    return { network, profile, people: founders.map(({ id, name }) => ({ id, name })) }
  }

  #assertOther(id: string, name: string): Plan {
    const plan = this.#plan
    if (!plan) throw new Fault('custody/no-birth')
    const known = plan.founders.some((one) => one.id === id || plain(one.name) === plain(name))
    if (known || plan.founders.length >= FOUNDERS) throw new Fault('custody/two-founders', { field: 'person' })
    return plan
  }
  #put(plan: Plan | null): void {
    this.#plan = plan
    this.changed()
  }
}

const plain = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s/g, '')
