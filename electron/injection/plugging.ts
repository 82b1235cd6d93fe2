// Ports that come and go: a newcomer gets a card, one that is back gets its own again and is asked anew who it is.
// What a person settles for a port, its name and the family behind it, is kept for its socket.
import { asFault, Fault, type FaultView, faultView } from '../contract/fault.js'
import type { PortSettingsView } from '../contract/views.js'
import { type Family, isByPeople } from '../devices/driver.js'
import type { BenchDoors, PluggedPort } from './bench-doors.js'
import { actionsOf, type Card, freshCard, openRow, readableUsages } from './card.js'
import { type CardTable, isBusy } from './card-table.js'
import { assertPlace } from './place.js'
import { chosen, type PortChoice, recalled, settingsView, usualChoice } from './port-choice.js'

export class Plugging {
  /** Taken off the bench by a person while the cable was in: they stay off until it is out. */
  readonly #dismissed = new Set<string>()
  constructor(
    private readonly cards: CardTable,
    private readonly doors: BenchDoors,
    private readonly identify: (port: string, scanned?: string | null) => Promise<void>,
  ) {}

  /** @param plugged what is plugged in now; ports put on the bench by hand need not be among it */
  look(plugged: readonly PluggedPort[]): void {
    for (const card of this.cards.all()) if (!isBusy(card)) this.#lookAt(card, plugged)
    const here = new Set(plugged.map(({ path }) => path))
    for (const path of this.#dismissed) if (!here.has(path)) this.#dismissed.delete(path)
    for (const port of plugged) if (!this.cards.has(port.path) && !this.#dismissed.has(port.path)) this.#welcome(port)
  }

  dismiss(port: string): void {
    this.#dismissed.add(port)
  }

  /** What stands behind a port is a person's choice. @throws devices/unknown-driver, injection/busy */
  async family(port: string, driver: string): Promise<void> {
    const family = this.doors.driverOf(driver)
    assertPlace(port, family)
    const { place, driver: before } = this.cards.idle(port)
    if (before !== driver) {
      if (place !== null) this.doors.remember(place, { driver, ...usualChoice })
      const readable = readableUsages(family, {})
      this.cards.set(port, { driver, readable, ...usualChoice, device: null, profile: null, keys: [] })
    }
    await this.identify(port)
  }

  /** What was settled for a port put on the bench by hand, whose path stands for its socket. */
  settled(family: Family, port: string): Pick<Card, 'driver' | 'baud' | 'settings' | 'readable'> {
    const choice = recalled(family, this.doors.remembered(port))
    return { driver: family.id, readable: readableUsages(family, choice.settings), ...choice }
  }

  /** @throws injection/no-port, input/bad-field where no family was chosen yet */
  settings(port: string): PortSettingsView {
    const card = this.cards.of(port)
    return settingsView(this.#familyBehind(card), card)
  }

  /** Keeps what a person settled for the line, and asks anew who is there. @throws devices/bad-setting, injection/busy */
  async configure(port: string, wish: PortChoice): Promise<void> {
    const card = this.cards.idle(port)
    const family = this.#familyBehind(card)
    const choice = chosen(family, wish)
    const socket = card.place ?? (card.simulated ? null : port)
    if (socket !== null) this.doors.remember(socket, { driver: family.id, ...choice })
    this.cards.set(port, { ...choice, readable: readableUsages(family, choice.settings) })
    if (!isByPeople(family)) await this.identify(port, card.scanned)
  }

  /** The serial number on the label of a terminal that tells none; forgotten when it is unplugged or asked anew. */
  async scan(port: string, serial: string): Promise<void> {
    if (!actionsOf(this.cards.idle(port)).includes('scan')) throw new Fault('injection/busy', { port })
    await this.identify(port, serial)
  }

  #familyBehind({ driver }: Card): Family {
    if (driver === null)
      throw new Fault('input/bad-field', { line: 1, field: 'driver', expected: 'a family chosen first' })
    return this.doors.driverOf(driver)
  }

  rename(port: string, label: string): void {
    const { place } = this.cards.of(port)
    if (place !== null) this.doors.remember(place, { label })
    this.cards.set(port, { label })
  }

  /** Lab only: asks each family in turn who is there, and takes the one that is answered. */
  async probe(port: string): Promise<void> {
    const { presence } = this.cards.idle(port)
    this.cards.set(port, { presence: 'identifying', fault: null })
    let fault: FaultView | null = null
    const driver = await this.doors.probe(port).catch((error: unknown) => {
      fault = faultView(asFault(error))
      return null
    })
    this.cards.set(port, { presence: this.doors.isThere(port) ? presence : 'gone', fault })
    if (driver !== null) await this.family(port, driver)
  }

  #lookAt(card: Card, plugged: readonly PluggedPort[]): void {
    const there = this.doors.isThere(card.port)
    if (!there && card.presence !== 'gone') this.cards.set(card.port, { presence: 'gone', line: null, scanned: null })
    if (!there || card.presence !== 'gone') return
    // The same name may now be given to another socket of the machine.
    const place = plugged.find(({ path }) => path === card.port)?.place ?? card.place
    if (place !== card.place) this.cards.set(card.port, { place, label: this.#labelOf(place) })
    if (card.driver === null) this.cards.set(card.port, { presence: 'empty' })
    else void this.identify(card.port)
  }

  #welcome(port: PluggedPort): void {
    const before = this.cards
      .all()
      .find((card) => card.presence === 'gone' && card.place === port.place && !this.doors.isThere(card.port))
    if (!before && this.cards.full) return
    const driver = this.#familyOf(port)
    const family = driver === null ? null : this.doors.driverOf(driver)
    const choice = family ? recalled(family, this.doors.remembered(port.place)) : usualChoice
    const card: Card = {
      ...freshCard({
        port: port.path,
        driver,
        ...choice,
        simulated: port.simulated,
        label: before?.label ?? this.#labelOf(port.place),
        readable: family ? readableUsages(family, choice.settings) : [],
        place: port.place,
        suggested: port.drivers,
      }),
      profile: before?.profile ?? null,
    }
    // A terminal without a serial number is known by its port alone: its unsettled attempt keeps the card it is on.
    const kept = before && openRow(before) !== undefined && !before.device?.serial
    if (before && !kept) this.cards.replace(before.port, card)
    else if (!this.cards.full) this.cards.add(card)
    else return
    if (driver !== null) void this.identify(port.path)
  }

  /** Never guessed: a person chose it for this socket once, or the simulated terminal says it. */
  #familyOf({ place, drivers, simulated }: PluggedPort): string | null {
    const driver = this.doors.remembered(place).driver ?? (simulated ? drivers[0] : undefined)
    try {
      return driver === undefined ? null : this.doors.driverOf(driver).id
    } catch {
      // Remembered by another build, that knew more families.
      return null
    }
  }
  #labelOf(place: string | null): string {
    return (place === null ? undefined : this.doors.remembered(place).label) ?? this.cards.nextLabel()
  }
}
