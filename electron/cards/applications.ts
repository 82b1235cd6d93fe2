// What a card in a reader may be, as far as it tells without a PIN. A kind of card is a row.
import { Fault } from '../contract/fault.js'
import type { Bilingual } from '../contract/values.js'
import type { Transmit } from './apdu.js'
import { selectComponentCard } from './component-card.js'
import { readPersonalCard } from './piv.js'
import { fingerprintOf } from './proof.js'

export interface CardFound {
  readonly application: 'piv' | 'component'
  /** Whom or what it is for, as far as the card tells. */
  readonly holder: string | null
  /** The name of its public key; null for a card that proves nothing. */
  readonly fingerprint: string | null
}

interface Application {
  readonly id: CardFound['application']
  readonly title: Bilingual
  readonly read: (transmit: Transmit) => Promise<Omit<CardFound, 'application'>>
}

export const applications: readonly Application[] = [
  {
    id: 'component',
    title: { en: 'component card', zh: '密钥分量卡' },
    read: async (transmit) => {
      await selectComponentCard(transmit)
      return { holder: null, fingerprint: null }
    },
  },
  {
    id: 'piv',
    title: { en: 'personal card (PIV)', zh: '个人身份卡（PIV）' },
    read: async (transmit) => {
      const { subject, publicKey } = await readPersonalCard(transmit)
      return { holder: subject, fingerprint: fingerprintOf(publicKey) }
    },
  },
]

/** @returns every application of the station's that the card has; none is an answer too. @throws Fault cards/… where the card cannot be asked */
export async function recognise(transmit: Transmit): Promise<readonly CardFound[]> {
  const found: CardFound[] = []
  for (const { id, read } of applications) {
    try {
      found.push({ application: id, ...(await read(transmit)) })
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'cards/not-for-this') throw error
    }
  }
  return found
}
