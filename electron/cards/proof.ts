// What a card is asked to sign, and the judgement of what it answers.
import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto'
import { Fault } from '../contract/fault.js'

/** What a card signs: a purpose that no other use of the same key has, and 32 random bytes. */
export const newChallenge = (purpose: string): Buffer =>
  Buffer.concat([Buffer.from(`kcv-station card proof\n${purpose}\n`, 'utf8'), randomBytes(32)])

/** The name of a public key on paper and in records: SHA-256 of its SubjectPublicKeyInfo, as hex. */
export const fingerprintOf = (publicKey: Uint8Array): string =>
  createHash('sha256').update(publicKey).digest('hex').toUpperCase()

/** @param publicKey SubjectPublicKeyInfo, DER. @throws Fault cards/not-proved */
export function assertProved(publicKey: Uint8Array, challenge: Uint8Array, signature: Uint8Array): void {
  const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' })
  let good = false
  try {
    good = verify('sha256', challenge, key, signature)
  } catch {
    // A signature that is none is no proof.
  }
  if (!good) throw new Fault('cards/not-proved', {})
}
