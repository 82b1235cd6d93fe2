// The ceremony under way and the keys that earlier ones left: the pure table moved along, records before consequences,
// and everything wiped the moment somebody leaves.
import type { CeremonyView, ComponentSource, Ending } from '../contract/ceremony.js'
import { asFault, Fault } from '../contract/fault.js'
import { atHand, begun, type Ceremony, type CeremonyIn, next } from './ceremony.js'
import { type Combined, combineAll, componentValue, type Parts } from './combining.js'
import type { CeremonyDoors } from './doors.js'
import { ComponentEntry, type Heard } from './entry.js'
import { HeldKeys } from './held-keys.js'
import { mayApprove, mayBring, maySecond, personOf } from './persons.js'
import { type CeremonyPlan, nameOf } from './plan.js'
import { abortedBody, acceptedBody, approvedBody, begunBody, refusedBody } from './records.js'
import { sources } from './sources.js'
import { profileView, type Running, runningView } from './view.js'

/** While digits are taken, and while people are to do something else. */
const ENTRY_IDLE_MS = 60_000
const STEP_IDLE_MS = 5 * 60_000

interface Work extends Running {
  readonly parts: Parts
  readonly combined: Combined | null
  readonly stop: () => void
}

export class Ceremonies {
  readonly held: HeldKeys
  readonly #plans: CeremonyPlan[]
  #work: Work | null = null
  #cancelIdle = () => {}
  #turn: Promise<unknown> = Promise.resolve()
  #count = 0

  constructor(
    private readonly doors: CeremonyDoors,
    plans: readonly CeremonyPlan[],
  ) {
    this.held = new HeldKeys(doors)
    this.#plans = [...plans]
  }

  /** A plan more to choose from. */
  addPlan(plan: CeremonyPlan): void {
    this.#plans.push(plan)
    this.doors.changed()
  }

  /** @throws ceremony/no-profile, ceremony/under-way, audit/… */
  begin(profile: string): Promise<void> {
    return this.#inTurn(async () => {
      personOf(this.doors.who())
      if (this.#work && this.#work.ceremony.state !== 'ended') throw new Fault('ceremony/under-way')
      const plan = this.#plans.find(({ id }) => id === profile)
      if (!plan) throw new Fault('ceremony/no-profile', { expected: this.#plans.map(({ id }) => id).join(', ') })
      const id = `cer-${this.doors.now().toString(36)}-${++this.#count}`
      await this.doors.append('ceremony-begun', begunBody({ id, plan }))
      this.#work = {
        id,
        plan,
        ceremony: begun(plan.printed.length),
        entry: null,
        warnings: plan.warnings,
        fault: null,
        until: null,
        parts: { components: [], current: null },
        combined: null,
        stop: () => {},
      }
      this.#moved()
    })
  }

