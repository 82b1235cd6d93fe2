import type { InjectionEvent } from '../contract/events.js'
import { asFault, Fault, type FaultView, faultView } from '../contract/fault.js'
import type { KeyRowView, PortCardView, ProfileView, StationView } from '../contract/views.js'
import type { BenchDoors, BenchPort } from './bench-doors.js'
import type { Card } from './card.js'
import * as cards from './card.js'
import { cardViews } from './card-view.js'
import type { AttemptContext, EraseConsent } from './context.js'
import { printed } from './identity.js'
import { readJob } from './job-file.js'
import { loadJob } from './load-job.js'
import { OpenPorts } from './open-ports.js'
import { assertPlace } from './place.js'
import { prepare } from './prepare.js'
import { type LoadProfile, Profiles } from './profile.js'
import { closeAttempt, openAttempt, readBackAttempt } from './settle.js'

const MOST_PORTS = 32
export class Bench {
  readonly #cards = new Map<string, Card>()
  readonly #profiles: Profiles
  readonly #ports: OpenPorts
  #named = 0
  constructor(
    private readonly doors: BenchDoors,
    profiles: readonly LoadProfile[],
  ) {
    this.#profiles = new Profiles(profiles, doors.mode)
    this.#ports = new OpenPorts(doors)
  }

  /** Puts a port on the bench and asks what is there. @throws devices/unknown-driver, people/no-line */
  async add(port: string, driver: string, simulated: boolean): Promise<void> {
    const family = this.doors.driverOf(driver)
    const byPeople = assertPlace(port, family)
    if (this.#cards.has(port)) throw new Fault('injection/on-bench', { port })
    this.assertRoom()
    const fresh = { port, driver, simulated, label: `A${++this.#named}`, readable: cards.readableUsages(family) }
    this.#cards.set(port, cards.freshCard(fresh))
    // Where people have to be asked who is there, they are asked when the work begins.
    if (byPeople) this.#set(port, { presence: 'ready' })
    else await this.identify(port)
  }

  /** @throws injection/too-many-ports */
  assertRoom(): void {
    if (this.#cards.size >= MOST_PORTS) throw new Fault('injection/too-many-ports', { most: MOST_PORTS })
  }
  has(port: string): boolean {
    return this.#cards.has(port)
  }
  get working(): boolean {
    return [...this.#cards.values()].some(({ presence }) => presence === 'working')
  }

  remove(port: string): void {
    this.#idle(port)
    this.#cards.delete(port)
    this.doors.changed()
  }

  /** Reads who is there; an attempt of that device whose result is not known comes onto the card again. */
  async identify(port: string): Promise<void> {
    const before = this.#idle(port).device
    this.#set(port, { presence: 'identifying', fault: null })
    try {
      const device = await this.#withPort(port, async (open) => {
        if (open.session instanceof Fault) throw open.session
        return open.session.identify()
      })
      this.#set(port, { presence: 'ready', device: printed(device) })
      if (before && !cards.sameDevice(before, device)) this.#startAnew(port)
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
    if (profile !== null) this.choose(port, profile)
  }

  choose(port: string, id: string): void {
    const card = this.#idle(port)
    if (cards.openRow(card)) throw new Fault('injection/busy', { port })
    const profile = this.#profiles.find(id)
    using read = readJob(profile.job())
    using job = prepare(read)
    this.#set(port, { profile: profile.id, keys: cards.rowsOf(job, card), fault: null, step: null })
  }

  /** A profile more to choose from. @throws what is wrong with its job, before it is taken */
  offer(profile: LoadProfile): void {
    this.#profiles.offer(profile)
    this.doors.changed()
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
    this.#ports.cancel(port)
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
  look(): void {
    for (const [port, card] of this.#cards) {
      if (card.presence === 'working' || card.presence === 'identifying') continue
      const there = this.doors.isThere(port)
      if (!there && card.presence !== 'gone') this.#set(port, { presence: 'gone' })
      if (there && card.presence === 'gone') void this.identify(port)
    }
  }

  views(): readonly PortCardView[] {
    return cardViews([...this.#cards.values()], this.doors.driverOf)
  }

  tally(): StationView['tally'] {
    return cards.tallyOf(this.views())
  }

  profileViews(): readonly ProfileView[] {
    return this.#profiles.views()
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
      using read = readJob(this.#profiles.find(card.profile!).job())
      using job = prepare(read)
      await this.#withPort(port, (open) => loadJob(this.#context(port, allowErase), open, job, this.doors.mode))
    } catch (error) {
      fault = faultView(asFault(error))
    }
    this.#set(port, { ...cards.atRest, presence: this.doors.isThere(port) ? 'ready' : 'gone', fault })
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
      this.#cards.set(port, cards.settledRow(this.#card(port), attempt, { ...result, fault: null }))
    } catch (error) {
      fault = faultView(asFault(error))
    }
    const after = presence === 'gone' && this.doors.isThere(port) ? 'ready' : presence
    this.#set(port, { ...cards.atRest, presence: this.doors.isThere(port) ? after : 'gone', fault })
  }

  #showBlocked(port: string): void {
    const card = this.#card(port)
    const id = card.device ? this.#context(port).log.blockedBy(card.device.serial, port) : null
    const logged = id === null ? null : this.doors.attempt(id)
    if (!logged || card.keys.some(({ attempt }) => attempt === id)) return
    this.#set(port, { keys: [cards.unsettledRow(logged)], profile: null })
  }

  #context(port: string, allowErase: EraseConsent = false): AttemptContext {
    const emit = (event: InjectionEvent) =>
      this.#set(port, {
        ...cards.fold(this.#card(port), event),
        loadsUntil: this.#ports.loadsUntil(port, context.clock),
      })
    const stopping = () => this.#card(port).stopping
    const context = this.doors.context(emit, { allowErase, elsewhere: this.#elsewhere, stopping })
    return context
  }

  /** Another port of the bench where a device with this serial number is right now. */
  readonly #elsewhere: AttemptContext['elsewhere'] = (serial, port) =>
    [...this.#cards.values()].find(
      (card) => card.port !== port && card.presence !== 'gone' && card.device?.serial === serial,
    )?.port ?? null

  #withPort<T>(port: string, use: (open: BenchPort) => Promise<T>): Promise<T> {
    return this.#ports.use(port, this.#card(port).driver!, use)
  }

  #card(port: string): Card {
    const card = this.#cards.get(port)
    if (!card) throw new Fault('injection/no-port', { port })
    return card
  }
  /** @throws injection/no-port, injection/busy */
  #idle(port: string): Card {
    const card = this.#card(port)
    if (card.presence === 'working' || card.presence === 'identifying') throw new Fault('injection/busy', { port })
    return card
  }
  #set(port: string, change: Partial<Card>): void {
    this.#cards.set(port, { ...this.#card(port), ...change })
    this.doors.changed()
  }
}
