// The ceremony under way and the keys that earlier ones left: the pure table moved along, records before consequences,
// and everything wiped the moment somebody leaves.
import type { CeremonyView, ComponentSource, Ending } from '../contract/ceremony.js'
import { Fault } from '../contract/fault.js'
import { bringComponent, type Course } from './bringing.js'
import { atHand, type Ceremony, type CeremonyIn, next } from './ceremony.js'
import { combineAll, componentValue } from './combining.js'
import type { CeremonyDoors } from './doors.js'
import type { Entry, Heard } from './entry.js'
import { HeldKeys } from './held-keys.js'
import { mayApprove, mayBring, maySecond, personOf, standsAlone } from './persons.js'
import { type CeremonyPlan, nameOf } from './plan.js'
import { acceptedBody, approvedBody, begunBody, refusedBody } from './records.js'
import type { Whole } from './sources.js'
import { UnderWay } from './under-way.js'
import { profileView, runningView } from './view.js'
import { freshWork, notBegun } from './work.js'

export class Ceremonies {
  readonly held: HeldKeys
  readonly #plans: CeremonyPlan[]
  readonly #way: UnderWay
  readonly #course: Course
  #count = 0

  constructor(
    private readonly doors: CeremonyDoors,
    plans: readonly CeremonyPlan[],
  ) {
    this.held = new HeldKeys(doors)
    this.#plans = [...plans]
    this.#way = new UnderWay(doors)
    this.#course = {
      doors,
      held: this.held,
      way: this.#way,
      heard: (entry, wish) => this.#heard(entry, wish),
    }
  }

  /** A plan more to choose from. */
  addPlan(plan: CeremonyPlan): void {
    this.#plans.push(plan)
    this.doors.changed()
  }

  /** @throws ceremony/no-profile, ceremony/under-way, audit/… */
  begin(profile: string): Promise<void> {
    return this.#way.inTurn(async () => {
      personOf(this.doors.who())
      if (this.#way.work && this.#way.work.ceremony.state !== 'ended') throw new Fault('ceremony/under-way')
      const plan = this.#plans.find(({ id }) => id === profile)
      if (!plan) throw new Fault('ceremony/no-profile', { expected: this.#plans.map(({ id }) => id).join(', ') })
      this.doors.mayCombine()
      const networks = this.doors.networks()
      standsAlone(this.doors.mode, networks)
      const id = `cer-${this.doors.now().toString(36)}-${++this.#count}`
      await this.doors.append('ceremony-begun', begunBody({ id, plan }, networks))
      this.#way.work = freshWork(id, plan)
      this.#way.moved()
    })
  }

  /** The person who is signed in brings the next component. @throws ceremony/… */
  bring(source: ComponentSource, bag: string): Promise<void> {
    return this.#way.inTurn(async () => {
      const { ceremony, plan } = this.#way.at('awaiting')
      const custodian = personOf(this.doors.who())
      mayBring(this.doors.mode, custodian, ceremony.accepted)
      this.doors.mayEnter(custodian, nameOf(plan), atHand(ceremony))
      const by = { custodian, bag: bag || null, source }
      await this.#enter(next(ceremony, { kind: 'brought', by }) as CeremonyIn<'entering'>)
    })
  }

  /** The same component once more, by whoever brought it. */
  again(): Promise<void> {
    return this.#way.inTurn(async () => {
      const { ceremony, parts } = this.#way.at('differing')
      this.#way.mine(ceremony)
      parts.current?.[Symbol.dispose]()
      parts.current = null
      await this.#enter(next(ceremony, { kind: 'again' }) as CeremonyIn<'entering'>)
    })
  }

  /** Enough digits: the component is whole. Too few: said, and the entry goes on. */
  finish(): Promise<void> {
    return this.#way.inTurn(async () => this.#finish())
  }
  clear(): void {
    this.#way.at('entering').entry?.clear()
    this.#way.moved()
  }

  confirm(): Promise<void> {
    return this.#way.inTurn(async () => {
      const { ceremony } = this.#way.at('checking')
      this.#way.mine(ceremony)
      await this.#accept(next(ceremony, { kind: 'confirmed' }))
    })
  }
  differs(): Promise<void> {
    return this.#way.inTurn(async () => {
      const { ceremony } = this.#way.at('checking')
      this.#way.mine(ceremony)
      await this.#refuse(next(ceremony, { kind: 'differs' }) as CeremonyIn<'differing'>)
    })
  }
  take(): Promise<void> {
    return this.#way.inTurn(async () => {
      const { ceremony } = this.#way.at('differing')
      const by = personOf(this.doors.who())
      maySecond(this.doors.mode, by, ceremony.word)
      const then = next(ceremony, { kind: 'taken', by })
      if (then.state === 'differing') this.#way.set({ ceremony: then })
      else await this.#accept(then)
    })
  }

  /** @throws ceremony/own-approval, audit/… */
  approve(): Promise<void> {
    return this.#way.inTurn(async () => {
      const { ceremony, plan, id, combined } = this.#way.at('approving')
      const by = personOf(this.doors.who())
      mayApprove(this.doors.mode, by, ceremony.accepted)
      await this.#way.recorded(() =>
        this.doors.append('key-approved', approvedBody({ id, plan }, ceremony.combined, by)),
      )
      this.#way.set({ ceremony: next(ceremony, { kind: 'approved' }), combined: null, until: null })
      this.#way.rest()
      this.held.add(id, plan, combined!.key, ceremony.combined)
      this.doors.changed()
    })
  }

  /** Ends the ceremony under way and wipes all of it at once; of one that has ended, puts it away. */
  abort(because: Ending = 'aborted'): void {
    if (this.#way.work?.ceremony.state === 'ended') this.#way.work = null
    else this.#way.end(because)
    this.doors.changed()
  }

  /** Somebody left the window, locked the screen, switched user … What is held between loads goes only where nobody is left. */
  leave(because: Ending): void {
    const state = this.#way.work?.ceremony.state
    // Between two steps another person comes: that is how a ceremony goes on.
    const handover = because === 'user-switched' && (state === 'awaiting' || state === 'approving')
    if (state !== undefined && state !== 'ended' && !handover) this.#way.end(because)
    if (because === 'suspended' || because === 'closed' || because === 'shift-ended') this.held.wipe(because)
  }

  wipe(id: string): void {
    this.held.wipe('wiped', id)
  }

  view(): CeremonyView {
    return {
      profiles: this.#plans.map(profileView),
      running: this.#way.work && runningView(this.#way.work),
      held: this.held.views(),
      keypads: this.doors.keys.keypads(),
      keypad: this.doors.keys.designated(),
      networks: this.doors.networks(),
    }
  }

  async #enter(ceremony: CeremonyIn<'entering'>): Promise<void> {
    const brought = await bringComponent(this.#course, ceremony)
    if (brought) await this.#whole(brought)
  }

  #heard(entry: Entry, wish: Heard): void {
    if (this.#way.work?.entry !== entry) return
    if (wish === 'abort') this.abort()
    else if (wish === 'finish') void this.finish().catch(this.doors.notice)
    else this.#way.moved()
  }

  async #finish(): Promise<void> {
    const { id, begun } = this.#way.at('entering')
    const whole = await begun.finish()
    if (whole === null) return this.#way.moved()
    // A card takes its time: whoever left meanwhile has ended the ceremony.
    if (this.#way.work?.id === id && this.#way.work.begun === begun) return this.#whole(whole)
    whole.component[Symbol.dispose]()
  }

  async #whole({ component, printed }: Whole): Promise<void> {
    const { ceremony, plan, parts, begun, entry } = this.#way.at('entering')
    begun.stop()
    entry?.[Symbol.dispose]()
    parts.current = component
    const valued = componentValue(plan, component, plan.printed[atHand(ceremony) - 1] ?? printed)
    const then = next(ceremony, { kind: 'valued', ...valued })
    if (then.state === 'differing') await this.#refuse(then)
    else this.#way.set({ ceremony: then, entry: null, begun: notBegun })
  }

  async #refuse(then: CeremonyIn<'differing'>): Promise<void> {
    const { id, plan } = this.#way.work!
    const body = refusedBody({ id, plan }, atHand(then), then.by, then.kcv, then.printed)
    await this.#way.recorded(() => this.doors.append('component-refused', body))
    this.#way.set({ ceremony: then, entry: null, begun: notBegun })
  }

  async #accept(then: Ceremony): Promise<void> {
    const { id, plan, parts } = this.#way.work!
    const number = then.accepted.length
    await this.#way.recorded(() =>
      this.doors.append('component-accepted', acceptedBody({ id, plan }, number, then.accepted.at(-1)!)),
    )
    parts.components.push(parts.current!)
    parts.current = null
    this.#way.set({ ceremony: then })
    if (then.state === 'combining') await this.#combine(then)
  }

  async #combine(ceremony: CeremonyIn<'combining'>): Promise<void> {
    const { plan, id, parts } = this.#way.work!
    const combined = combineAll(plan, parts)
    this.#way.set({ combined, warnings: combined.warnings })
    await this.#way.recorded(() => this.doors.append('key-combined', combined.body({ id, plan }, ceremony.accepted)))
    const then = next(ceremony, { kind: 'combined', kcv: combined.kcv, agrees: combined.agrees })
    if (combined.because === null && then.state === 'approving') return this.#way.set({ ceremony: then })
    this.#way.end(combined.because ?? 'kcv-mismatch', combined.kcv)
  }
}
