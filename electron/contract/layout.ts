// A frame before it is bytes: literal bytes, handles and checks, so that a key is never joined into one in JavaScript.
import type { Secret } from './secret.js'
import type { Algorithm } from './values.js'

export interface Encipherment {
  readonly key: Secret
  readonly cipher: Algorithm
  readonly mode: 'ecb' | 'cbc'
  readonly iv: Uint8Array | null
}

export interface SecretPart {
  readonly secret: Secret
  /** How its bytes travel: as they are, as upper-case hex, or one byte 30h + nibble for each nibble; after encipherment. */
  readonly coding: 'raw' | 'hex' | 'broken-hex'
  /** Absent: the key travels in clear. */
  readonly under?: Encipherment
}

export interface CheckPart {
  /** XOR over parts [from, to) as they stand before stuffing; a check behind a base64 text covers that text. */
  readonly check: 'xor'
  readonly from: number
  readonly to: number
  readonly coding: 'raw' | 'hex'
}

export type LayoutPart = Uint8Array | SecretPart | CheckPart

export interface FrameLayout {
  readonly parts: readonly LayoutPart[]
  /** In parts [from, to) every byte equal to `byte` is sent twice. */
  readonly stuff?: { readonly byte: number; readonly from: number; readonly to: number }
  /** Parts [from, to) leave as one base64 text (RFC 4648, padded). Checks stand in it or behind it. Never beside `stuff`. */
  readonly base64?: { readonly from: number; readonly to: number }
}

/** Builds the frame in secret memory, writes it to the descriptor, wipes it. Given to the wire by main. */
export type SendSecret = (fd: number, layout: FrameLayout) => Promise<number>
