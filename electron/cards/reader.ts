// The readers of this machine and the cards in them, over PC/SC: the one door to the package that speaks it.
import type { Card, Client, Reader } from 'pcsc-mini'
import { asFault, Fault } from '../contract/fault.js'
import type { Transmit } from './apdu.js'

export interface ReaderView {
  readonly name: string
  readonly card: 'none' | 'present' | 'mute' | 'in-use'
}

/** A card is slow where it makes a signature; one that takes longer than this is not going to answer. */
const answerWithinMs = 15_000
type Pcsc = typeof import('pcsc-mini')

export class Readers {
  readonly #readers = new Map<string, { readonly reader: Reader; view: ReaderView }>()
  readonly #listeners = new Set<() => void>()

  private constructor(
    private readonly pcsc: Pcsc,
    private readonly client: Client,
  ) {
    client.on('reader', (reader) => this.#watch(reader))
    client.on('error', () => this.#changed())
  }

  /** @throws Fault cards/no-service where the machine has no card service, or it does not run */
  static async open(): Promise<Readers> {
    try {
      const pcsc = await loaded()
      const readers = new Readers(pcsc, new pcsc.Client())
      readers.client.start()
      return readers
    } catch (error) {
      throw new Fault('cards/no-service', {}, { cause: error })
    }
  }

  views(): readonly ReaderView[] {
    return [...this.#readers.values()].map(({ view }) => view)
  }
  /** @returns how to stop being told */
  onChange(heard: () => void): () => void {
    this.#listeners.add(heard)
    return () => this.#listeners.delete(heard)
  }
  close(): void {
    this.#listeners.clear()
    this.client.stop()
  }

  /** Waits until the readers that are plugged in have been told of. @param ms how long to wait at most */
  async settled(ms: number): Promise<void> {
    const until = performance.now() + ms
    const known = () => this.#readers.size > 0 && this.views().some(({ card }) => card !== 'none')
    while (!known() && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 50))
  }

  /**
   * One conversation with the card in `name`, or in the only reader that holds one: nobody else's commands come between, and
   * the card forgets the PIN when it ends, however it ends.
   * @throws Fault cards/no-reader, cards/no-card, cards/many-readers, cards/busy, cards/mute, cards/removed, and what `work` throws
   */
  async withCard<Answer>(name: string | null, work: (transmit: Transmit) => Promise<Answer>): Promise<Answer> {
    const { CardDisposition, CardMode } = this.pcsc
    const { reader } = this.#choose(name)
    const card = await reader.connect(CardMode.SHARED).catch(asCardFault)
    try {
      const transaction = await card.transaction().catch(asCardFault)
      try {
        return await work((bytes) => inTime(card, bytes))
      } finally {
        await transaction.end(CardDisposition.RESET).catch(() => {})
      }
    } finally {
      await card.disconnect(CardDisposition.RESET).catch(() => {})
    }
  }

  #choose(name: string | null): { readonly reader: Reader } {
    if (name !== null) {
      const named = this.#readers.get(name)
      if (!named) throw new Fault('cards/no-reader', { reader: name })
      if (named.view.card === 'none') throw new Fault('cards/no-card', {})
      return named
    }
    if (this.#readers.size === 0) throw new Fault('cards/no-reader', { reader: '' })
    const holding = [...this.#readers.values()].filter(({ view }) => view.card !== 'none')
    const [only, other] = holding
    if (only === undefined) throw new Fault('cards/no-card', {})
    if (other) throw new Fault('cards/many-readers', { readers: holding.map(({ view }) => view.name) })
    return only
  }

  #watch(reader: Reader): void {
    const { ReaderStatus } = this.pcsc
    const name = reader.name()
    const entry: { readonly reader: Reader; view: ReaderView } = { reader, view: { name, card: 'none' } }
    this.#readers.set(name, entry)
    reader.on('change', (status) => {
      const card = !status.has(ReaderStatus.PRESENT)
        ? 'none'
        : status.has(ReaderStatus.MUTE)
          ? 'mute'
          : status.has(ReaderStatus.EXCLUSIVE)
            ? 'in-use'
            : 'present'
      entry.view = { name, card }
      this.#changed()
    })
    reader.on('disconnect', () => {
      this.#readers.delete(name)
      this.#changed()
    })
    this.#changed()
  }

  #changed(): void {
    for (const heard of this.#listeners) heard()
  }
}

// A machine without the card service's library cannot even load the package: that is a missing service, not a broken station.
const loaded = async (): Promise<Pcsc> => {
  const loading = await import('pcsc-mini')
  return (loading as unknown as { default?: Pcsc }).default ?? loading
}

async function inTime(card: Card, bytes: Uint8Array): Promise<Uint8Array> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Fault('cards/mute', {})), answerWithinMs)
  })
  return Promise.race([card.transmit(bytes).catch(asCardFault), late]).finally(() => clearTimeout(timer))
}

/** By the names that the package gives PC/SC's errors. */
const faults = {
  NoSmartCard: 'cards/no-card',
  RemovedCard: 'cards/removed',
  ResetCard: 'cards/removed',
  NoCardConnection: 'cards/removed',
  SharingViolation: 'cards/busy',
  UnresponsiveCard: 'cards/mute',
  UnpoweredCard: 'cards/mute',
  UnsupportedCard: 'cards/mute',
  CommError: 'cards/mute',
  CommDataLost: 'cards/mute',
  UnknownReader: 'cards/removed',
  ReaderUnavailable: 'cards/removed',
  NoService: 'cards/no-service',
  ServiceStopped: 'cards/no-service',
} as const

const asCardFault = (error: unknown): never => {
  const code = (error as { code?: string }).code ?? ''
  const known = code in faults ? faults[code as keyof typeof faults] : null
  throw known ? new Fault(known, {}, { cause: error }) : asFault(error)
}
