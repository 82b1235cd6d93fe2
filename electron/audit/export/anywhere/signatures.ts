// Signed notes and cosignatures as C2SP writes them (c2sp.org/signed-note, tlog-cosignature), ed25519.
import { verify as checkSignature, createPublicKey, type KeyObject } from 'node:crypto'
import { sha256 } from './format.js'

const DASH = '\u2014'

/** @param kind 1 for a log's own key, 4 for a witness's @returns null where `vkey` is none */
export function keyIn(vkey: string, kind: 1 | 4): { name: string; hash: string; key: KeyObject } | null {
  const [, name, hash, coded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(vkey) ?? []
  if (name === undefined || hash === undefined || coded === undefined) return null
  const typed = Buffer.from(coded, 'base64')
  if (typed[0] !== kind || sha256(`${name}\n`, typed).toString('hex', 0, 4) !== hash) return null
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: typed.subarray(1).toString('base64url') }
  return { name, hash, key: createPublicKey({ key: jwk, format: 'jwk' }) }
}

/** Whether `note` is `text` with exactly this key's signature. */
export function signedBy(vkey: string, note: string, text: string): boolean {
  const signer = keyIn(vkey, 1)
  if (signer === null) return false
  const [, value = ''] = /^\u2014 \S+ ([A-Za-z0-9+/=]+)\n$/.exec(note.slice(text.length + 1)) ?? []
  const signature = Buffer.from(value, 'base64')
  if (note !== `${text}\n${DASH} ${signer.name} ${signature.toString('base64')}\n`) return false
  if (signature.length !== 68 || signature.toString('hex', 0, 4) !== signer.hash) return false
  return checkSignature(null, Buffer.from(text), signer.key, signature.subarray(4))
}

/** @returns seconds since 1970 at which the witness cosigned `text`; null where the line is not its good signature */
export function cosignedAt(vkey: string, line: string, text: string): number | null {
  const witness = keyIn(vkey, 4)
  if (witness === null) return null
  const head = `${DASH} ${witness.name} `
  const value = Buffer.from(line.slice(head.length), 'base64')
  if (line !== `${head}${value.toString('base64')}` || value.length !== 76) return null
  if (value.toString('hex', 0, 4) !== witness.hash) return null
  const seconds = value.readBigUInt64BE(4)
  if (seconds === 0n || seconds > 253_402_300_799n) return null
  const message = Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`)
  return checkSignature(null, message, witness.key, value.subarray(12)) ? Number(seconds) : null
}

/** A checkpoint kept elsewhere, with whatever signature lines stand under it. */
export interface Kept {
  readonly origin: string
  readonly size: number
  /** base64 */
  readonly root: string
  readonly text: string
  readonly lines: readonly string[]
}

/** @returns null for what is no checkpoint */
export function readKept(note: string): Kept | null {
  const [origin = '', size = '', root = '', empty, ...lines] = note.split('\n')
  if (!/^[1-9]\d{0,15}$/.test(size) || Buffer.from(root, 'base64').length !== 32 || empty !== '') return null
  const text = `${origin}\n${size}\n${root}\n`
  return { origin, size: Number(size), root, text, lines: lines.filter((line) => line.startsWith(`${DASH} `)) }
}
