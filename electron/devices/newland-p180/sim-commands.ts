// What the simulated P180 does on each command: one row a command, from its parameters to what stands behind the mark of the answer.
import { encrypt } from '../../keys/vault.js'
import {
  clearAll,
  held,
  isPlace,
  KCV_BYTES,
  kekOf,
  loadable,
  type P180,
  readable,
  readKcv,
  takeKey,
} from './sim-keys.js'

/** Behind the mark; `refused`: the error code, or NAK; `ack`: nothing follows the ACK. */
export type Answer = Uint8Array | 'refused' | 'ack'
export interface P180Command {
  /** Puts a key into the device. */
  readonly loads?: true
  /** The tampered device refuses it. */
  readonly needsKeys?: true
  readonly answer: (p180: P180, params: Uint8Array) => Answer
}

const encoder = new TextEncoder()
const done = (data: Uint8Array = new Uint8Array()): Uint8Array => Uint8Array.of(0x30, 0x30, ...data)
const sized = (bytes: Uint8Array): Uint8Array => Uint8Array.of(bytes.length >> 8, bytes.length & 0xff, ...bytes)

/** A field with its length (2, big-endian) before it, and what follows; null where the bytes are not there. */
function counted(bytes: Uint8Array): { bytes: Uint8Array; after: Uint8Array } | null {
  const [high, low] = bytes
  if (high === undefined || low === undefined) return null
  const length = (high << 8) | low
  return bytes.length < 2 + length ? null : { bytes: bytes.subarray(2, 2 + length), after: bytes.subarray(2 + length) }
}

/** Of the formats 0 TR-31, 1 AES and 2 DES: the source never sends the first, and how a key comes in the second it does not show. */
const DES = 2
/** INFERRED: the page's sample has 16. */
const KEY_BYTES = [8, 16, 24]

/** 50: KEK format usage index len(2) key [KCV(3)]. */
const load = (p180: P180, params: Uint8Array): Answer => {
  const [kekIndex, format, usageCode, slot] = params
  const key = counted(params.subarray(4))
  if (kekIndex === undefined || usageCode === undefined || slot === undefined || !key) return 'refused'
  const usage = loadable[usageCode]
  const kcv = key.after.length === 0 ? null : key.after
  if (format !== DES || !usage || !isPlace({ usage, slot }) || !KEY_BYTES.includes(key.bytes.length)) return 'refused'
  if (kcv && kcv.length !== KCV_BYTES) return 'refused'
  const kek = kekOf(p180, kekIndex, { usage, slot })
  return kek && takeKey(p180, { usage, slot }, { cryptogram: key.bytes, kek, kcv }) ? done() : 'refused'
}

/** 52: index type. The answer has no result code: one byte, then the check value. */
const getKcv = (p180: P180, params: Uint8Array): Answer => {
  const [slot, type] = params
  const usage = type === undefined ? undefined : readable[type]
  if (slot === undefined || params.length !== 2 || !usage || !isPlace({ usage, slot })) return 'refused'
  const value = readKcv(p180, { usage, slot })
  if (!value) return 'refused'
  return Uint8Array.of(p180.behaves.arg('kcv-byte') === 'length' ? value.length : 0x00, ...value)
}

const clear = (p180: P180): Answer => {
  if (p180.behaves.has('no-erase')) return 'refused'
  clearAll(p180)
  return done()
}

const CBC_ENCIPHER = 1
const ECB_ENCIPHER = 2
const BLOCK = 8
/**
 * 80: index mode len(2) data. INFERRED: data keys alone, zeros as IV, the answer as that of C2: 00 len(2) data.
 * Deciphering, modes 3 and 4, is refused: no key here ever gives clear data.
 */
const des = (p180: P180, params: Uint8Array): Answer => {
  const [slot, mode] = params
  const data = counted(params.subarray(2))
  if (slot === undefined || !data || data.after.length > 0) return 'refused'
  if (data.bytes.length === 0 || data.bytes.length % BLOCK !== 0) return 'refused'
  if (mode !== CBC_ENCIPHER && mode !== ECB_ENCIPHER) return 'refused'
  const key = isPlace({ usage: 'TDK', slot }) ? held(p180, { usage: 'TDK', slot }) : undefined
  if (!key) return 'refused'
  return done(sized(encrypt(key, 'tdes', data.bytes, mode === CBC_ENCIPHER ? new Uint8Array(BLOCK) : undefined)))
}

const MODEL = 'P180 KCVSIM 1.0'
const attribute = ({ serial, behaves }: P180): Answer =>
  behaves.arg('attribute') === 'text' ? done(encoder.encode(`${MODEL} ${serial}`)) : 'ack'

/** The transaction counter is the last 21 bits (ANSI X9.24-1). */
const COUNTER = 0x1f_ffff
const countUp = (p180: P180): Answer => {
  if (!p180.ksn) return 'refused'
  const tail = new DataView(p180.ksn.buffer, p180.ksn.byteOffset + p180.ksn.length - 4)
  const before = tail.getUint32(0)
  tail.setUint32(0, ((before & ~COUNTER) | ((before + 1) & COUNTER)) >>> 0)
  return done()
}

/** C2, key info, has an answer of unknown content on the page, and is refused like what it does not name. */
export const commands: ReadonlyMap<string, P180Command> = new Map<string, P180Command>([
  ['50', { loads: true, needsKeys: true, answer: load }],
  ['52', { needsKeys: true, answer: getKcv }],
  ['60', { needsKeys: true, answer: clear }],
  ['34', { needsKeys: true, answer: ({ ksn }) => (ksn ? done(ksn) : 'refused') }],
  ['7g', { needsKeys: true, answer: countUp }],
  ['80', { needsKeys: true, answer: des }],
  ['90', { answer: attribute }],
  // INFERRED: which commands have an ACK alone the page does not say.
  ['38', { answer: () => 'ack' }],
])
