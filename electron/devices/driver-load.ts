// A load as a driver gets it and a device answers it: where the key goes, what it is, what it is checked by.
import type { Secret } from '../contract/secret.js'
import type { Ticket } from '../contract/ticket.js'
import type {
  Algorithm,
  Bilingual,
  BoundKcvMethodName,
  CheckValue,
  KcvProvenance,
  KeyUsage,
} from '../contract/values.js'

export interface SlotRef {
  readonly usage: KeyUsage
  readonly slot: number
}

/** What a family wants said in the header of a key block that the station makes for it. */
export interface BlockHeader {
  readonly versionId: 'A' | 'B'
  readonly keyUsage: string
  readonly modeOfUse: string
  readonly optionalBlocks: readonly { readonly id: string; readonly data: string }[]
}

export type LoadMaterial =
  /** People bring it into the terminal; the station never has it. */
  | { readonly form: 'by-hand' }
  /** The clear key: travels in clear where the protocol and the policy allow. */
  | {
      readonly form: 'clear'
      readonly secret: Secret
      /** Whether these ASCII hex digits are the key, for families that echo a load; the digits are zeroed. */
      readonly echoes?: (digits: Uint8Array) => boolean
      readonly encipherUnder?: EncipherUnder
    }
  /** The station enciphers `secret` under `key` in native memory on the way out. */
  | {
      readonly form: 'wrapped'
      readonly secret: Secret
      readonly key: Secret
      /** MAC with `key` over the key as it travels and public data behind it: some families check a load so. */
      readonly mac?: (data: Uint8Array) => Uint8Array
      /** The key as a block under `key`, no longer than its version makes it: some families take no other cryptogram. */
      readonly block?: (header: BlockHeader) => string
      readonly encipherUnder?: EncipherUnder
    }
  /** Enciphered elsewhere under the key already in the device. */
  | { readonly form: 'cryptogram'; readonly bytes: Uint8Array }
  | { readonly form: 'key-block'; readonly block: string }
  /** DUKPT initial key with its key serial number (10 or 12 bytes). */
  | {
      readonly form: 'initial-key'
      readonly secret: Secret
      readonly ksn: Uint8Array
      readonly key: Secret | null
      /** The station's own check value over the initial key and its serial number, for families that send it along; TDES only. */
      readonly bound?: (method: 'newland-dukpt') => CheckValue
      /** As of a wrapped key; absent where `key` is null. */
      readonly block?: (header: BlockHeader) => string
    }

export interface LoadRequest extends SlotRef {
  readonly algorithm: Algorithm
  /** The key's name in the job, for people. */
  readonly label?: string
  readonly material: LoadMaterial
  /** Where in the device the transport key lies, and its check value as hex where known; null when the key travels in clear. */
  readonly under: (SlotRef & { readonly kcv?: string | null }) | null
  /** The value to send along where the protocol lets the device check it: as many bytes as are known, at least 3; null when none is known. */
  readonly expected: CheckValue | null
}

/** The device's answer to a load. A lost or broken answer is a Fault (`wire/…`), never a value. */
export type LoadReply =
  | {
      readonly kind: 'accepted'
      readonly code: string
      /** The check value as the device gave it, uncut; null where it gives none. */
      readonly reported: CheckValue | null
      /** A value made of more than the key, whole: the station compares it with its own, and a difference outweighs `reported`. */
      readonly bound?: CheckValue & { readonly method: BoundKcvMethodName }
      readonly provenance: KcvProvenance
    }
  | {
      readonly kind: 'refused'
      readonly code: string
      readonly meaning: Bilingual
      /** The code says that the check value did not agree. */
      readonly kcvDisagrees: boolean
    }

/** Public whole blocks enciphered under the key that `cryptogram` is under the one being loaded, both ECB: for functional tests. */
export type EncipherUnder = (cryptogram: Uint8Array, blocks: Uint8Array) => Uint8Array

/** The comparison that a load makes the device do. */
export interface LoadCheck {
  /** Command and KCV mode, such as `2D` or `1A05`: loads of one mode are compared by the same code of the device. */
  readonly mode: string
  /** The value that goes along, as long as it is sent. */
  readonly sent: CheckValue
}

/** A use of the loaded key on public data, whose result the station knows as well. */
export interface FunctionalTest {
  /** Such as `pin-block`: what the record and the view call it. */
  readonly method: string
  /** What a person has to do at the device meanwhile; null where nothing. */
  readonly ask: Bilingual | null
  /**
   * @returns whether the device's result is the station's own; null where it gave none
   * @throws wire/… as a question does
   */
  run(ticket: Ticket): Promise<{ readonly agrees: boolean | null; readonly code: string | null }>
}
