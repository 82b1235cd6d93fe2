// What the simulated pad does on each message: one row an id, in the dialect of UIC and in that of VeriFone.
import { secretFromHex } from '../../keys/vault.js'
import { isKeyIdLetter, keyId } from './sim-codes.js'
import { eot, nothing, type PadReply } from './sim-exchange.js'
import { encodeFrame, type FrameKind, FS, type PadFrame } from './sim-frame.js'
import { held, keep, type Pad, type ReadyKey, refusal } from './sim-keys.js'
import { masterLoad, readyKey, takeInitialKey } from './sim-loads.js'
import { pinEntry } from './sim-pin.js'

export interface Circumstances {
  /** When the message was there, in milliseconds. */
  readonly at: number
  /** The pad was in key-inject mode. */
  readonly authenticated: boolean
}
export interface PadMessage {
  /** echoed: the load waits for the station's ACK. direct: the answer says that it is done. */
  readonly load?: 'echoed' | 'direct'
  /** Key-inject mode goes on. */
  readonly keepsMode?: true
  /** EOT instead of ACK outside key-inject mode. */
  readonly needsMode?: true
  /** false: a format error, EOT instead of ACK. */
  readonly fits: (data: Uint8Array) => boolean
  /** Bytes wait for no ACK: EOT, or nothing where the pad's ACK was all. The data is wiped afterwards. */
  readonly answer: (pad: Pad, data: Uint8Array, circumstances: Circumstances) => PadReply | Uint8Array
}

const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes)
const ascii = (characters: string): Uint8Array => Uint8Array.from(characters, (one) => one.charCodeAt(0))
const like =
  (shape: RegExp) =>
  (data: Uint8Array): boolean =>
    shape.test(text(data))
/** An answer after whose ACK the exchange is over; that EOT follows it too is INFERRED. */
const plain = (pad: Pad, kind: FrameKind, id: string, data: string | Uint8Array, loads = false): PadReply => ({
  frame: encodeFrame(kind, id, data),
  loads,
  closes: pad.behaves.arg('closing-eot') === 'on',
})

/** 02: the whole frame comes back, and the key is stored when the station has acknowledged it. */
function echoOfLoad(pad: Pad, echo: Uint8Array, ready: ReadyKey): PadReply {
  if (pad.behaves.has('echo-differs')) echo[echo.length - 1] = echo.at(-1) === 0x30 ? 0x31 : 0x30
  const frame = encodeFrame('admin', '02', echo)
  echo.fill(0)
  return {
    frame,
    loads: false,
    closes: true,
    commit: {
      loads: true,
      run: (at) => {
        keep(pad, ready, at)
        pad.inject.succeeded(at)
      },
      drop: () => ready.secret[Symbol.dispose](),
    },
  }
}
const loadMaster: PadMessage['answer'] = (pad, data) => {
  const echo = data.slice()
  const ready = readyKey(pad, masterLoad(data)!)
  if (typeof ready !== 'string') return echoOfLoad(pad, echo, ready)
  echo.fill(0)
  return { frame: encodeFrame('admin', '02', `?${ready}`), loads: false, closes: true }
}
/** "Default attributes for key-only: usage AN, alg D, mode N." There are no error codes: EOT for what is refused is INFERRED. */
const loadKeyOnly: PadMessage['answer'] = (pad, data) => {
  if (refusal(pad) !== null) return eot()
  const echo = data.slice()
  const { place } = keyId(text(data.subarray(0, 1)))!
  const attributes = { usage: 'AN', mode: 'N', algorithm: 'D' }
  return echoOfLoad(pad, echo, { place, secret: secretFromHex(data, 1), attributes, clear: false })
}

const loadInitial =
  (slot: number): PadMessage['answer'] =>
  (pad, data, { at, authenticated }) => {
    const because = takeInitialKey(pad, slot, data, authenticated)
    if (because === null) pad.inject.succeeded(at)
    return plain(pad, 'transaction', '91', because === null ? '0' : `1${because}`, true)
  }

