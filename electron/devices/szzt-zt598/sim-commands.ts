// What the simulated ZT598 does on each command: one row a command, from what stands behind its character to the answer.
import { encrypt } from '../../keys/vault.js'
import { shownValue } from '../simulator-shows.js'
import { type Answer, type Code, code, done } from './sim-codes.js'
import { control } from './sim-control.js'
import { blockOf, type Epp, type EppCipher, held, told } from './sim-keys.js'
import {
  CLEAR_TYPE_AT,
  clearLoads,
  loadClear,
  loadSm4,
  loadWrapped,
  NO_TYPE,
  numberIn,
  refusalOf,
  WRAPPED_TYPE_AT,
  wrappedLoads,
} from './sim-loads.js'
import { ascii, characterAt, decode, encode } from './sim-text.js'
import { isMaster } from './sim-zones.js'

export interface EppCommand {
  /** Whether this body puts a key into the device. */
  readonly loads?: (body: Uint8Array) => boolean
  /** Why it is refused without authentication. */
  readonly refusal?: (epp: Epp, body: Uint8Array) => Code | null
  /** The tampered device refuses it. */
  readonly needsKeys?: true
  readonly answer: (epp: Epp, body: Uint8Array) => Answer
}

/** `:` code(2) data. */
const authenticate = (epp: Epp, body: Uint8Array): Answer => {
  const number = numberIn(epp, body, 0)
  const data = decode(body.subarray(2), epp.coding)
  if (number === null || data === null) return code.data
  const answer = epp.authority.step(number, data)
  return typeof answer === 'number' ? answer : encode(answer, epp.coding)
}

const ECB = '1'
const CBC = '2'
/**
 * `9` and, taken to be alike, `d`: keyNo(2) mode data, in whole blocks; CBC starts from zeros. INFERRED, both. Modes A and B
 * are refused: what a handle deciphers stays in native memory.
 */
const crypt =
  (cipher: EppCipher) =>
  (epp: Epp, body: Uint8Array): Answer => {
    const number = numberIn(epp, body, 0)
    const mode = characterAt(body, 2)
    const data = decode(body.subarray(3), epp.coding)
    if (number === null || data === null) return code.data
    if (data.length === 0 || data.length % blockOf[cipher] !== 0) return code.commandLength
    if (mode !== ECB && mode !== CBC) return code.parameter
    const key = held(epp, number, cipher)
    if (!key) return code.noSuchKey
    if (isMaster(key.usage) && epp.behaves.arg('crypt') === 'working') return code.noMatch
    const iv = mode === CBC ? new Uint8Array(blockOf[cipher]) : undefined
    const result = encrypt(key.secret, cipher, data, iv)
    const readsBack = mode === ECB && data.every((byte) => byte === 0)
    return encode(readsBack ? told(epp, shownValue(epp.behaves, key.secret, result)) : result, epp.coding)
  }

const USER_CHARACTERS = 50
const SCAN_CODES = /^[0-9A-Fa-f]{48}$/
const SERIAL_CHARACTERS = 8
const text = (body: Uint8Array): string => String.fromCharCode(...body)
const settings = ({ parameters }: Epp): string =>
  [...'0123456789'].map((name) => (parameters.get(name) ?? 0).toString(16).padStart(2, '0').toUpperCase()).join('')
/** Date and serial in one source, the serial number in the other. A longer one is told by its end. */
const serialNumber = ({ serial }: Epp): string => serial.slice(-SERIAL_CHARACTERS).padStart(SERIAL_CHARACTERS, '0')
/** user 50, scan codes 48, settings 20, function 8, model 6, hardware 3, software 3, date and serial 8. */
const userInfo = (epp: Epp, body: Uint8Array): Answer => {
  if (body.length > USER_CHARACTERS) return code.commandLength
  if (body.length > 0) {
    epp.user = text(body)
    return done
  }
  const user = epp.user.padEnd(USER_CHARACTERS)
  return ascii(`${user}${epp.scanCodes}${settings(epp)}DES SM4 ZT598 100110${serialNumber(epp)}`)
}
const scanCodes = (epp: Epp, body: Uint8Array): Answer => {
  if (body.length !== 48) return code.commandLength
  if (!SCAN_CODES.test(text(body))) return code.data
  epp.scanCodes = text(body)
  return done
}

const PIN_FORMATS = ' !#0@'
/** Z: keyNo(2) fmt(1) hint(1) len(2) PAN; C: `0001` and '1' or '2'. */
const startPin = (epp: Epp, body: Uint8Array): Answer => {
  if (/^0001[12]$/.test(text(body))) return done
  if (body.length < 6) return code.commandLength
  const number = numberIn(epp, body, 0)
  if (number === null) return code.data
  if (!PIN_FORMATS.includes(characterAt(body, 2))) return code.inputMode
  const key = held(epp, number)
  if (!key) return code.noSuchKey
  return key.usage === 'TPK' ? done : code.noMatch
}
/** Nobody enters a PIN at a simulated keypad. */
const noPin = (): Answer => code.general

const clearFlag = (epp: Epp): Answer => {
  epp.tampered = false
  return done
}
const bare =
  (answer: (epp: Epp) => Answer) =>
  (epp: Epp, body: Uint8Array): Answer =>
    body.length === 0 ? answer(epp) : code.commandLength
/** INFERRED: what is asked for is the third character of the whole answer, the return byte included. */
const installed = (epp: Epp, body: Uint8Array): Answer =>
  text(body) === '0' ? ascii(epp.tampered ? '01' : '00') : code.parameter

/** What the page gives no shape for (`8`, `e`, `G`, `F`, `J `, `H`) or does not name is answered EF. */
export const commands: ReadonlyMap<string, EppCommand> = new Map<string, EppCommand>([
  ['1', { needsKeys: true, loads: clearLoads, refusal: refusalOf(CLEAR_TYPE_AT), answer: loadClear }],
  ['2', { needsKeys: true, loads: wrappedLoads, refusal: refusalOf(WRAPPED_TYPE_AT), answer: loadWrapped }],
  ['3', { answer: userInfo }],
  ['4', { answer: scanCodes }],
  ['5', { answer: control }],
  ['6', { needsKeys: true, answer: startPin }],
  ['7', { needsKeys: true, answer: noPin }],
  ['9', { needsKeys: true, answer: crypt('tdes') }],
  [':', { needsKeys: true, answer: authenticate }],
  ['I', { answer: bare((epp) => ascii(serialNumber(epp))) }],
  ['N', { answer: installed }],
  ['S', { answer: bare(clearFlag) }],
  ['b', { needsKeys: true, loads: clearLoads, refusal: refusalOf(NO_TYPE), answer: loadSm4 }],
  ['d', { needsKeys: true, answer: crypt('sm4') }],
  ['s', { answer: bare(() => ascii('SM4SIM10')) }],
])
