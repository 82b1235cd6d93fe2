// What the window shows of a log that leaves the station, is seen elsewhere, or is shortened; and of an attempt's receipt.
import type { Bilingual, Outcome } from './values.js'

/** How long the log has gone without a witness. */
export interface WitnessView {
  /** The last record that a witness saw, who, and when by the witness's clock (ISO 8601); null before the first. */
  readonly last: { readonly seq: number; readonly witness: string; readonly at: string } | null
  /** Records since, and attempts among them. */
  readonly records: number
  readonly attempts: number
  /** No new run after so many attempts or hours without a cosignature; null where the mode asks for none. */
  readonly policy: { readonly attempts: number; readonly hours: number } | null
  /** The measure that is full: the next run waits for a witness. */
  readonly due: 'attempts' | 'hours' | null
}

export interface RunView {
  readonly run: string
  /** The record that drafted it last, and when. */
  readonly seq: number
  readonly wall: string
}

export interface ReceiptView {
  readonly attempt: string
  readonly seq: number
  readonly serial: string | null
  readonly outcome: Outcome
  /** Name and value of each line, in both languages at once: it may be read far from here. */
  readonly fields: readonly (readonly [name: string, value: string])[]
  /** The text form, `KCVR1:…`. */
  readonly word: string
  /** The same word as QR codes: drawn as a path over `side` modules, the quiet zone counted in. */
  readonly page: QrView
  readonly label: QrView
}
export interface QrView {
  readonly side: number
  readonly path: string
}
/** On a page for the file, or on a label of 62 × 29 mm for the terminal. */
export const receiptForms = ['page', 'label'] as const
export type ReceiptForm = (typeof receiptForms)[number]

export interface ExportedView {
  readonly file: string
  readonly size: number
  /** Of the file, in hex: to be noted where it is handed over. */
  readonly sha256: string
  /** What is wrong with the log; the file holds the damage as it is. */
  readonly reasons: readonly Bilingual[]
}

export interface TakenView {
  /** The last record that was seen, and by whom. */
  readonly seq: number
  readonly by: readonly { readonly witness: string; readonly at: string }[]
}

/** What dropping would take away; nothing is gone yet. */
export interface PrunePlanView {
  readonly archive: string
  readonly size: number
  /** ISO 8601: of the youngest record among them. */
  readonly youngest: string
}
export interface PrunedView {
  readonly size: number
  /** Hash of the archive that is evidence from now on. */
  readonly sha256: string
}
