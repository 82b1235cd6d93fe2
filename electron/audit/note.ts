// Checkpoints as C2SP writes them: tlog-checkpoint text in a signed note (c2sp.org/signed-note), ed25519. What Go's
// golang.org/x/mod/sumdb/note and tlog read. A note here has one signature; cosignatures will lie beside, in their own file.
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

const ed25519Note = 0x01
const dash = '\u2014'
/** Bytes of the longest signed checkpoint: bounds what a reader buffers. */
export const longestNote = 1024

/** Stands before every signed checkpoint in a segment, so that `tail -n 5` of one is its newest as other tools read it. */
export const newline = 0x0a

/** @returns a signed checkpoint as it stands in a segment */
export const sealed = (note: string): Buffer => Buffer.from(`\n${note}`, 'utf8')

/** @returns where a signed checkpoint of five lines that begins at `from` ends, or 0 where it does not */
export function noteEnd(bytes: Buffer, from: number): number {
  let end = from
  for (let lines = 0; lines < 5; lines += 1) {
    end = bytes.indexOf(newline, end) + 1
    if (end === 0) return 0
  }
  return end
}

export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Buffer
}

/** The text that is signed. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`

/**
 * @param vkey of the same key: carries its name and hash
 * @returns the signed note; ed25519 is deterministic, so the same key and text give the same bytes every time
 */
export function signNote(text: string, vkey: string, key: KeyObject): string {
  const [name, hash] = vkey.split('+') as [string, string]
  const signature = sign(null, Buffer.from(text, 'utf8'), key)
  const value = Buffer.concat([Buffer.from(hash, 'hex'), signature])
  return `${text}\n${dash} ${name} ${value.toString('base64')}\n`
}

/** @returns `name+hash+base64`, the public key as notes name it */
export function vkeyOf(name: string, publicKey: KeyObject): string {
  const raw = rawPublicKey(publicKey)
  return `${name}+${keyHash(name, raw).toString('hex')}+${Buffer.concat([Buffer.of(ed25519Note), raw]).toString('base64')}`
}

export interface Verifier {
  readonly name: string
  readonly vkey: string
  /** Whether `note` is exactly `text` signed by this key: another spelling of the same signature is refused. */
  signed(note: string, text: string): boolean
}

/** @returns null where `vkey` is no ed25519 key string, or its hash is not its key's */
export function verifierOf(vkey: string): Verifier | null {
  const [, name, hash, coded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(vkey) ?? []
  if (name === undefined || hash === undefined || coded === undefined) return null
  const typed = Buffer.from(coded, 'base64')
  const raw = typed.subarray(1)
  if (typed[0] !== ed25519Note || typed.toString('base64') !== coded) return null
  if (keyHash(name, raw).toString('hex') !== hash) return null
  const key = publicKey(raw)
  return {
    name,
    vkey,
    signed(note, text) {
      const head = `${text}\n${dash} ${name} `
      if (!note.startsWith(head) || !note.endsWith('\n')) return false
      const value = Buffer.from(note.slice(head.length, -1), 'base64')
      if (value.length !== 68 || note !== `${head}${value.toString('base64')}\n`) return false
      if (value.subarray(0, 4).toString('hex') !== hash) return false
      return verify(null, Buffer.from(text, 'utf8'), key, value.subarray(4))
    },
  }
}

/** The signed part of a note. */
export const textOf = (note: string): string => note.slice(0, note.indexOf('\n\n') + 1)

/** The size a signed checkpoint states, signature not looked at; null where it is none. */
export function statedSize(note: string): number | null {
  const lines = note.split('\n')
  if (lines.length !== 6 || lines[3] !== '' || lines[5] !== '' || !lines[4]!.startsWith(`${dash} `)) return null
  return /^[1-9]\d{0,15}$/.test(lines[1]!) ? Number(lines[1]) : null
}

// By way of JWK (RFC 8037): parsing DER costs OpenSSL 3 ten times as much.
const publicKey = (raw: Buffer): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' })
const rawPublicKey = (key: KeyObject): Buffer => Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url')

const keyHash = (name: string, raw: Uint8Array): Buffer =>
  createHash('sha256').update(`${name}\n`).update(Buffer.of(ed25519Note)).update(raw).digest().subarray(0, 4)
