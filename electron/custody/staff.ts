// Who works at this station, joined: sessions, the second person, and under whose name a call of the window is carried out.
import type { AuditLog } from '../audit/log.js'
import { type CommandName, commands } from '../contract/commands.js'
import { Fault } from '../contract/fault.js'
import type { PendingView, PresenceView } from '../contract/person-views.js'
import type { Claim, Person, Role, Session } from '../contract/persons.js'
import type { Mode } from '../contract/values.js'
import { actAs, acting } from './acting.js'
import type { Action } from './action.js'
import type { Approvals } from './approvals.js'
import type { Credentials } from './credentials.js'
import type { Derive } from './derive.js'
import { labOperator, type Operator } from './operator.js'
import type { Known, People } from './people.js'
import { Personnel } from './personnel.js'
import { mayDo, ruleOf } from './roles.js'
import type { FactorDoors } from './second-factor.js'
import { asksForTwo, SecondPerson } from './second-person.js'
import type { Separation } from './separation.js'
import { operatorOf, Sessions } from './sessions.js'
import { type Shown, SignIn } from './sign-in.js'
import type { Who } from './who.js'

export interface StaffDoors {
  readonly log: Pick<AuditLog, 'append' | 'mode' | 'stationId'>
  readonly people: People
  readonly separation: Separation
  readonly approvals: Approvals
  readonly credentials: Credentials
  readonly derive: Derive
  readonly factors: FactorDoors
  /** Wall clock, ms since 1970. */
  readonly now: () => number
  /** Monotonic, ms. */
  readonly mono: () => number
  readonly changed: () => void
  /** A fault that no call waits for. */
  readonly notice: (error: unknown) => void
}

/** Whom the gate sees: in lab one person does everything. */
export type Standing = Role | 'lab' | 'nobody'

/** What the page asks by itself: it shows nothing of a person's being there. */
const passive: ReadonlySet<Action> = new Set<Action>(['station/view', 'monitor/view', 'person/list', 'audit/survey'])
/** What somebody may do who has yet to set up the second factor that the policy asks for. */
const beforeFactor = /^(session|factor|credential|second|station)\//

export class Staff implements Who {
  readonly sessions: Sessions
  readonly signIn: SignIn
  readonly second: SecondPerson
  readonly personnel: Personnel
  constructor(readonly doors: StaffDoors) {
    this.sessions = new Sessions(doors)
    this.signIn = new SignIn(doors)
    this.second = new SecondPerson(doors.changed)
    this.sessions.onLeave(() => this.second.withdraw())
    const changed = async (person: string) => {
      if (this.sessions.held?.person.id === person) await this.sessions.end('removed')
    }
    this.personnel = new Personnel({ ...doors, changed })
  }

  get mode(): Mode {
    return this.doors.log.mode
  }
  standing(): Standing {
    return this.mode === 'lab' ? 'lab' : (this.sessions.session?.person.role ?? 'nobody')
  }

  operator(): Operator {
    const operator = acting() ?? (this.mode === 'lab' ? labOperator : null)
    if (operator === null) throw new Fault('custody/nobody')
    return operator
  }
  /** Who acts, or else who is in front of the window: a key that is pressed is no call. null where nobody is. */
  present(): Operator | null {
    return acting() ?? (this.mode === 'lab' ? labOperator : this.sessions.operator)
  }
  session(): Session | null {
    return this.sessions.session
  }
  onLeave(left: () => void): () => void {
    return this.sessions.onLeave(left)
  }
  assertMayEnter(person: string, key: string, component: number): void {
    if (this.mode !== 'lab') this.doors.separation.assertMayEnter(person, key, component)
  }

  /**
   * Carries out a call that the gate let through, under the names of those who answer for it.
   * @throws Fault custody/second-needed where it waits for one now; custody/factor-needed; what the work throws
   */
  async act<Answer>(name: CommandName, args: object, work: () => Promise<Answer>): Promise<Answer> {
    if (this.mode === 'lab') return actAs(labOperator, work)
    const { session } = this.sessions
    if (!session) return work()
    this.#assertFactor(name, session.person.id)
    if (!passive.has(name)) this.sessions.touch()
    const { with: seconds, when } = ruleOf(name)
    const park = () => this.second.park({ action: name, session, with: seconds ?? [], args, run: work })
    if (seconds && when === undefined) throw park()
    try {
      return await actAs(operatorOf(session), work)
    } catch (error) {
      if (seconds && asksForTwo(error)) throw park()
      throw error
    }
  }

