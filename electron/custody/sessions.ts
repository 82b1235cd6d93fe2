// One window, one person at a time: when a session begins, locks by itself, and is over. Time comes in; records go out.
import { randomBytes } from 'node:crypto'
import type { AuditLog, Body } from '../audit/log.js'
import type { Session } from '../contract/persons.js'
import type { Operator } from './operator.js'
import type { People } from './people.js'

export interface SessionDoors {
  readonly log: Pick<AuditLog, 'append'>
  readonly people: People
  /** Wall clock, ms since 1970. */
  readonly now: () => number
  /** Monotonic, ms: idling is not measured by a clock that people can set. */
  readonly mono: () => number
  readonly changed: () => void
  readonly notice: (error: unknown) => void
}

interface Here {
  readonly session: Session
  readonly began: number
  readonly active: number
  readonly locked: boolean
}
/** While a component is entered (hardening: 60 s). */
export const ENTRY_IDLE_MS = 60_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE

export class Sessions {
  #here: Here | null = null
  /** How many things want the short idle time right now. */
  #entries = 0
  readonly #leaving = new Set<() => void>()
  constructor(private readonly doors: SessionDoors) {}

  /** Who is signed in and not locked out. */
  get session(): Session | null {
    return this.#here && !this.#here.locked ? this.#here.session : null
  }
  /** Also while locked. */
  get held(): Session | null {
    return this.#here?.session ?? null
  }
  get locked(): boolean {
    return this.#here?.locked ?? false
  }
  get operator(): Operator | null {
    return this.session ? operatorOf(this.session) : null
  }

  /** The id that a session of this person has, or will have: its record is there before it begins. */
  idFor(person: string): string {
    return this.#here?.session.person.id === person
      ? this.#here.session.id
      : `s-${randomBytes(6).toString('base64url').replaceAll('_', '.')}`
  }

  /** Whoever was here is signed out first; the same person only unlocks. @param id of `idFor` */
  async begin(person: Session['person'], id: string): Promise<Session> {
    const { now, mono } = this.doors
    if (this.#here?.session.person.id === person.id) {
      this.#here = { ...this.#here, session: { ...this.#here.session, person }, active: mono(), locked: false }
    } else {
      if (this.#here) await this.end('switched')
      const session = { id, person, since: now() }
      this.#here = { session, began: mono(), active: mono(), locked: false }
    }
    this.doors.changed()
    return this.#here.session
  }

  /** Somebody did something at the window. */
  touch(): void {
    if (this.#here && !this.#here.locked) this.#here = { ...this.#here, active: this.doors.mono() }
  }

  async lock(because: Body<'session-locked'>['because']): Promise<void> {
    const here = this.#here
    if (!here || here.locked) return
    this.#here = { ...here, locked: true }
    this.#left()
    await this.#record('session-locked', { operator: here.session.person.id, because }, here.session)
  }

  async end(because: Body<'signed-out'>['because']): Promise<void> {
    const here = this.#here
    if (!here) return
    this.#here = null
    this.#left()
    await this.#record('signed-out', { operator: here.session.person.id, because }, here.session)
  }

  /** To be asked about once a second. */
  async tick(): Promise<void> {
    const here = this.#here
    if (!here) return
    if (this.doors.mono() >= here.began + this.#shiftMs()) await this.end('shift-over')
    else if (!here.locked && this.doors.mono() >= here.active + this.#idleMs()) await this.lock('idle')
  }

  /** The short idle time until the answer is called. */
  entering(): () => void {
    this.#entries += 1
    let open = true
    return () => {
      if (open) this.#entries -= 1
      open = false
    }
  }

  onLeave(left: () => void): () => void {
    this.#leaving.add(left)
    return () => this.#leaving.delete(left)
  }

  /** By the wall clock, for the screen; null where nobody is here. */
  times(): { readonly idleAt: number; readonly endsAt: number } | null {
    if (!this.#here) return null
    const toWall = this.doors.now() - this.doors.mono()
    const { active, began } = this.#here
    return { idleAt: toWall + active + this.#idleMs(), endsAt: toWall + began + this.#shiftMs() }
  }

  #idleMs(): number {
    const idle = this.doors.people.policy('idle-minutes') * MINUTE
    return this.#entries > 0 ? Math.min(ENTRY_IDLE_MS, idle) : idle
  }
  #shiftMs(): number {
    return this.doors.people.policy('shift-hours') * HOUR
  }
  #left(): void {
    for (const left of this.#leaving) left()
    this.doors.changed()
  }
  /** The window is locked whether or not the log can say so. */
  async #record<Type extends 'session-locked' | 'signed-out'>(
    type: Type,
    body: Body<Type>,
    session: Session,
  ): Promise<void> {
    await this.doors.log.append(type, body, operatorOf(session)).catch(this.doors.notice)
  }
}

export const operatorOf = ({ id, person }: Session): Operator => ({
  actors: [person.id],
  role: person.role,
  session: id,
})
