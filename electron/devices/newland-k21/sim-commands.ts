// What the simulated K21 does on each command: one row a command, from its body to what stands at offset 7 of the answer.
import type { Secret } from '../../contract/secret.js'
import type { KeyUsage } from '../../contract/values.js'
import { fromBcd } from '../simulator-bcd.js'
import { initialKeyLoad, masterLoad, READ_KCV, type ResultCode, result, TLK_MARK, workingLoad } from './sim-bodies.js'
import {
  defaultTlk,
  held,
  incoming,
  installDefaultTlk,
  type K21,
  type KeyAnswer,
  readKey,
  TLK,
  takeInitialKey,
  takeKey,
} from './sim-keys.js'

export interface K21Command {
  /** Whether this body puts a key into the device. */
  readonly loads?: (body: Uint8Array) => boolean
  /** The tampered device refuses it. */
  readonly needsKeys?: true
  /** Payload of the answer, from offset 7. */
  readonly answer: (k21: K21, body: Uint8Array) => Uint8Array
}

/** Generic response code at offset 7. The page shows 00 and, for one bad request, 06; its use for any other is INFERRED. */
const DONE = '00'
export const REFUSED = '06'

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))
export const generic = (code: string, data: Uint8Array = new Uint8Array()): Uint8Array =>
  Uint8Array.of(...ascii(code), ...data)
/** Code 00 at 7, the result at 9, the check value at 11. */
const keyAnswer = ({ code, value }: KeyAnswer): Uint8Array =>
  generic(DONE, Uint8Array.of(...ascii(code), ...(value ?? [])))

/** A load, after the behaviours that refuse it unseen. */
const load = (take: (k21: K21, body: Uint8Array) => KeyAnswer | ResultCode) => (k21: K21, body: Uint8Array) => {
  const answer = refusal(k21) ?? take(k21, body)
  return keyAnswer(typeof answer === 'string' ? { code: answer } : answer)
}
/** The K21 has no NAK: the one refusal of `nak-once` is result 02, parameter. */
function refusal(k21: K21): ResultCode | null {
  if (k21.behaves.has('refuse')) return k21.behaves.arg('refuse')
  if (!k21.behaves.has('nak-once') || k21.refused) return null
  k21.refused = true
  return result.parameter
}

const isMasterIndex = (index: number) => index >= 1 && index < TLK_MARK

/**
 * Modes of 1A02: what is loaded and under which key. 01 is called "TR-31", and the source's test sends an ordinary
 * cipher block with it: taken as 02. 05, INFERRED: the new TLK comes under the present one, or under the default one
 * where there is none.
 */
const masterModes: Readonly<Record<number, { readonly usage: 'TLK' | 'TMK'; readonly under: 'TLK' | 'TMK' }>> = {
  1: { usage: 'TMK', under: 'TLK' },
  2: { usage: 'TMK', under: 'TLK' },
  4: { usage: 'TMK', under: 'TMK' },
  5: { usage: 'TLK', under: 'TLK' },
}

const loadMaster = load((k21, body) => {
  const asked = masterLoad(body)
  if (typeof asked === 'string') return asked
  const mode = masterModes[asked.mode]
  if (!mode) return result.parameter
  const slot = asked.index
  if (mode.usage === 'TLK' ? slot !== TLK.slot : !isMasterIndex(slot)) return result.masterIndex
  if (mode.under === 'TLK' && (asked.kek ?? TLK_MARK) !== TLK_MARK) return result.masterIndex
  const kek = held(k21, mode.under === 'TLK' ? TLK : { usage: 'TMK', slot: asked.kek ?? 0 })?.secret
  if (kek) return takeKey(k21, { usage: mode.usage, slot }, incoming(asked.key, kek), asked.kcv)
  if (mode.usage !== 'TLK') return result.masterIndex
  using factory = defaultTlk()
  return takeKey(k21, TLK, incoming(asked.key, factory), asked.kcv)
})

const workingUsages: Readonly<Record<number, KeyUsage>> = { 1: 'TDK', 2: 'TPK', 3: 'TAK' }
const CIPHER = 0x00
const PLAIN = 0x01
/** Reading a TMK's check value as type 00 is INFERRED: off unless asked for. */
const readableUsages = (k21: K21): Readonly<Record<number, KeyUsage>> =>
  k21.behaves.arg('tmk-readback') === 'on' ? { ...workingUsages, 0: 'TMK' } : workingUsages

