// What a ceremony is lent by the composition root: the log, who is signed in, keys on their way in, time, and the bench.
import type { Body, CallersType } from '../audit/log.js'
import type { Ending, KeypadView } from '../contract/ceremony.js'
import type { KeyProfileName, Mode } from '../contract/values.js'
import type { Operator } from '../custody/operator.js'
import type { HeldKey } from '../keys/held-key.js'
import type { Keypad } from '../keys/keypad.js'
import type { CeremonyPlan } from './plan.js'
import type { KeyPress } from './press.js'

export interface CeremonyDoors {
  readonly mode: Mode
  /** Of the data directory, in production; in lab everything is let in, with a warning. */
  readonly profile: KeyProfileName
  /** Durable when it resolves. @throws audit/… */
  readonly append: <Type extends CallersType>(type: Type, body: Body<Type>) => Promise<unknown>
  /** Who is signed in; null where nobody is. */
  readonly who: () => Operator | null
  /** Nobody brings two components of one key, also not in a later ceremony: asked of the log. @throws custody/… */
  readonly mayEnter: (person: string, key: string, component: number) => void
  /** Whether components may be joined in the station's own memory at all. @throws ceremony/combine-off */
  readonly mayCombine: () => void
  /** Names of the network interfaces that are up, but the machine's own loop. */
  readonly networks: () => readonly string[]
  readonly keys: KeysIn
  /** Every key press of the window from now on, none of which reaches the page. @returns how to stop @throws ceremony/… */
  readonly capture: (heard: (press: KeyPress) => void) => Promise<() => void>
  /** A component file that a person picked; null where nobody did. */
  readonly pickComponent: () => Promise<Uint8Array | null>
  /** The component card in the reader, opened with this PIN, which is wiped. @throws cards/… */
  readonly readCard: (pin: Uint8Array) => Promise<CardComponent>
  readonly now: () => number
  readonly after: (ms: number, then: () => void) => () => void
  readonly changed: () => void
  readonly notice: (error: unknown) => void
  /** The bench may load it, until it is withdrawn. */
  readonly offer: (offered: OfferedKey) => void
  readonly withdraw: (id: string) => void
}

/** What a component card holds beside its PIN. */
export interface CardComponent {
  readonly label: string
  readonly number: number
  readonly of: number
  readonly kcv: string
  readonly transportKcv: string
  readonly block: string
}

/** The designated keypad. */
export interface KeysIn {
  readonly keypads: () => readonly KeypadView[]
  readonly designated: () => string | null
  readonly designate: (id: string | null) => void
  /** Taken for the station alone. @throws ceremony/no-keypad, ceremony/keypad-refused */
  readonly open: () => Keypad
}

export interface OfferedKey {
  readonly id: string
  readonly plan: CeremonyPlan
  readonly key: HeldKey
  /** Told right before each load. @throws ceremony/key-gone */
  readonly spend: () => void
}

export type Gone = Exclude<Ending, 'kcv-mismatch' | 'rejected'>
