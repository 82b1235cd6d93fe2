// Mutual authentication: keys of one session out of the admin key, the pad's serial number and a random number of each side.
import type { Bilingual } from '../../contract/values.js'
import type { Ciphers } from '../driver.js'

/**
 * The admin key of the protocol page's own vector, the only one published. A pad with a key of its own proves nothing under
 * this one, and then nothing is sent that such a pad would count as a failed attempt.
 */
const ADMIN_KEY = Uint8Array.from(Buffer.from('010203040506070811121314151617182122232425262728', 'hex'))
const NO_IV = new Uint8Array(8)

/** Why the pad does not take a change: its own status, or the one that says that no session is open. */
export interface Unproven {
  readonly status: string
  readonly meaning: Bilingual
}

/** 16 bytes each; made of a published key, so none of them is a secret. */
export interface SessionKeys {
  readonly enc: Uint8Array
  readonly mac: Uint8Array
}

/** @param t the station's random number @param r the pad's; 8 bytes each @param serial as it is in the pad, 16 bytes */
export function sessionKeys(serial: Uint8Array, t: Uint8Array, r: Uint8Array, ciphers: Ciphers): SessionKeys {
  const [t0, t1, r0, r1] = [t.subarray(0, 4), t.subarray(4), r.subarray(0, 4), r.subarray(4)]
  const diversified = ciphers.encipher(ADMIN_KEY, 'tdes', serial, NO_IV)
  const key = (...quarters: readonly Uint8Array[]): Uint8Array =>
    ciphers.encipher(diversified, 'tdes', Buffer.concat(quarters), NO_IV)
  return { enc: key(t0, r1, t1, r0), mac: key(t1, r0, t0, r1) }
}

/** What the owner of the session's keys makes of a random number. */
export const cryptogram = ({ enc }: SessionKeys, random: Uint8Array, ciphers: Ciphers): Uint8Array =>
  ciphers.encipher(enc, 'tdes', random)

/** Data of an encrypted command: padded with zeros and enciphered, the CBC-MAC of 8 bytes behind. */
export function encrypted(
  { enc, mac }: SessionKeys,
  data: Uint8Array,
  macOver: 'data' | 'cryptogram',
  ciphers: Ciphers,
): Uint8Array {
  const padded = new Uint8Array(Math.ceil(data.length / 8) * 8)
  padded.set(data)
  const enciphered = ciphers.encipher(enc, 'tdes', padded)
  const chain = ciphers.encipher(mac, 'tdes', macOver === 'data' ? padded : enciphered, NO_IV)
  return Uint8Array.from([...enciphered, ...chain.subarray(-8)])
}