  /** The person who is signed in brings the next component. @throws ceremony/… */
  bring(source: ComponentSource, bag: string): Promise<void> {
    return this.#inTurn(async () => {
      const { ceremony, plan } = this.#at('awaiting')
      const custodian = personOf(this.doors.who())
      mayBring(this.doors.mode, custodian, ceremony.accepted)
      this.doors.mayEnter(custodian, nameOf(plan), atHand(ceremony))
      const by = { custodian, bag: bag || null, source }
      await this.#enter(next(ceremony, { kind: 'brought', by }) as CeremonyIn<'entering'>)
    })
  }

  /** The same component once more, by whoever brought it. */
  again(): Promise<void> {
    return this.#inTurn(async () => {
      const { ceremony, parts } = this.#at('differing')
      this.#mine(ceremony)
      parts.current?.[Symbol.dispose]()
      parts.current = null
      await this.#enter(next(ceremony, { kind: 'again' }) as CeremonyIn<'entering'>)
    })
  }

  /** Enough digits: the component is whole. Too few: said, and the entry goes on. */
  finish(): Promise<void> {
    return this.#inTurn(async () => this.#finish())
  }
  clear(): void {
    this.#at('entering').entry?.clear()
    this.#moved()
  }

  confirm(): Promise<void> {
    return this.#inTurn(async () => {
      const { ceremony } = this.#at('checking')
      this.#mine(ceremony)
      await this.#accept(next(ceremony, { kind: 'confirmed' }))
    })
  }
  differs(): Promise<void> {
    return this.#inTurn(async () => {
      const { ceremony } = this.#at('checking')
      this.#mine(ceremony)
      await this.#refuse(next(ceremony, { kind: 'differs' }) as CeremonyIn<'differing'>)
    })
  }
  take(): Promise<void> {
    return this.#inTurn(async () => {
      const { ceremony } = this.#at('differing')
      const by = personOf(this.doors.who())
      maySecond(this.doors.mode, by, ceremony.word)
      const then = next(ceremony, { kind: 'taken', by })
      if (then.state === 'differing') this.#set({ ceremony: then })
      else await this.#accept(then)
    })
  }

  /** @throws ceremony/own-approval, audit/… */
  approve(): Promise<void> {
    return this.#inTurn(async () => {
      const { ceremony, plan, id, combined } = this.#at('approving')
      const by = personOf(this.doors.who())
      mayApprove(this.doors.mode, by, ceremony.accepted)
      await this.#recorded(() => this.doors.append('key-approved', approvedBody({ id, plan }, ceremony.combined, by)))
      this.#set({ ceremony: next(ceremony, { kind: 'approved' }), combined: null, until: null })
      this.#cancelIdle()
      this.held.add(id, plan, combined!.key, ceremony.combined)
      this.doors.changed()
    })
  }

  /** Ends the ceremony under way and wipes all of it at once; of one that has ended, puts it away. */
  abort(because: Ending = 'aborted'): void {
    if (this.#work?.ceremony.state === 'ended') this.#work = null
    else this.#end(because)
    this.doors.changed()
  }

  /** Somebody left the window, locked the screen, switched user … What is held between loads goes only where nobody is left. */
  leave(because: Ending): void {
    const state = this.#work?.ceremony.state
    // Between two steps another person comes: that is how a ceremony goes on.
    const handover = because === 'user-switched' && (state === 'awaiting' || state === 'approving')
    if (state !== undefined && state !== 'ended' && !handover) this.#end(because)
    if (because === 'suspended' || because === 'closed' || because === 'shift-ended') this.held.wipe(because)
  }

  wipe(id: string): void {
    this.held.wipe('wiped', id)
  }

  view(): CeremonyView {
    return {
      profiles: this.#plans.map(profileView),
      running: this.#work && runningView(this.#work),
      held: this.held.views(),
      keypads: this.doors.keys.keypads(),
      keypad: this.doors.keys.designated(),
    }
  }

  async #enter(ceremony: CeremonyIn<'entering'>): Promise<void> {
    const before = this.#work!
    const entry = new ComponentEntry(before.plan.key.bytes)
    this.#set({ ceremony, entry })
    try {
      const { plan } = before
      let brought: { component: Parts['current']; printed: string | null } | null = null
      const stop = await sources[ceremony.by.source](
        {
          plan,
          number: atHand(ceremony),
          entry,
          heard: (wish) => this.#heard(entry, wish),
          whole: (component, printed) => {
            brought = { component, printed }
          },
          lost: (because) => this.#end(because),
          held: this.held,
        },
        this.doors,
      )
      if (this.#work?.entry !== entry) {
        stop?.()
        ;(brought as { component: Disposable } | null)?.component[Symbol.dispose]()
        return
      }
      if (stop === null) return this.#restore(before, entry)
      this.#set({ stop })
      if (brought) await this.#whole(brought)
    } catch (error) {
      this.#restore(before, entry)
      throw error
    }
  }

  /** Back to where somebody may bring it another way; an entry that came to nothing leaves nothing. */
  #restore(before: Work, entry: ComponentEntry): void {
    entry[Symbol.dispose]()
    if (this.#work?.entry !== entry) return
    this.#set({ ceremony: { ...before.ceremony, state: 'awaiting' } as Ceremony, entry: null })
  }

  #heard(entry: ComponentEntry, wish: Heard): void {
    if (this.#work?.entry !== entry) return
    if (wish === 'abort') this.abort()
    else if (wish === 'finish') void this.finish().catch(this.doors.notice)
    else this.#moved()
  }

  async #finish(): Promise<void> {
    const { entry } = this.#at('entering')
    const component = entry?.seal() ?? null
    if (component) await this.#whole({ component, printed: null })
    else this.#moved()
  }

  async #whole({ component, printed }: { component: Parts['current']; printed: string | null }): Promise<void> {
    const { ceremony, plan, parts, stop, entry } = this.#at('entering')
    stop()
    entry?.[Symbol.dispose]()
    parts.current = component
    const valued = componentValue(plan, component!, plan.printed[atHand(ceremony) - 1] ?? printed)
    const then = next(ceremony, { kind: 'valued', ...valued })
    if (then.state === 'differing') await this.#refuse(then)
    else this.#set({ ceremony: then, entry: null, stop: () => {} })
  }

  async #refuse(then: CeremonyIn<'differing'>): Promise<void> {
    const { id, plan } = this.#work!
    const body = refusedBody({ id, plan }, atHand(then), then.by, then.kcv, then.printed)
    await this.#recorded(() => this.doors.append('component-refused', body))
    this.#set({ ceremony: then, entry: null, stop: () => {} })
  }

  async #accept(then: Ceremony): Promise<void> {
    const { id, plan, parts } = this.#work!
    const number = then.accepted.length
    await this.#recorded(() =>
      this.doors.append('component-accepted', acceptedBody({ id, plan }, number, then.accepted.at(-1)!)),
    )
    parts.components.push(parts.current!)
    parts.current = null
    this.#set({ ceremony: then })
    if (then.state === 'combining') await this.#combine(then)
  }

  async #combine(ceremony: CeremonyIn<'combining'>): Promise<void> {
    const { plan, id, parts } = this.#work!
    const combined = combineAll(plan, parts)
    this.#set({ combined, warnings: combined.warnings })
    await this.#recorded(() => this.doors.append('key-combined', combined.body({ id, plan }, ceremony.accepted)))
    const then = next(ceremony, { kind: 'combined', kcv: combined.kcv, agrees: combined.agrees })
    if (combined.because === null && then.state === 'approving') return this.#set({ ceremony: then })
    this.#end(combined.because ?? 'kcv-mismatch', combined.kcv)
  }

  /** A record that must be there before it goes on. Whoever left meanwhile has ended it. */
  async #recorded(append: () => Promise<unknown>): Promise<void> {
    const { id } = this.#work!
    try {
      await append()
    } catch (error) {
      this.#end('failed', undefined, asFault(error))
      throw error
    }
    if (this.#work?.id !== id || this.#work.ceremony.state === 'ended') throw new Fault('ceremony/not-now')
  }

  #end(because: Ending, combinedKcv?: string, fault: Fault | null = null): void {
    const work = this.#work
    if (!work || work.ceremony.state === 'ended') return
    this.#cancelIdle()
    work.stop()
    work.entry?.[Symbol.dispose]()
    work.combined?.key[Symbol.dispose]()
    for (const one of [...work.parts.components, work.parts.current]) one?.[Symbol.dispose]()
    const at = atHand(work.ceremony)
    const ended = next(work.ceremony, { kind: 'ended', because })
    const ceremony = combinedKcv && ended.state === 'ended' ? { ...ended, combined: combinedKcv } : ended
    this.#work = { ...work, ceremony, entry: null, combined: null, fault, until: null, stop: () => {} }
    this.doors.changed()
    void this.doors.append('ceremony-aborted', abortedBody(work, at, because)).catch(this.doors.notice)
  }

  /** @throws ceremony/not-now in any other state */
  #at<State extends Ceremony['state']>(state: State): Work & { readonly ceremony: CeremonyIn<State> } {
    if (this.#work?.ceremony.state !== state) throw new Fault('ceremony/not-now')
    return this.#work as Work & { readonly ceremony: CeremonyIn<State> }
  }
  /** Only whoever brought a component speaks for it. */
  #mine({ by }: CeremonyIn<'checking' | 'differing'>): void {
    if (personOf(this.doors.who()) !== by.custodian) throw new Fault('ceremony/not-now')
  }

  #set(change: Partial<Work>): void {
    this.#work = { ...this.#work!, ...change }
    this.#moved()
  }
  /** Something happened: the wait for the next begins anew. */
  #moved(): void {
    const { ceremony } = this.#work!
    this.#cancelIdle()
    const ms = ceremony.state === 'entering' ? ENTRY_IDLE_MS : STEP_IDLE_MS
    if (ceremony.state !== 'ended') {
      this.#work = { ...this.#work!, until: this.doors.now() + ms }
      this.#cancelIdle = this.doors.after(ms, () => this.#end('idle'))
    }
    this.doors.changed()
  }

  /** One thing after the other: a second press never meets half of the first. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work)
    this.#turn = mine.catch(() => {})
    return mine
  }
}
