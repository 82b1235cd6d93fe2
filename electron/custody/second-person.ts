// A call that takes two: it waits here, as it came, until somebody else agrees; then it runs under both names. The second
// person agrees to what is held here, so that nothing can be put in its place between his looking and his word.
import { Fault } from '../contract/fault.js'
import type { FaultCode } from '../contract/fault-table.js'
import type { PendingView } from '../contract/person-views.js'
import type { Person, Role, Session } from '../contract/persons.js'
import type { Action } from './action.js'

interface Waiting {
  readonly call: string
  readonly action: Action
  readonly session: Session
  readonly with: readonly Role[]
  readonly about: PendingView['about']
  readonly run: () => Promise<unknown>
}

/** What rooms throw that find out by themselves that a change takes two people. */
const askForTwo: ReadonlySet<FaultCode> = new Set(['custody/second-needed', 'monitor/two-people', 'audit/two-people'])
export const asksForTwo = (error: unknown): boolean => error instanceof Fault && askForTwo.has(error.code)

/** Fields whose values are nobody's but the caller's. */
const unspoken = new Set(['passphrase', 'fresh', 'code', 'oneTimeCode'])
const LONGEST_VALUE = 80

export class SecondPerson {
  #waiting: Waiting | null = null
  #count = 0
  constructor(private readonly changed: () => void) {}

  /** A later call takes the place of an earlier one: the screen shows one question. */
  park(call: Omit<Waiting, 'call' | 'about'> & { readonly args: object }): Fault {
    const { args, ...rest } = call
    this.#waiting = { ...rest, call: `c-${++this.#count}`, about: aboutOf(args) }
    this.changed()
    return new Fault('custody/second-needed')
  }

  /** @throws custody/nothing-pending */
  find(call: string, session: Session | null): Waiting {
    const waiting = this.#waiting
    if (waiting?.call !== call || waiting.session.id !== session?.id) throw new Fault('custody/nothing-pending')
    return waiting
  }

  /** Taken once, whether it then goes well or not. */
  take(call: string, session: Session | null): Waiting {
    const waiting = this.find(call, session)
    this.withdraw()
    return waiting
  }

  withdraw(): void {
    if (this.#waiting === null) return
    this.#waiting = null
    this.changed()
  }

  view(session: Session | null): PendingView | null {
    const waiting = this.#waiting
    if (!waiting || waiting.session.id !== session?.id) return null
    const { call, action, about } = waiting
    const by: Person = waiting.session.person
    return { call, action, about, by, with: waiting.with }
  }
}

const aboutOf = (args: object): PendingView['about'] =>
  Object.entries(args)
    .filter(([name]) => !unspoken.has(name))
    .map(([name, value]) => ({
      name,
      value: (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, LONGEST_VALUE),
    }))
