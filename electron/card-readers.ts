// The cards of this machine for whoever needs one: the readers are opened with the first card that is asked for.
import { type ComponentOnCard, readComponentCard } from './cards/component-card.js'
import { readPersonalCard, signWithCard } from './cards/piv.js'
import { assertProved, fingerprintOf, newChallenge } from './cards/proof.js'
import { Readers } from './cards/reader.js'
import type { CardDoor } from './custody/second-factor.js'

/** How long a reader that was just plugged in is waited for. */
const WAIT_MS = 1_500

export class CardReaders {
  #readers: Promise<Readers> | null = null

  /** @param pin wiped, whatever comes of it. @throws cards/… */
  async component(pin: Uint8Array): Promise<ComponentOnCard> {
    try {
      const readers = await this.#open()
      return await readers.withCard(null, (card) => readComponentCard(card, pin))
    } finally {
      pin.fill(0)
    }
  }

  readonly person: CardDoor = {
    read: async () => {
      const readers = await this.#open()
      const { publicKey, subject } = await readers.withCard(null, readPersonalCard)
      return { publicKey: publicKey.toString('base64'), subject, fingerprint: fingerprintOf(publicKey) }
    },
    prove: async (publicKey, pin, purpose) => {
      const challenge = newChallenge(purpose)
      const typed = Buffer.from(pin.trim(), 'latin1')
      try {
        const readers = await this.#open()
        const signature = await readers.withCard(null, (card) => signWithCard(card, typed, challenge))
        assertProved(Buffer.from(publicKey, 'base64'), challenge, signature)
      } finally {
        typed.fill(0)
      }
    },
  }

  close(): void {
    void this.#readers?.then((readers) => readers.close()).catch(() => {})
    this.#readers = null
  }

  /** A service that was not there is looked for again the next time. */
  async #open(): Promise<Readers> {
    this.#readers ??= Readers.open()
    try {
      const readers = await this.#readers
      await readers.settled(WAIT_MS)
      return readers
    } catch (error) {
      this.#readers = null
      throw error
    }
  }
}
