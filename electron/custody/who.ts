// The door that other rooms ask who works here, and through which a second person steps in for one thing.
import type { Claim, Person, Session } from '../contract/persons.js'
import type { Action } from './action.js'
import type { Operator } from './operator.js'

export interface Who {
  /** Who acts in what is being done right now, for its record. @throws Fault custody/nobody in production without a sign-in */
  operator(): Operator
  /** Who is signed in and not locked out; null in lab and where nobody is. */
  session(): Session | null
  /**
   * Somebody shows who he is for one action, without the session's changing hands: the second of two, or a custodian.
   * On record whether it went well or not. Who is signed in himself is refused where `other` asks for another person.
   * @throws Fault custody/refused, custody/wait, custody/not-your-role, custody/same-person
   */
  prove(claim: Claim, action: Action, options?: { readonly other?: boolean }): Promise<Person>
  /**
   * The separation of custodians, from the log, so also after a restart: who entered a component of a key never enters
   * another of it. @param key the same for every ceremony of the key @throws Fault custody/same-custodian
   */
  assertMayEnter(person: string, key: string, component: number): void
  /** Tells the ceremony that whoever was here is not any more: lock, sign-out, switch of user. @returns how to stop hearing it */
  onLeave(left: () => void): () => void
}