const takeWorking = load((k21, body) => {
  const asked = workingLoad(body)
  if (typeof asked === 'string') return asked
  const usage = workingUsages[asked.type]
  if (!usage || asked.index === 0 || (asked.flag !== CIPHER && asked.flag !== PLAIN)) return result.parameter
  let kek: Secret | null = null
  if (asked.flag === CIPHER) {
    kek = isMasterIndex(asked.master) ? (held(k21, { usage: 'TMK', slot: asked.master })?.secret ?? null) : null
    if (!kek) return result.masterIndex
  }
  return takeKey(k21, { usage, slot: asked.index }, incoming(asked.key, kek), asked.kcv)
})
const readWorking = (k21: K21, body: Uint8Array): Uint8Array => {
  const asked = workingLoad(body)
  if (typeof asked === 'string') return keyAnswer({ code: asked })
  const usage = readableUsages(k21)[asked.type]
  return keyAnswer(usage ? readKey(k21, { usage, slot: asked.index }) : { code: result.parameter })
}
const reads = (body: Uint8Array): boolean => body.at(-1) === READ_KCV

const loadInitialKey = load((k21, body) => {
  const asked = initialKeyLoad(body)
  if (typeof asked === 'string') return asked
  if (asked.index === 0) return result.parameter
  const kek = asked.kek === TLK.slot ? held(k21, TLK)?.secret : undefined
  if (!kek) return result.masterIndex
  return takeInitialKey(k21, asked.index, asked.ksn, incoming(asked.key, kek), asked.checkValue)
})

const deleteEach = (usage: KeyUsage) => (k21: K21, indexes: Uint8Array) => {
  for (const slot of indexes) k21.keys.delete({ usage, slot })
}
/** Sub-forms of 1A20 by first byte, each with a count (2 BCD) and indexes. 01 is shown for a TDK; 02 and 03, the other working keys, are INFERRED. */
const deletions: Readonly<Record<number, (k21: K21, indexes: Uint8Array) => void>> = {
  1: deleteEach('TDK'),
  2: deleteEach('TPK'),
  3: deleteEach('TAK'),
  4: (k21) => {
    k21.keys.clear()
    restoreTlk(k21)
  },
  // "Indexes 1-200 of all kinds": the TLK is taken to be no such index. INFERRED
  5: (k21) => k21.keys.clear(({ usage, slot }) => usage !== TLK.usage && slot <= 200),
}
const restoreTlk = (k21: K21): void => {
  if (!k21.behaves.has('no-auto-tlk')) installDefaultTlk(k21)
}
const deleteKeys = (k21: K21, body: Uint8Array): Uint8Array => {
  const [form, high, low] = body
  const indexes = body.subarray(3)
  const deletion = form === undefined ? undefined : deletions[form]
  if (!deletion || high === undefined || low === undefined || fromBcd(high, low) !== indexes.length) {
    return generic(REFUSED)
  }
  deletion(k21, indexes)
  return generic(DONE)
}

const APP_VERSION = 'KCVSIM-1.0'
const FIRMWARE = 'ME3X-SIM-1.0'
/** Serial number at 9, application version at 22, firmware at 49. What stands at 21 and how each is filled up is INFERRED: 00, spaces. */
const identity = (k21: K21): Uint8Array =>
  generic(DONE, ascii(`${k21.serial.padEnd(12)}\0${APP_VERSION.padEnd(27)}${FIRMWARE.padEnd(16)}`))

const clearTamper = (k21: K21): Uint8Array => {
  k21.tampered = false
  restoreTlk(k21)
  return generic(DONE)
}

/** Commands of the page that are not here (F103, FF02, 1A04) have no shape there, and are answered as unknown: 06. */
export const commands: Readonly<Record<number, K21Command>> = {
  61697: { answer: identity },
  61698: { answer: (k21) => generic(DONE, k21.random(8)) },
  61700: { answer: (k21, [count]) => (count ? generic(DONE, k21.random(count)) : generic(REFUSED)) },
  65283: { answer: clearTamper },
  6658: { needsKeys: true, loads: () => true, answer: loadMaster },
  6661: {
    needsKeys: true,
    loads: (body) => !reads(body),
    answer: (k21, body) => (reads(body) ? readWorking : takeWorking)(k21, body),
  },
  6679: { needsKeys: true, loads: () => true, answer: loadInitialKey },
  6688: { needsKeys: true, answer: deleteKeys },
}
