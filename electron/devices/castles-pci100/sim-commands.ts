// What the simulated PCI100 does on each command: one row a command, from its data to the status, or to the data behind status 00.
import { isPublicValue } from '../../keys/vault.js'
import { type Code, code } from './sim-codes.js'
import { hasWorkingKey, type Pci100 } from './sim-keys.js'
import { loadClear, loadUnder } from './sim-loads.js'

export interface CastlesCommand {
  /** Puts a key into the device, once the station is authenticated. */
  readonly loads?: true
  /** The tampered device refuses it. */
  readonly needsKeys?: true
  /** @param at when the command had come, in milliseconds */
  readonly answer: (pad: Pci100, body: Uint8Array, at: number) => Code | Uint8Array
}

export const SERIAL_BYTES = 16
const VERSION = '1.00'
const RATE_BYTES = 4
const BLOCK = 8
/** The page names the first and the last; the others are INFERRED. */
const RATES = [9_600, 19_200, 38_400, 57_600, 115_200]

/** ver(4) DSN(16). INFERRED: a serial number that is not set is told as zeros. */
const info = ({ serial }: Pci100, body: Uint8Array): Code | Uint8Array => {
  if (body.length > 0) return code.parameter
  return Uint8Array.of(...Buffer.from(VERSION), ...(serial ?? new Uint8Array(SERIAL_BYTES)))
}

/** INFERRED: 16 bytes in clear, the first time from anybody, for without a serial number nobody can authenticate. */
const setSerial = (pad: Pci100, body: Uint8Array): Code => {
  if (body.length !== SERIAL_BYTES) return code.parameter
  if (pad.serial && !pad.session.mutual) return code.notAuthenticated
  pad.serial = body.slice()
  pad.session.end()
  return code.ok
}

/** MAC(8). */
const reset = (pad: Pci100, body: Uint8Array): Code => {
  const opened = pad.session.opened(body, 0)
  if (typeof opened === 'number') return opened
  pad.session.end()
  if (pad.behaves.arg('reset') === 'keys') pad.keys.clear()
  return code.ok
}

/** The rate in 4 bytes, big-endian, encrypted. What it deciphers stays in native memory, and is compared with each rate there is. */
const setRate = (pad: Pci100, body: Uint8Array): Code => {
  const opened = pad.session.opened(body, BLOCK)
  if (typeof opened === 'number') return opened
  using clear = opened!
  const rate = RATES.find((one) => isPublicValue(clear, padded(one)))
  if (rate === undefined) return code.parameter
  pad.nextRate = rate
  return code.ok
}
const padded = (rate: number): Uint8Array => {
  const bytes = new Uint8Array(BLOCK)
  new DataView(bytes.buffer, 0, RATE_BYTES).setUint32(0, rate)
  return bytes
}

/** Nobody enters a PIN at a simulated keypad. */
const enterPin = (pad: Pci100): Code =>
  hasWorkingKey(pad) ? Number.parseInt(pad.behaves.arg('pin'), 16) : code.notLoaded
/** The page gives it no data. */
const makeMac = (pad: Pci100): Code => (hasWorkingKey(pad) ? code.unsupported : code.notLoaded)

export const SET_RATE = 0x37
/** What the page does not name is answered FE. */
export const commands: ReadonlyMap<number, CastlesCommand> = new Map<number, CastlesCommand>([
  [0x2c, { loads: true, needsKeys: true, answer: loadUnder('TMK') }],
  [0x2d, { loads: true, needsKeys: true, answer: loadClear }],
  [0x2e, { loads: true, needsKeys: true, answer: loadUnder('TPK') }],
  [0x30, { answer: info }],
  [0x31, { needsKeys: true, answer: ({ session, serial }, body, at) => session.begin(body, serial, at) }],
  [0x32, { needsKeys: true, answer: ({ session }, body, at) => session.prove(body, at) }],
  [0x34, { needsKeys: true, answer: setSerial }],
  [0x36, { needsKeys: true, answer: reset }],
  [SET_RATE, { needsKeys: true, answer: setRate }],
  [0x43, { needsKeys: true, answer: makeMac }],
  [0x44, { needsKeys: true, answer: enterPin }],
])
