// Many ports side by side: what may be asked of each card, and the work on it. One port's trouble stays its own.
import type { InjectionEvent } from '../contract/events.js'
import { asFault, Fault, type FaultView, faultView } from '../contract/fault.js'
import { isPlace } from '../contract/people.js'
import type { KeyRowView, PortCardView, StationView } from '../contract/views.js'
import type { BenchDoors, BenchPort, PluggedPort } from './bench-doors.js'
import type { Card } from './card.js'
import * as cards from './card.js'
import { CardTable } from './card-table.js'
import { cardViews } from './card-view.js'
import type { AttemptContext, EraseConsent } from './context.js'
import { whoIsThere } from './identity.js'
import { loadJob } from './load-job.js'
import { OpenPorts } from './open-ports.js'
import { assertPlace } from './place.js'
import { Plugging } from './plugging.js'
import { prepare } from './prepare.js'
import { type LoadProfile, Profiles } from './profile.js'
import { blocking } from './rules.js'
import { closeAttempt, openAttempt, readBackAttempt } from './settle.js'

export class Bench {
  readonly #cards: CardTable
  /** Which ports are on the bench, and what stands at them. */
  readonly ports: Plugging
  /** What can be chosen for a port. */
  readonly profiles: Profiles
  readonly #open: OpenPorts
  constructor(
    private readonly doors: BenchDoors,
    profiles: readonly LoadProfile[],
  ) {
    this.#cards = new CardTable(doors.changed)
    this.ports = new Plugging(this.#cards, doors, (port, scanned) => this.identify(port, scanned))
    this.profiles = new Profiles(profiles, doors)
    this.#open = new OpenPorts(doors)
  }

  /** Puts a port on the bench and asks what is there. @throws devices/unknown-driver, people/no-line */
  async add(port: string, driver: string, simulated: boolean): Promise<void> {
    const family = this.doors.driverOf(driver)
    const byPeople = assertPlace(port, family)
    if (this.#cards.has(port)) throw new Fault('injection/on-bench', { port })
    this.assertRoom()
    const label = this.#cards.nextLabel()
    this.#cards.add(cards.freshCard({ port, simulated, label, ...this.ports.settled(family, port) }))
    // Where people have to be asked who is there, they are asked when the work begins.
    if (byPeople) this.#set(port, { presence: 'ready' })
    else await this.identify(port)
  }

  /** @throws injection/too-many-ports */
  assertRoom(): void {
    this.#cards.assertRoom()
  }
  has(port: string): boolean {
    return this.#cards.has(port)
  }
  get working(): boolean {
    return this.#cards.all().some(({ presence }) => presence === 'working')
  }

  remove(port: string): void {
    this.#idle(port)
    this.ports.dismiss(port)
    this.#cards.remove(port)
  }

  /** Reads who is there; an attempt of that device whose result is not known comes onto the card again. */
  async identify(port: string, scanned: string | null = null): Promise<void> {
    const before = this.#idle(port).device
    this.#set(port, { presence: 'identifying', fault: null, scanned })
    try {
      const device = await this.#withPort(port, whoIsThere)
      this.#set(port, { presence: 'ready', device })
      if (!before || !cards.sameDevice(before, device)) this.#startAnew(port)
      this.#showBlocked(port)
    } catch (error) {
      this.#set(port, {
        presence: this.doors.isThere(port) ? 'empty' : 'gone',
        fault: { ...faultView(asFault(error)), next: 'retry' },
      })
    }
  }