/** A KeyID that holds nothing is answered as one that is empty: INFERRED. */
const presence: PadMessage['answer'] = (pad, data) => {
  const id = keyId(text(data))
  const secret = id && held(pad, id.place)?.secret
  if (!secret) return plain(pad, 'admin', '04', '0')
  const attributes = pad.attributes.get(secret)
  const tells = attributes && pad.behaves.arg('dialect') === 'uic' && pad.behaves.arg('attributes') === 'on'
  if (!tells) return plain(pad, 'admin', '04', 'F')
  const { usage, mode, algorithm } = attributes
  return plain(pad, 'admin', '04', Uint8Array.of(...ascii(`F${usage}`), FS, ...ascii(mode), FS, ...ascii(algorithm)))
}

const writeSerial: PadMessage['answer'] = (pad, data) => {
  const serial = text(data)
  const run = () => {
    pad.serial = serial
  }
  return { frame: encodeFrame('admin', '05', data), loads: false, closes: true, commit: { loads: false, run } }
}
/** "12 zeros if none"; that VeriFone's 16 are zeros then is INFERRED. */
const readSerial: PadMessage['answer'] = (pad) => {
  if (pad.behaves.has('read-error')) return eot()
  const length = pad.behaves.arg('dialect') === 'uic' ? 12 : 16
  return plain(pad, 'admin', '06', pad.serial || '0'.repeat(length))
}

const select: PadMessage['answer'] = (pad, data, { at }) => {
  const good = like(/^\d$/)(data)
  if (good) {
    pad.inject.succeeded(at)
    pad.selected = Number(text(data))
  }
  return plain(pad, 'admin', '08', good ? '0' : '1')
}

/** By code, 1 first. */
const rates = [1_200, 2_400, 4_800, 9_600, 19_200, 38_400, 57_600, 115_200]
/** 8N1, 7E1, 7O1; with XON/XOFF, with RTS, with both. The pseudo-terminal has neither parity nor flow control. */
const RATE = /^[1-8][123ABC\x81-\x83\xc1-\xc3]?$/
const changeRate: PadMessage['answer'] = (_, data) => {
  const good = like(RATE)(data)
  const rate = good ? { rate: rates[Number(text(data.subarray(0, 1))) - 1]! } : {}
  return {
    frame: encodeFrame('admin', '13', good ? '0' : '1'),
    loads: false,
    closes: true,
    commit: { loads: false, ...rate },
  }
}

/** 70: somebody presses the PIN of the behaviour `pin`; with none the pad waits for ever. */
const enterPin: PadMessage['answer'] = (pad, data) => {
  const answer = pinEntry(pad, text(data))
  return answer === null ? nothing() : plain(pad, 'transaction', '71', answer)
}

const anything = () => true
const inMode = { keepsMode: true, needsMode: true } as const
const both: readonly (readonly [string, PadMessage])[] = [
  ['admin 04', { fits: (data) => isKeyIdLetter(text(data)), answer: presence }],
  ['admin 06', { fits: like(/^$/), answer: readSerial }],
  ['admin 13', { fits: anything, answer: changeRate }],
]
const uic = new Map<string, PadMessage>([
  ...both,
  ['admin 02', { load: 'echoed', ...inMode, fits: (data) => masterLoad(data) !== null, answer: loadMaster }],
  ['admin 05', { fits: like(/^[0-9A-Za-z]{0,12}$/), answer: writeSerial }],
  ['admin 08', { keepsMode: true, fits: anything, answer: select }],
  ['transaction 90', { load: 'direct', keepsMode: true, fits: anything, answer: loadInitial(1) }],
  ['transaction 94', { load: 'direct', keepsMode: true, fits: anything, answer: loadInitial(2) }],
  ['transaction 70', { fits: anything, answer: enterPin }],
  // Part of key-inject mode; the page does not have what is in it, so it is acknowledged and no more.
  ['transaction 96', { keepsMode: true, fits: anything, answer: nothing }],
])
/** Key-only: no attributes, no error codes, no key-inject mode. INFERRED: what does not fit has EOT. */
const verifone = new Map<string, PadMessage>([
  ...both,
  ['admin 02', { load: 'echoed', fits: like(/^\d[0-9A-F]{16}$/), answer: loadKeyOnly }],
  ['admin 05', { fits: like(/^[\x20-\x7e]{16}$/), answer: writeSerial }],
  ['admin 08', { fits: like(/^\d$/), answer: nothing }],
])

/** Undefined for an id that this pad does not know. */
export const messageOf = ({ behaves }: Pad, { kind, id }: PadFrame): PadMessage | undefined =>
  (behaves.arg('dialect') === 'uic' ? uic : verifone).get(`${kind} ${id}`)
