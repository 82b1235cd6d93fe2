// Who there is, as the log tells it: a pure fold. Roles, failures, used codes and policies survive a restart because they lie there.
import type { AuditRecord, Body, RecordType } from '../audit/log.js'
import type { FactorKind, Person, StationClass } from '../contract/persons.js'
import { type PolicyName, policyTable } from '../contract/policies.js'
import type { KeyProfileName } from '../contract/values.js'
import { type Failures, isLocked, noFailures } from './failures.js'

export interface Known extends Person {
  readonly state: 'invited' | 'active' | 'removed'
  /** Digest of his entry in the file of credentials. */
  readonly credential: string
  readonly factors: readonly FactorKind[]
  /** The authenticator's step that was used last: it and those before it open nothing any more. */
  readonly lastStep: number
  readonly lastSignIn: string | null
}
interface Changed {
  readonly value: number
  readonly by: string
  readonly wall: string
  readonly seq: number
}

/** Names that nobody has, of which failures are remembered; the oldest are forgotten. */
const MOST_TAGS = 10_000

type Heard<Type extends RecordType> = Pick<AuditRecord, 'seq' | 'wall' | 'actors'> & { readonly body: Body<Type> }
type Folds = { readonly [Type in RecordType]?: (record: Heard<Type>) => void }

export class People {
  readonly #known = new Map<string, Known>()
  readonly #failures = new Map<string, Failures>()
  readonly #policies = new Map<PolicyName, Changed>()
  #network: StationClass | null = null
  #keyProfile: KeyProfileName | null = null

  heard(record: AuditRecord): void {
    const fold = this.#folds[record.type] as ((record: AuditRecord) => void) | undefined
    fold?.(record)
  }

  readonly #folds: Folds = {
    'log-created': ({ body }) => {
      this.#network = body.network ?? null
      this.#keyProfile = body.keyProfile ?? null
    },
    'person-enrolled': ({ body: { person: id, name, role, state, sha256, factors } }) =>
      this.#known.set(id, { id, name, role, state, credential: sha256, factors, lastStep: 0, lastSignIn: null }),
    'credential-changed': ({ body: { person, because, sha256, factors } }) => {
      const state = because === 'reset' ? ('invited' as const) : ('active' as const)
      this.#change(person, { credential: sha256, factors, state })
      if (because === 'claimed' || because === 'reset') this.#failures.delete(person)
    },
    'role-changed': ({ body: { person, to } }) => this.#change(person, { role: to }),
    'person-removed': ({ body: { person } }) => this.#change(person, { state: 'removed' }),
    'person-unlocked': ({ body: { person } }) => void this.#failures.delete(person),
    'signed-in': ({ wall, body: { operator, step } }) => {
      this.#failures.delete(operator)
      const lastStep = Math.max(step ?? 0, this.#known.get(operator)?.lastStep ?? 0)
      this.#change(operator, { lastSignIn: wall, lastStep })
    },
    'sign-in-failed': ({ wall, body: { operator, tag, failures } }) => {
      const who = operator === UNKNOWN ? tag : operator
      this.#failures.delete(who)
      this.#failures.set(who, { count: failures, lastAt: Date.parse(wall) })
      if (this.#failures.size > MOST_TAGS) this.#forgetTag()
    },
    'policy-changed': ({ wall, seq, actors, body: { policy, to } }) =>
      void this.#policies.set(policy, { value: to, by: actors.join(' + '), wall, seq }),
  }

  /** Whoever was ever enrolled under that id. */
  find(id: string): Known | null {
    return this.#known.get(id) ?? null
  }
  all(): readonly Known[] {
    return [...this.#known.values()]
  }
  /** Those who can act: enrolled, with a passphrase of their own, not removed. A locked one counts: two can unlock him. */
  active(role: Known['role']): readonly Known[] {
    return this.all().filter((one) => one.role === role && one.state === 'active')
  }
  /** @param who a person's id, or the tag of a name that nobody has */
  failures(who: string): Failures {
    return this.#failures.get(who) ?? noFailures
  }
  locked(id: string): boolean {
    return isLocked(this.failures(id))
  }
  policy(name: PolicyName): number {
    return this.#policies.get(name)?.value ?? policyTable[name].standard
  }
  policyChange(name: PolicyName): Omit<Changed, 'value'> | null {
    const { value: _, ...changed } = this.#policies.get(name) ?? {}
    return 'by' in changed ? (changed as Omit<Changed, 'value'>) : null
  }
  get network(): StationClass | null {
    return this.#network
  }
  get keyProfile(): KeyProfileName | null {
    return this.#keyProfile
  }

  #change(id: string, change: Partial<Known>): void {
    const known = this.#known.get(id)
    if (known) this.#known.set(id, { ...known, ...change })
  }
  #forgetTag(): void {
    for (const who of this.#failures.keys())
      if (!this.#known.has(who)) {
        this.#failures.delete(who)
        return
      }
  }
}

/** Stands in the record where nobody of that name is enrolled. No id can be it: ids have no capital letters. */
export const UNKNOWN = 'UNKNOWN'
