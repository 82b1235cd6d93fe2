// Cosignatures of witnesses as C2SP writes them (c2sp.org/tlog-cosignature, ed25519, cosignature/v1): a further signature
// line of a checkpoint's note, over the checkpoint's text and the time at which the witness saw it.
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { KeptCheckpoint } from './checkpoint-file.js'

/** The type byte of such keys in a verifier key, c2sp.org/signed-note. */
const cosignatureKey = 0x04
const dash = '\u2014'

export interface Witness {
  readonly name: string
  readonly vkey: string
  /** @returns when this witness cosigned the text, in seconds since 1970; null where the line is not its good signature */
  signedAt(line: string, text: string): number | null
  /** The same of a whole kept checkpoint: the latest of its lines by this witness. */
  signedBy(kept: KeptCheckpoint): number | null
}

const message = (text: string, seconds: number): Buffer =>
  Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`, 'utf8')

/** @returns `name+hash+base64(04 ‖ key)` */
export function witnessKeyOf(name: string, publicKey: KeyObject): string {
  const typed = Buffer.concat([
    Buffer.of(cosignatureKey),
    Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url'),
  ])
  return `${name}+${keyHash(name, typed).toString('hex')}+${typed.toString('base64')}`
}

/** @param text of a checkpoint @returns the signature line, without its newline */
export function cosign(text: string, seconds: number, vkey: string, key: KeyObject): string {
  const [name, hash] = vkey.split('+') as [string, string]
  const time = Buffer.alloc(8)
  time.writeBigUInt64BE(BigInt(seconds))
  const value = Buffer.concat([Buffer.from(hash, 'hex'), time, sign(null, message(text, seconds), key)])
  return `${dash} ${name} ${value.toString('base64')}`
}

/** @returns null where `vkey` is no key of a witness, or its hash is not its key's */
export function witnessOf(vkey: string): Witness | null {
  const [, name, hash, coded] = /^([^\s+]{1,60})\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(vkey) ?? []
  if (name === undefined || hash === undefined || coded === undefined) return null
  const typed = Buffer.from(coded, 'base64')
  if (typed[0] !== cosignatureKey || typed.toString('base64') !== coded) return null
  if (keyHash(name, typed).toString('hex') !== hash) return null
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: typed.subarray(1).toString('base64url') }
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  const witness: Witness = {
    name,
    vkey,
    signedBy: ({ lines, text }) => {
      const times = lines.map((line) => witness.signedAt(line, text)).filter((time) => time !== null)
      return times.length === 0 ? null : Math.max(...times)
    },
    signedAt(line, text) {
      const head = `${dash} ${name} `
      const value = Buffer.from(line.slice(head.length), 'base64')
      if (line !== `${head}${value.toString('base64')}` || value.length !== 4 + 8 + 64) return null
      if (value.toString('hex', 0, 4) !== hash) return null
      const seconds = value.readBigUInt64BE(4)
      // What a date can hold; the specification's own bound is 2⁶³.
      if (seconds === 0n || seconds > 253_402_300_799n) return null
      return verify(null, message(text, Number(seconds)), key, value.subarray(12)) ? Number(seconds) : null
    },
  }
  return witness
}

const keyHash = (name: string, typed: Buffer): Buffer =>
  createHash('sha256').update(`${name}\n`).update(typed).digest().subarray(0, 4)