  /** Another terminal at this port: what the one before it got is not its own. */
  #startAnew(port: string): void {
    const { profile } = this.#card(port)
    this.#set(port, { keys: [], step: null, startedAt: null })
    if (profile !== null && this.profiles.has(profile)) this.choose(port, profile)
  }

  choose(port: string, id: string): void {
    const card = this.#idle(port)
    if (cards.openRow(card)) throw new Fault('injection/busy', { port })
    const profile = this.profiles.find(id)
    using read = this.profiles.read(id)
    using job = prepare(read)
    this.#set(port, { profile: profile.id, keys: cards.rowsOf(job, card), fault: null, step: null })
  }

  /** The job that is chosen for a port, made afresh. @throws input/bad-field where none is */
  readonly jobOf = (port: string): Uint8Array => this.profiles.find(this.#card(port).profile ?? '').job()

  /** A profile that cannot be loaded any more; a card that waits with it waits for another. */
  withdraw(id: string): void {
    this.profiles.withdraw(id)
    for (const card of this.#cards.all().filter((one) => cards.waitsFor(one, id)))
      this.#set(card.port, { profile: null, keys: [] })
  }

  /** Starts the chosen work at each port. Resolves when all have ended. */
  async start(ports: readonly string[]): Promise<void> {
    const ready = ports.filter((port) => this.#cards.has(port) && cards.actionsOf(this.#card(port)).includes('start'))
    if (ready.length === 0) throw new Fault('injection/busy', { port: ports.join(', ') })
    await Promise.all(ready.map((port) => this.#work(port)))
  }

  /**
   * The work of a card once more, where a load was refused because it would remove other keys: those that were shown may go.
   * @throws injection/nothing-to-erase
   */
  async startErasing(port: string, attempt: string): Promise<void> {
    await this.#work(port, cards.consentTo(this.#idle(port), attempt))
  }

  /** Nothing new is begun; a load that the device has not carried out yet is taken back where the family can. */
  stop(port: string): void {
    if (!cards.actionsOf(this.#card(port)).includes('stop')) return
    this.#set(port, { stopping: true })
    this.#open.cancel(port)
  }

  async readBack(port: string, attempt: string): Promise<void> {
    this.#idle(port)
    await this.#settling(port, attempt, () =>
      this.#withPort(port, async (open) => {
        const logged = openAttempt(this.doors.attempt(attempt), attempt)
        return { ...(await readBackAttempt(this.#context(port), open, logged)), readBack: true }
      }),
    )
  }

  async close(port: string, attempt: string, reason: string): Promise<void> {
    this.#idle(port)
    await this.#settling(port, attempt, async () => {
      const { seq } = await closeAttempt(this.#context(port), openAttempt(this.doors.attempt(attempt), attempt), reason)
      return { outcome: 'indeterminate' as const, closed: true, seq }
    })
  }

  /** Ports that came or went since the last look; a device behind a path that came back is asked anew who it is. */
  look(plugged: readonly PluggedPort[] = []): void {
    this.ports.look(plugged)
  }

  views(): readonly PortCardView[] {
    return cardViews(this.#cards.all(), this.doors)
  }

  tally(): StationView['tally'] {
    return cards.tallyOf(this.views())
  }

  async #work(port: string, allowErase: EraseConsent = false): Promise<void> {
    const card = this.#card(port)
    const keys = card.keys.map((key) => ({ ...cards.freshRow(key), kcv: key.kcv && cards.unanswered(key.kcv) }))
    this.#set(port, {
      presence: 'working',
      startedAt: this.doors.now(),
      fault: null,
      step: 'identify',
      keys,
      loading: true,
    })
    let fault: FaultView | null = null
    try {
      using read = this.profiles.spend(card.profile!)
      using job = prepare(read)
      // People are asked who is there when the work begins, and not before.
      const known = isPlace(port) ? null : card.device
      await this.#withPort(port, (open) =>
        loadJob(this.#context(port, allowErase), open, job, { mode: this.doors.mode, known }),
      )
    } catch (error) {
      fault = faultView(asFault(error))
    }
    fault ??= this.#card(port).fault
    this.#set(port, { ...cards.atRest, presence: this.doors.isThere(port) ? 'ready' : 'gone', fault })
    // Whoever is there now is asked for its name before anything is offered.
    if (cards.wasSwapped(this.#card(port))) this.#set(port, { presence: 'empty', device: null })
  }

  async #settling(
    port: string,
    attempt: string,
    settle: () => Promise<Pick<KeyRowView, 'outcome'> & Partial<KeyRowView>>,
  ): Promise<void> {
    const { presence } = this.#card(port)
    this.#set(port, { presence: 'working', startedAt: this.doors.now(), step: 'read-back', fault: null })
    let fault: FaultView | null = null
    try {
      const result = await settle()
      this.#cards.put(cards.settledRow(this.#card(port), attempt, { ...result, fault: null }))
    } catch (error) {
      fault = faultView(asFault(error))
    }
    const after = presence === 'gone' && this.doors.isThere(port) ? 'ready' : presence
    this.#set(port, { ...cards.atRest, presence: this.doors.isThere(port) ? after : 'gone', fault })
  }

  #showBlocked(port: string): void {
    const card = this.#card(port)
    const id = card.device ? blocking(this.#context(port), card.device, port) : null
    const logged = id === null ? null : this.doors.attempt(id)
    if (!logged || card.keys.some(({ attempt }) => attempt === id)) return
    this.#set(port, { keys: [cards.unsettledRow(logged)], profile: null })
  }

  #context(port: string, allowErase: EraseConsent = false): AttemptContext {
    const emit = (event: InjectionEvent) =>
      this.#set(port, {
        ...cards.fold(this.#card(port), event),
        loadsUntil: this.#open.loadsUntil(port, context.clock),
      })
    const stopping = () => this.#card(port).stopping
    const context = this.doors.context(emit, { allowErase, elsewhere: this.#cards.elsewhere, stopping })
    return context
  }

  #withPort<T>(port: string, use: (open: BenchPort) => Promise<T>): Promise<T> {
    return this.#open.use(this.#card(port), use, (line) => this.#set(port, { line }))
  }

  #card(port: string): Card {
    return this.#cards.of(port)
  }
  /** @throws injection/no-port, injection/busy */
  #idle(port: string): Card {
    return this.#cards.idle(port)
  }
  #set(port: string, change: Partial<Card>): void {
    this.#cards.set(port, change)
  }
}
