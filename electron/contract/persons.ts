// The people of a production station: who they are, what they are there for, how they show it.

/** One role a person: who may prove two things to himself is not two people. */
export const roles = ['administrator', 'technician', 'custodian', 'officer', 'auditor'] as const
export type Role = (typeof roles)[number]

export interface Person {
  /** What is typed at sign-in and stands in every record; never used again for somebody else. */
  readonly id: string
  readonly name: string
  readonly role: Role
}

/** From signing in to signing out, on one window; a lock does not end it. */
export interface Session {
  readonly id: string
  readonly person: Person
  /** Wall clock, milliseconds since 1970. */
  readonly since: number
}

/** What somebody types to show who he is; leaves no place but the call that carries it. */
export interface Claim {
  readonly person: string
  readonly passphrase: string
  /** The six digits of an authenticator, or the PIN of a card; null where none was typed. */
  readonly code: string | null
}

/**
 * How a station may be joined to the world, fixed at birth. PCI PIN 13-9: clear keys only on a machine without a network, so
 * a `clear-capable` one never runs code that talks to one; a `connected` one takes key blocks and cryptograms alone.
 */
export const stationClasses = ['clear-capable', 'connected'] as const
export type StationClass = (typeof stationClasses)[number]

/** `totp`: codes of an authenticator; `card`: a personal card in a reader, opened by its PIN. */
export const factorKinds = ['totp', 'card'] as const
export type FactorKind = (typeof factorKinds)[number]
