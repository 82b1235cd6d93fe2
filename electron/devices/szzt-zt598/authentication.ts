// The handshake that a terminal may want before it takes a key: it deals a random number, the station answers under the UID.
import type { Bilingual } from '../../contract/values.js'
import type { LoadRequest, SettingValues } from '../driver.js'
import { meaningOf, NO_SUCH_KEY, WANTS_AUTHENTICATION } from './codes.js'
import { ascii } from './coding.js'
import { authenticate } from './commands.js'
import { settingOf } from './settings.js'
import type { Talk } from './talk.js'

/** What wants it: a load, or a key's deletion. */
export type Subject = Pick<LoadRequest, 'usage' | 'slot' | 'under'>
/** Why the terminal does not take the key: its own code, or EC where it proved nothing itself. */
export interface Unproven {
  readonly code: string
  readonly meaning: Bilingual
}

const DEAL = 0xa0
const ZERO = 0x00
const VERIFY_MASTER = 0x90
const VERIFY_INITIAL = 0x91

/** Null once both sides are satisfied. @throws wire/… where an answer is lost; nothing is stored by any step */
export async function prove(subject: Subject, talk: Talk): Promise<Unproven | null> {
  const { settings } = talk.parts
  try {
    if (settingOf(settings, 'auth-variant') === 'z') await asZ(numberOf(subject, settings), subject, talk)
    else await asC(numberOf(subject, settings), subject, talk)
    return null
  } catch (error) {
    if (error instanceof Stopped) return error.because
    throw error
  }
}

/** The terminal refused a step, or what it answered proves nothing. */
class Stopped extends Error {
  constructor(
    readonly because: Unproven,
    readonly byTerminal: boolean,
  ) {
    super(because.code)
  }
}
const broken = (zh: string, en: string): Stopped =>
  new Stopped(
    { code: WANTS_AUTHENTICATION, meaning: { zh: `需要授权；${zh}`, en: `authorisation is required; ${en}` } },
    false,
  )

async function step(talk: Talk, code: number, data: Uint8Array): Promise<Uint8Array> {
  const { coding } = talk
  const reply = await talk.ask(authenticate, { code: coding.number(code), data: coding.data(data) })
  if (!reply.done) throw new Stopped({ code: reply.code, meaning: meaningOf(reply.code) }, true)
  const bytes = coding.read(reply.data)
  if (!bytes) throw broken('终端的应答无法读取', 'what the terminal answered cannot be read')
  return bytes
}

/** Whole blocks, and at least one: an empty challenge is none. */
async function challenge(talk: Talk, code: number, data: Uint8Array): Promise<Uint8Array> {
  const bytes = await step(talk, code, data)
  if (bytes.length === 0 || bytes.length % 8 !== 0) throw broken('终端未给出随机数', 'the terminal dealt no number')
  return bytes
}

/** The station answers A = E(UID, challenge), the terminal E(UID, A). */
async function asZ(number: number, subject: Subject, talk: Talk): Promise<void> {
  const { settings, ciphers } = talk.parts
  const uid = uidOf(settings, 8, 0x11)
  const seed = settingOf(settings, 'auth-seed') === 'text' ? ascii('0'.repeat(16)) : new Uint8Array(8)
  const random = await step(talk, DEAL, seed)
  const dealt = await challenge(talk, number, random)
  const answer = ciphers!.encipher(uid, 'des', dealt)
  const proof = await step(talk, verifyCode(subject, settings), answer)
  if (!same(proof, ciphers!.encipher(uid, 'des', answer)))
    throw broken('终端未能证明其 UID', 'the terminal did not prove that it holds the UID')
}

/** The UID goes out in clear; the answer to what comes back for a key number is 3DES under it. */
async function asC(number: number, subject: Subject, talk: Talk): Promise<void> {
  const { settings, ciphers } = talk.parts
  const uid = uidOf(settings, 16, 0x88)
  const random = await challenge(talk, DEAL, uid)
  try {
    const dealt = await challenge(talk, number, random)
    await step(talk, verifyCode(subject, settings), ciphers!.encipher(uid, 'tdes', dealt))
  } catch (error) {
    // The source falls back from the key's number to the UID itself.
    const itself = Number.parseInt(settingOf(settings, 'auth-uid-code'), 16)
    const falls = error instanceof Stopped && error.byTerminal && fallBack.has(error.because.code) && number !== itself
    if (!falls) throw error
    await asC(itself, subject, talk)
  }
}
const fallBack: ReadonlySet<string> = new Set([WANTS_AUTHENTICATION, NO_SUCH_KEY])

const numberOf = ({ slot, under }: Subject, settings: SettingValues): number =>
  settingOf(settings, 'auth-number') === 'zero' ? ZERO : (under?.slot ?? slot)

function verifyCode({ usage }: Subject, settings: SettingValues): number {
  const chosen = settingOf(settings, 'auth-verify')
  if (chosen !== 'by-usage') return Number.parseInt(chosen, 16)
  return usage === 'TLK' ? VERIFY_INITIAL : VERIFY_MASTER
}

function uidOf(settings: SettingValues, bytes: number, usual: number): Uint8Array {
  const chosen = settingOf(settings, 'uid')
  return new Uint8Array(bytes).fill(chosen === 'by-variant' ? usual : Number.parseInt(chosen, 16))
}

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at])
