// The one ceremony that is under way: what it holds, how long the station waits for its next step, and its end at any moment.
import type { Ending } from '../contract/ceremony.js'
import { asFault, Fault } from '../contract/fault.js'
import { atHand, type Ceremony, type CeremonyIn, next } from './ceremony.js'
import type { CeremonyDoors } from './doors.js'
import { personOf } from './persons.js'
import { abortedBody } from './records.js'
import { notBegun, type Work, wipe } from './work.js'

/** While digits are taken, and while people are to do something else. */
const ENTRY_IDLE_MS = 60_000
const STEP_IDLE_MS = 5 * 60_000

export class UnderWay {
  work: Work | null = null
  #cancelIdle = () => {}
  #turn: Promise<unknown> = Promise.resolve()
  constructor(private readonly doors: CeremonyDoors) {}

  /** @throws ceremony/not-now in any other state */
  at<State extends Ceremony['state']>(state: State): Work & { readonly ceremony: CeremonyIn<State> } {
    if (this.work?.ceremony.state !== state) throw new Fault('ceremony/not-now')
    return this.work as Work & { readonly ceremony: CeremonyIn<State> }
  }
  /** Only whoever brought a component speaks for it. @throws ceremony/not-now */
  mine({ by }: CeremonyIn<'checking' | 'differing'>): void {
    if (personOf(this.doors.who()) !== by.custodian) throw new Fault('ceremony/not-now')
  }

  set(change: Partial<Work>): void {
    this.work = { ...this.work!, ...change }
    this.moved()
  }
  /** Something happened: the wait for the next begins anew. */
  moved(): void {
    const { ceremony } = this.work!
    this.rest()
    const ms = ceremony.state === 'entering' ? ENTRY_IDLE_MS : STEP_IDLE_MS
    if (ceremony.state !== 'ended') {
      this.work = { ...this.work!, until: this.doors.now() + ms }
      this.#cancelIdle = this.doors.after(ms, () => this.end('idle'))
    }
    this.doors.changed()
  }
  /** Nothing is waited for any more. */
  rest(): void {
    this.#cancelIdle()
    this.#cancelIdle = () => {}
  }

  /** A record that must be there before it goes on. @throws audit/…; ceremony/not-now where somebody left meanwhile */
  async recorded(append: () => Promise<unknown>): Promise<void> {
    const { id } = this.work!
    try {
      await append()
    } catch (error) {
      this.end('failed', null, asFault(error))
      throw error
    }
    if (this.work?.id !== id || this.work.ceremony.state === 'ended') throw new Fault('ceremony/not-now')
  }

  /** Wipes everything at once; the record of it follows. @param combined what the key came to, where it came to that */
  end(because: Ending, combined: string | null = null, fault: Fault | null = null): void {
    const { work } = this
    if (!work || work.ceremony.state === 'ended') return
    this.rest()
    wipe(work)
    const ended = next(work.ceremony, { kind: 'ended', because }) as CeremonyIn<'ended'>
    const ceremony = { ...ended, combined: combined ?? ended.combined }
    this.work = { ...work, ceremony, entry: null, combined: null, fault, until: null, begun: notBegun }
    this.doors.changed()
    void this.doors
      .append('ceremony-aborted', abortedBody(work, atHand(work.ceremony), because))
      .catch(this.doors.notice)
  }

  /** One thing after the other: a second press never meets half of the first. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work)
    this.#turn = mine.catch(() => {})
    return mine
  }
}
