// What the window sees of people: who is here, who waits for a second person, who there is and what they may do.
import type { FactorKind, Person, Role, StationClass } from './persons.js'
import type { PolicyName, PolicyRow } from './policies.js'

/** Who works at the window. In lab nobody signs in. */
export type PresenceView =
  | { readonly kind: 'lab' }
  | { readonly kind: 'nobody' }
  | {
      readonly kind: 'signed-in' | 'locked'
      readonly person: Person
      /** Wall clock, ms since 1970: when it locks by itself if nothing is done, and when the shift ends. */
      readonly idleAt: number
      readonly endsAt: number
      readonly factors: readonly FactorKind[]
    }

/** A call that waits until a second person agrees; nothing of it has happened yet. */
export interface PendingView {
  readonly call: string
  readonly action: string
  /** What the call is about: ids and numbers that are no secret, as `name value`. */
  readonly about: readonly { readonly name: string; readonly value: string }[]
  readonly by: Person
  /** The roles of which the second person may be. */
  readonly with: readonly Role[]
}

/** A production station that is being made, as far as it is. */
export interface BirthView {
  readonly network: StationClass
  readonly profile: string
  /** Who has set his passphrase; two are needed. */
  readonly people: readonly { readonly id: string; readonly name: string }[]
}

export interface PersonView extends Person {
  readonly state: 'invited' | 'active' | 'locked' | 'removed'
  readonly factors: readonly FactorKind[]
  readonly failures: number
  /** ISO 8601; null before the first time. */
  readonly lastSignIn: string | null
}
export interface PolicyView extends PolicyRow {
  readonly policy: PolicyName
  readonly value: number
  readonly changed: { readonly by: string; readonly wall: string; readonly seq: number } | null
}
export interface PersonnelView {
  readonly people: readonly PersonView[]
  readonly policies: readonly PolicyView[]
  readonly network: StationClass | null
  readonly keyProfile: string | null
  /** Which role may do what, as the gate reads it. */
  readonly actions: readonly {
    readonly action: string
    readonly by: readonly Role[]
    readonly with: readonly Role[]
    readonly when: 'always' | 'weakens' | null
  }[]
}

/** Shown once, to be handed to the person; the station keeps only what it takes to recognise it. */
export interface Invitation {
  readonly person: string
  readonly oneTimeCode: string
  /** ISO 8601. */
  readonly until: string
}
export type FactorOffer =
  | {
      readonly kind: 'totp'
      /** Base32, for typing; and the same as a picture. */
      readonly secret: string
      readonly qr: QrModules
    }
  /** Whom the card in the reader is made out to, and the name of its public key. */
  | { readonly kind: 'card'; readonly subject: string; readonly fingerprint: string }
export interface QrModules {
  readonly size: number
  readonly modules: readonly (readonly boolean[])[]
}
