// A receipt as one word: base 32 of its bytes, which people can type, and which a QR code holds as letters and digits.
import { createHash } from 'node:crypto'
import type { Outcome, outcomes } from '../../contract/values.js'
import { verifyInclusion } from '../proofs.js'

/** What one attempt's receipt carries. The root is that of the checkpoint; the path leads to it from the leaf. */
export interface Receipt {
  /** Names mode, station and log. */
  readonly origin: string
  /** Number of the `attempt-result`. */
  readonly seq: number
  readonly leaf: Buffer
  readonly serial: string | null
  readonly outcome: Outcome
  /** Leaf to root. */
  readonly path: readonly Buffer[]
  /** Records that the checkpoint covers, and its root. */
  readonly size: number
  readonly root: Buffer
  /** Of the checkpoint's note: 4 bytes of key hash and the ed25519 signature. */
  readonly signature: Buffer
}

export const receiptMark = 'KCVR1:'
const signatureBytes = 68
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/**
 * `u8 length ‖ origin ‖ u48 seq ‖ leaf ‖ u16 length ‖ serial ‖ u8 outcome ‖ u8 count ‖ path ‖ u48 size ‖ root ‖ signature`,
 * and 4 bytes of SHA-256 over all of it, which tell a slip of the pen from a forgery. Length 65535 is no serial number.
 */
export function receiptWord(receipt: Receipt): string {
  const origin = Buffer.from(receipt.origin, 'utf8')
  const serial = Buffer.from(receipt.serial ?? '', 'utf8')
  const bytes = Buffer.concat([
    Buffer.of(origin.length),
    origin,
    number(receipt.seq, 6),
    receipt.leaf,
    number(receipt.serial === null ? none : serial.length, 2),
    serial,
    Buffer.of(outcomeCodes.indexOf(receipt.outcome), receipt.path.length),
    ...receipt.path,
    number(receipt.size, 6),
    receipt.root,
    receipt.signature,
  ])
  return receiptMark + base32(Buffer.concat([bytes, check(bytes)]))
}

/** @param word as `receiptWord` gave it, white space and small letters allowed @returns what is wrong with it otherwise */
export function readReceipt(word: string): Receipt | string {
  const plain = word.replace(/\s+/g, '').toUpperCase()
  const bytes = plain.startsWith(receiptMark) ? unbase32(plain.slice(receiptMark.length)) : null
  if (bytes === null || bytes.length < 4) return `it does not read ${receiptMark} and letters A–Z, digits 2–7`
  const body = bytes.subarray(0, -4)
  if (!check(body).equals(bytes.subarray(-4))) return 'it is misread or mistyped'
  const receipt = parse(body)
  if (receipt === null) return 'its fields are not those of a receipt'
  const { leaf, seq, size, path, root } = receipt
  return verifyInclusion(leaf, seq, size, path, root) ? receipt : 'its path does not lead to its checkpoint'
}

/** Ordered for ever: the code of an outcome is its place. */
const outcomeCodes: readonly Outcome[] = [
  'injected',
  'already-present',
  'mismatched',
  'refused',
  'unverified',
  'attested',
  'indeterminate',
  'abandoned',
] satisfies readonly (typeof outcomes)[number][]
const none = 0xffff

function parse(bytes: Buffer): Receipt | null {
  let at = 0
  const take = (length: number) => {
    at += length
    return bytes.subarray(at - length, at)
  }
  try {
    const origin = take(take(1).readUInt8()).toString('utf8')
    const seq = take(6).readUIntBE(0, 6)
    const leaf = take(32)
    const length = take(2).readUInt16BE(0)
    const serial = length === none ? null : take(length).toString('utf8')
    const outcome = outcomeCodes[take(1).readUInt8()]
    const path = Array.from({ length: take(1).readUInt8() }, () => take(32))
    const size = take(6).readUIntBE(0, 6)
    const root = take(32)
    const signature = take(signatureBytes)
    const whole = at === bytes.length && signature.length === signatureBytes
    return whole && outcome ? { origin, seq, leaf, serial, outcome, path, size, root, signature } : null
  } catch {
    // A field that reaches beyond the end.
    return null
  }
}

const number = (value: number, bytes: number): Buffer => {
  const buffer = Buffer.alloc(bytes)
  buffer.writeUIntBE(value, 0, bytes)
  return buffer
}
const check = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest().subarray(0, 4)

/** RFC 4648 section 6, without padding. */
function base32(bytes: Buffer): string {
  let [text, held, bits] = ['', 0, 0]
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(held >> (bits - 5)) & 31]
  }
  return bits > 0 ? text + alphabet[(held << (5 - bits)) & 31] : text
}

/** @returns null where it is none, or has bits left over that are not zero */
function unbase32(text: string): Buffer | null {
  const bytes: number[] = []
  let [held, bits] = [0, 0]
  for (const letter of text) {
    const value = alphabet.indexOf(letter)
    if (value === -1) return null
    held = ((held << 5) | value) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((held >> bits) & 0xff)
    }
  }
  return bits < 5 && (held & ((1 << bits) - 1)) === 0 ? Buffer.from(bytes) : null
}
