// What an injection says as it goes: one union, printed a line each by the command line, folded into a card by the bench.
import type { FaultView } from './fault.js'
import type {
  Bilingual,
  CheckValue,
  DeviceIdentity,
  ExpectedSource,
  KcvProvenance,
  KcvVerdict,
  KeyUsage,
  Outcome,
  SlotState,
} from './values.js'

interface OfAttempt {
  readonly attempt: string
  readonly port: string
}

export type InjectionEvent =
  | (OfAttempt & {
      readonly event: 'attempt-intent'
      readonly label: string
      readonly slot: number
      readonly usage: KeyUsage
      /** Of a DUKPT initial key, named by the job or issued by the station; null for any other key. */
      readonly ksn: string | null
      readonly seq: number
    })
  | (OfAttempt & { readonly event: 'device' } & DeviceIdentity)
  | (OfAttempt & { readonly event: 'slots'; readonly when: 'before' | 'after'; readonly slots: readonly SlotState[] })
  | (OfAttempt & {
      readonly event: 'attempt-armed'
      readonly label: string
      readonly slot: number
      readonly seq: number
    })
  /** The loaded key is tried on public data; `ask` is what a person has to do at the device for it. */
  | (OfAttempt & { readonly event: 'functional-test'; readonly method: string; readonly ask: Bilingual | null })
  | (OfAttempt & KcvComparison & { readonly event: 'kcv' })
  | (OfAttempt & {
      readonly event: 'attempt-result'
      readonly outcome: Outcome
      readonly label: string
      readonly slot: number
      readonly seq: number
      readonly ms: number
      readonly warnings: readonly string[]
      /** The device's own result code, where it gave one, and what the protocol says it means. */
      readonly code: string | null
      readonly fault: FaultView | null
    })
  | {
      readonly event: 'skipped'
      readonly port: string
      readonly label: string
      readonly because: string
      /** Why the device got none of its keys. */
      readonly fault?: FaultView
    }

export interface KcvComparison {
  readonly label: string
  readonly slot: number
  readonly expected: string | null
  readonly expectedSource: ExpectedSource | null
  /** What the station computed over the key it holds; null when it holds no clear key. */
  readonly station: string | null
  readonly reported: string | null
  readonly method: CheckValue['method']
  readonly bytes: number
  readonly provenance: KcvProvenance
  readonly verdict: KcvVerdict
}
