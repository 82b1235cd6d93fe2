// One signing key as it is made, with its secret half beside it for the file.
import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { vkeyOf } from './note.js'

export interface SigningKey {
  readonly key: KeyObject
  readonly vkey: string
}

export interface Fresh extends SigningKey {
  /** The ed25519 seed, 32 bytes in memory of their own; zeroed once it stands in the file. */
  readonly seed: Uint8Array
}

/** DER (RFC 8410) is a fixed prefix before the seed. */
export const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

// Never generateKeyPairSync: in Node 20 its job is freed by the garbage collector and takes the key's lock for that, which an
// export of the same key holds while it allocates. Once in some ten thousand keys the process stops for good.
const generate = promisify(generateKeyPair)

/** @param name of the key, for its vkey */
export async function freshKey(name: string): Promise<Fresh> {
  const { privateKey: key, publicKey } = await generate('ed25519')
  const der = key.export({ format: 'der', type: 'pkcs8' })
  const seed = new Uint8Array(der.length - pkcs8Prefix.length)
  seed.set(der.subarray(pkcs8Prefix.length))
  der.fill(0)
  return { key, vkey: vkeyOf(name, publicKey), seed }
}
