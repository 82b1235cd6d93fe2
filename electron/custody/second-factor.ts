// The kinds of second factor there are: one row each. What a kind keeps of a person is sealed by his passphrase.
import type { FactorKind } from '../contract/persons.js'
import { freshSecret, stepOf, uriOf } from './totp.js'

export interface SecondFactor {
  /** What is kept for a person, as text; sealed before it lies anywhere. */
  fresh(): string
  /** What the person's device is told; a picture is made of it. */
  offer(kept: string, person: string, station: string): string
  /** @returns the step that was used, or why not */
  check(kept: string, shown: string, now: number, lastStep: number): number | 'wrong' | 'replayed'
}

export const secondFactors: Readonly<Record<FactorKind, SecondFactor>> = {
  totp: { fresh: freshSecret, offer: uriOf, check: stepOf },
}
