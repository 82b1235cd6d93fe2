// The kinds of second factor there are: one row each. What a kind keeps of a person is sealed by his passphrase.
import type { FactorOffer, QrModules } from '../contract/person-views.js'
import type { FactorKind } from '../contract/persons.js'
import { freshSecret, stepOf, uriOf } from './totp.js'

/** The card in the reader, as the composition root lends it. Every call throws cards/… where it cannot be done. */
export interface CardDoor {
  readonly read: () => Promise<{ readonly publicKey: string; readonly subject: string; readonly fingerprint: string }>
  /** Resolves where the card holds the private half of this key. @param publicKey base64 @param purpose what is signed for */
  readonly prove: (publicKey: string, pin: string, purpose: string) => Promise<void>
}
export interface FactorDoors {
  readonly qr: (text: string) => QrModules
  readonly card: CardDoor
}

export interface Shown {
  /** What was typed. */
  readonly code: string
  readonly person: string
  readonly station: string
  /** Wall clock, ms since 1970. */
  readonly now: number
  /** The authenticator's step that was used last. */
  readonly lastStep: number
}

export interface SecondFactor {
  /** @returns what is kept for the person, as text, sealed before it lies anywhere; and what he is shown. @throws cards/… */
  begin(person: string, station: string, doors: FactorDoors): Promise<{ kept: string; offer: FactorOffer }>
  /** @returns the step that was used, null where there are no steps, or why not. @throws cards/… */
  check(kept: string, shown: Shown, doors: FactorDoors): Promise<number | null | 'wrong' | 'replayed'>
}

export const secondFactors: Readonly<Record<FactorKind, SecondFactor>> = {
  totp: {
    begin: async (person, station, { qr }) => {
      const kept = freshSecret()
      return { kept, offer: { kind: 'totp', secret: kept, qr: qr(uriOf(kept, person, station)) } }
    },
    check: async (kept, { code, now, lastStep }) => stepOf(kept, code, now, lastStep),
  },
  card: {
    begin: async (_person, _station, { card }) => {
      const { publicKey, subject, fingerprint } = await card.read()
      return { kept: publicKey, offer: { kind: 'card', subject, fingerprint } }
    },
    check: async (kept, { code, person, station }, { card }) => {
      await card.prove(kept, code, `sign-in of ${person} at ${station}`)
      return null
    },
  },
}
