// What a record means together with those before it: the events that rules, risk and figures are made of.
import type { Mode, Outcome } from '../contract/values.js'

/** A record as far as the watch reads it. Types of other rooms' records need not be known here. */
export interface Heard {
  readonly seq: number
  readonly wall: string
  readonly type: string
  readonly actors: readonly string[]
  readonly body: unknown
}

export interface Where {
  readonly operator: string | null
  readonly port: string | null
  /** Run of the newest job drafted for this port. */
  readonly batch: string | null
  readonly serial: string | null
  /** The model, or the family where the device does not say. */
  readonly model: string | null
  /** With its model before it; null where the device does not say. */
  readonly firmware: string | null
}
interface Common {
  readonly seq: number
  /** Wall clock of the record, ms since 1970. */
  readonly at: number
  readonly mode: Mode
  readonly where: Where
}
export interface LoadEnded extends Common {
  readonly kind: 'load-ended'
  readonly outcome: Outcome
  /** Whether anything that changes the device was sent. */
  readonly armed: boolean
  readonly label: string
  readonly usage: string
  /** A key that no two devices may share: it has a key serial number. */
  readonly unique: boolean
  readonly reported: string | null
  readonly method: string | null
  readonly provenance: string | null
  readonly warnings: readonly string[]
  readonly bytes: number
  readonly lineErrors: number
  /** The first load of this key into this device in its batch. */
  readonly first: boolean
}
export type WatchEvent =
  | LoadEnded
  | (Common & { readonly kind: 'load-begun' })
  | (Common & { readonly kind: 'read-back'; readonly verdict: string })
  | (Common & { readonly kind: 'device-refused'; readonly because: string })
  | (Common & { readonly kind: 'answered'; readonly question: string; readonly ms: number })
  | (Common & { readonly kind: 'clock-jumped'; readonly byMs: number })
  | (Common & { readonly kind: 'anchored'; readonly size: number })
  | (Common & { readonly kind: 'sign-in-failed' })
  /** Every other record: it only says that time and the log went on. */
  | (Common & { readonly kind: 'other' })

export const nowhere: Where = {
  operator: null,
  port: null,
  batch: null,
  serial: null,
  model: null,
  firmware: null,
}
