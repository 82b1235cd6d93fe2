// The note beside an update, as it is written and signed: six lines, an empty one, a line for each signature (C2SP
// signed-note). electron/release/update-note.ts reads it.
import { createHash, createPublicKey, sign } from 'node:crypto'

const ED25519 = Buffer.of(1)
const dash = '\u2014'

const rawOf = (key) => Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x, 'base64url')
const keyHash = (name, raw) =>
  createHash('sha256').update(`${name}\n`).update(ED25519).update(raw).digest().subarray(0, 4)

/** The public half as notes name it: name+hash+base64. */
export const noteKey = (name, key) =>
  `${name}+${keyHash(name, rawOf(key)).toString('hex')}+${Buffer.concat([ED25519, rawOf(key)]).toString('base64')}`

/** The text that is signed. */
export const noteText = ({ version, sequence, architecture, size, sha256 }) =>
  `kcv-station update\nversion ${version}\nsequence ${sequence}\narchitecture ${architecture}\nsize ${size}\nsha256 ${sha256}\n`

/** One line of a signed note. */
export const signatureLine = (text, name, key) =>
  `${dash} ${name} ${Buffer.concat([keyHash(name, rawOf(key)), sign(null, Buffer.from(text), key)]).toString('base64')}\n`
