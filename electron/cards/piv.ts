// The PIV application of a personal card (NIST SP 800-73-4, part 2): its certificate for authentication, and a signature made
// by the key of that certificate once the person has given the PIN. Cards of many makers have it.
import { createHash, type KeyObject, X509Certificate } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { Fault } from '../contract/fault.js'
import { ask, askFor, type Transmit } from './apdu.js'
import { verifyPin } from './pin.js'
import { findTlv, writeTlv } from './tlv.js'

/** Right-truncated, as SP 800-73-4 part 2, 2.1 allows: every version of the application answers to it. */
export const pivApplication = Buffer.from('A00000030800001000', 'hex')
const authenticationCertificate = Buffer.from('5FC105', 'hex')
const authenticationKey = 0x9a
const personalPin = 0x80
/** A certificate that unpacks to more than this is none. */
const longestCertificate = 8192

/** A kind of key that a card may sign with: its number in GENERAL AUTHENTICATE (SP 800-78-4, table 6-2), and what the card is given. */
interface Algorithm {
  readonly id: number
  readonly fits: (key: KeyObject) => boolean
  readonly toSign: (message: Uint8Array) => Buffer
}
const sha256 = (message: Uint8Array) => createHash('sha256').update(message).digest()
// DER of DigestInfo for SHA-256 up to the hash (RFC 8017, 9.2).
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex')
const algorithms: readonly Algorithm[] = [
  { id: 0x11, fits: (key) => key.asymmetricKeyDetails?.namedCurve === 'prime256v1', toSign: sha256 },
  { id: 0x14, fits: (key) => key.asymmetricKeyDetails?.namedCurve === 'secp384r1', toSign: sha256 },
  {
    id: 0x07,
    fits: (key) => key.asymmetricKeyType === 'rsa' && key.asymmetricKeyDetails?.modulusLength === 2048,
    toSign: (message) => {
      const info = Buffer.concat([digestInfo, sha256(message)])
      return Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(256 - 3 - info.length, 0xff), Buffer.from([0]), info])
    },
  },
]

export interface PersonalCard {
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Buffer
  /** The certificate's subject, one line. */
  readonly subject: string
}

/** @throws Fault cards/not-for-this where the card has no such application */
export async function selectPiv(transmit: Transmit): Promise<void> {
  const { status } = await ask(transmit, {
    name: 'SELECT',
    ins: 0xa4,
    p1: 4,
    p2: 0,
    data: pivApplication,
    answers: true,
  })
  if (status !== '9000') throw new Fault('cards/not-for-this', { expected: 'a personal card (PIV)' })
}

/** Selects the application and reads who the card is for. Needs no PIN. @throws Fault cards/… */
export async function readPersonalCard(transmit: Transmit): Promise<PersonalCard> {
  await selectPiv(transmit)
  const certificate = await readCertificate(transmit)
  const publicKey = certificate.publicKey.export({ format: 'der', type: 'spki' })
  return { publicKey, subject: certificate.subject.replaceAll('\n', ', ') }
}

/** Selects the application, gives the PIN and has `challenge` signed. @param pin wiped. @throws Fault cards/… */
export async function signWithCard(transmit: Transmit, pin: Uint8Array, challenge: Uint8Array): Promise<Buffer> {
  try {
    await selectPiv(transmit)
    const algorithm = algorithmOf((await readCertificate(transmit)).publicKey)
    await verifyPin(transmit, personalPin, pin)
    const asked = Buffer.concat([writeTlv(0x82, Buffer.alloc(0)), writeTlv(0x81, algorithm.toSign(challenge))])
    const name = 'GENERAL AUTHENTICATE'
    const data = writeTlv(0x7c, asked)
    const answer = await askFor(transmit, {
      name,
      ins: 0x87,
      p1: algorithm.id,
      p2: authenticationKey,
      data,
      answers: true,
    })
    return within(answer, 0x7c, 0x82, name)
  } finally {
    pin.fill(0)
  }
}

async function readCertificate(transmit: Transmit): Promise<X509Certificate> {
  const name = 'GET DATA'
  const data = writeTlv(0x5c, authenticationCertificate)
  const answer = await askFor(transmit, { name, ins: 0xcb, p1: 0x3f, p2: 0xff, data, answers: true })
  const object = findTlv(answer, 0x53, name) ?? Buffer.alloc(0)
  const stored = findTlv(object, 0x70, name)
  if (stored === null) throw badCertificate(name)
  const packed = findTlv(object, 0x71, name)?.[0] === 1
  try {
    return new X509Certificate(packed ? gunzipSync(stored, { maxOutputLength: longestCertificate }) : stored)
  } catch (error) {
    throw badCertificate(name, error)
  }
}

function algorithmOf(key: KeyObject): Algorithm {
  const found = algorithms.find(({ fits }) => fits(key))
  if (found) return found
  throw new Fault('cards/not-for-this', { expected: 'a personal card with a P-256, P-384 or RSA-2048 key' })
}

function within(answer: Buffer, outer: number, inner: number, command: string): Buffer {
  const value = findTlv(findTlv(answer, outer, command) ?? Buffer.alloc(0), inner, command)
  if (value !== null) return value
  throw new Fault('cards/bad-answer', { command, field: 'signature', expected: 'a signature' })
}

const badCertificate = (command: string, cause?: unknown) =>
  new Fault('cards/bad-answer', { command, field: 'certificate', expected: 'an X.509 certificate' }, { cause })
