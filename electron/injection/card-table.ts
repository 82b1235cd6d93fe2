// The cards of the bench in their places, by port path; whoever changes one says so.
import { Fault } from '../contract/fault.js'
import type { Card } from './card.js'
import type { AttemptContext } from './context.js'

const MOST_PORTS = 32

export class CardTable {
  #cards = new Map<string, Card>()
  #named = 0
  constructor(private readonly changed: () => void) {}

  has(port: string): boolean {
    return this.#cards.has(port)
  }
  all(): readonly Card[] {
    return [...this.#cards.values()]
  }
  /** @throws injection/no-port */
  of(port: string): Card {
    const card = this.#cards.get(port)
    if (!card) throw new Fault('injection/no-port', { port })
    return card
  }
  /** @throws injection/no-port, injection/busy */
  idle(port: string): Card {
    const card = this.of(port)
    if (isBusy(card)) throw new Fault('injection/busy', { port })
    return card
  }

  /** Another port of the bench where a device with this serial number is right now. */
  readonly elsewhere: AttemptContext['elsewhere'] = (serial, port) =>
    this.all().find((card) => card.port !== port && card.presence !== 'gone' && card.device?.serial === serial)?.port ??
    null

  /** A1, A2 … in the order of coming; a removed card's name is not given again. */
  nextLabel(): string {
    return `A${++this.#named}`
  }
  get full(): boolean {
    return this.#cards.size >= MOST_PORTS
  }
  /** @throws injection/too-many-ports */
  assertRoom(): void {
    if (this.full) throw new Fault('injection/too-many-ports', { most: MOST_PORTS })
  }
  add(card: Card): void {
    this.assertRoom()
    this.#cards.set(card.port, card)
    this.changed()
  }
  set(port: string, change: Partial<Card>): void {
    this.put({ ...this.of(port), ...change })
  }
  /** In place of the card of the same port. */
  put(card: Card): void {
    this.#cards.set(card.port, card)
    this.changed()
  }
  /** Another card takes this one's place in the row. */
  replace(port: string, card: Card): void {
    this.#cards = new Map([...this.#cards].map(([at, old]) => (at === port ? [card.port, card] : [at, old])))
    this.changed()
  }
  remove(port: string): void {
    this.#cards.delete(port)
    this.changed()
  }
}

export const isBusy = ({ presence }: Pick<Card, 'presence'>): boolean =>
  presence === 'working' || presence === 'identifying'