  /** The second person agrees: the call that waited is carried out under both names. @returns its answer */
  async agree(call: string, claim: Claim): Promise<unknown> {
    const { session } = this.sessions
    const waiting = this.second.find(call, session)
    const person = await this.#show(claim, waiting.action, waiting.with)
    // A lock or another question may have come while it was being looked at.
    const { run } = this.second.take(call, this.sessions.session)
    const [first, other] = [waiting.session.person, person]
    const role = first.role === other.role ? first.role : `${first.role}+${other.role}`
    return actAs({ actors: [first.id, other.id], role, session: waiting.session.id }, run)
  }

  async prove(claim: Claim, action: Action, options: { readonly other?: boolean } = {}): Promise<Person> {
    if (this.mode === 'lab') return { id: 'lab', name: 'lab', role: 'custodian' }
    const rule = ruleOf(action)
    const other = options.other ?? false
    return this.#show(claim, action, other ? (rule.with ?? rule.by) : rule.by, other)
  }

  async #show(claim: Claim, action: Action, allowed: readonly Role[], other = true): Promise<Person> {
    const here = this.sessions.session?.person.id
    if (other && here === claim.person.trim().toLowerCase()) throw new Fault('custody/same-person')
    const { person } = await this.proven(claim, 'second', action)
    if (!allowed.includes(person.role)) throw notYourRole(person.role, action)
    return { id: person.id, name: person.name, role: person.role }
  }

  /** Shown, and on record: what was used up of a second factor is used up. */
  async proven(claim: Claim, how: 'sign-in' | 'unlock' | 'second', action: Action | null): Promise<Shown> {
    const shown = await this.signIn.show(claim)
    await this.recordSignIn(shown, how, action)
    return shown
  }

  async recordSignIn(
    { person, credential, step }: Pick<Shown, 'person' | 'credential' | 'step'>,
    how: 'sign-in' | 'unlock' | 'second',
    action: Action | null,
    session: string | null = this.sessions.held?.id ?? null,
  ): Promise<void> {
    const by = { actors: [person.id], role: person.role, session }
    const factors = credential.factors.map(({ kind }) => kind)
    await this.doors.log.append('signed-in', { operator: person.id, role: person.role, how, action, factors, step }, by)
  }

  presence(): PresenceView {
    if (this.mode === 'lab') return { kind: 'lab' }
    const held = this.sessions.held
    const times = this.sessions.times()
    if (!held || !times) return { kind: 'nobody' }
    const factors = this.doors.people.find(held.person.id)?.factors ?? []
    return { kind: this.sessions.locked ? 'locked' : 'signed-in', person: held.person, ...times, factors }
  }
  pending(): PendingView | null {
    return this.second.view(this.sessions.session)
  }
  /** What whoever is here may send. */
  may(): readonly CommandName[] {
    const standing = this.standing()
    return commandNames.filter((name) => isAllowed(standing, name, this.mode))
  }

  #assertFactor(name: CommandName, id: string): void {
    const { people } = this.doors
    if (people.policy('second-factor') === 0 || beforeFactor.test(name)) return
    const known: Known | null = people.find(id)
    if (known?.factors.length === 0) throw new Fault('custody/factor-needed')
  }
}

const commandNames = Object.keys(commands) as CommandName[]

const isAllowed = (standing: Standing, name: CommandName, mode: Mode): boolean => {
  const { lab } = commands[name]
  if (lab !== 'any' && lab !== mode) return false
  if (standing === 'lab') return true
  return standing === 'nobody' ? ruleOf(name).nobody === true : mayDo(standing, name)
}

/** @throws Fault custody/nobody, custody/not-your-role */
export function assertMay(standing: Standing, name: CommandName): void {
  if (standing === 'lab' || ruleOf(name).nobody) return
  if (standing === 'nobody') throw new Fault('custody/nobody')
  if (!mayDo(standing, name)) throw notYourRole(standing, name)
}

const roleWords: Readonly<Record<Role, string>> = {
  administrator: '管理员',
  technician: '技术员',
  custodian: '密钥保管员',
  officer: '安全员',
  auditor: '审计员',
}
const notYourRole = (role: Role, action: Action) =>
  new Fault('custody/not-your-role', { role, roleZh: roleWords[role], action })
