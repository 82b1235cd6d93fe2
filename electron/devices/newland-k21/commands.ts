// The commands of the Newland K21 as pairs of pure functions. Offsets in comments count from the frame's first byte.
import type { LayoutPart } from '../../contract/layout.js'
import { bcd2 } from '../../wire/codecs/stx-bcd2.js'
import { type Command, Unreadable } from '../../wire/exchange.js'
import { partBytes } from '../../wire/render.js'
import type { Field } from '../../wire/trace.js'

/** What a key command answers: both codes as two digits, `result` null where the answer ends before it. */
export interface Reply {
  readonly response: string
  readonly result: string | null
  readonly value: Uint8Array
}

/** Mode of 1A02: under the TLK, under a master key, the TLK itself. (01 "TR-31" takes an ordinary cipher block: not offered.) */
export type MasterMode = 0x02 | 0x04 | 0x05
/** KEK byte that means the TLK. */
const KEK_IS_TLK = 0xff
/** Master index sent where no master key is used, as in the known clear load. */
const UNUSED_MASTER = 0x01
/** IK, TLK index. */
const TLK_INDEX = 0x01

export interface MasterLoad {
  readonly mode: MasterMode
  readonly index: number
  readonly key: LayoutPart
  /** Master index of the KEK; null for the TLK. */
  readonly kek: number | null
  readonly kcv: Uint8Array | null
}

export interface WorkingLoad {
  readonly type: number
  readonly index: number
  readonly key: LayoutPart
  /** Master index the key is enciphered under; null for a clear key. */
  readonly master: number | null
  readonly kcv: Uint8Array | null
}

export interface InitialKeyLoad {
  readonly index: number
  /** 10 bytes. */
  readonly ksn: Uint8Array
  readonly key: LayoutPart
  readonly checkValue: Uint8Array
}

export interface WorkingKcvRead {
  readonly type: number
  readonly index: number
}

export interface Identity {
  readonly serial: string | null
  readonly application: string | null
  readonly firmware: string | null
}

const byte = (name: string, value: number): Field => [name, Uint8Array.of(value)]
const sized = (name: string, part: LayoutPart): readonly Field[] => [
  [`${name}-length`, bcd2(partBytes(part))],
  [name, part],
]
const NO_KCV = new Uint8Array(0)

/** Response and result code stay visible in the trace; a check value does not. */
const shared = { secret: ['key', 'kcv'], answerShown: 4, timeoutMs: 10_000, repeatable: false, changes: true } as const

/** Master keys: the TLK and the TMKs. Without a check value the trailer is left out, unless it must name the KEK. */
export const loadMaster: Command<MasterLoad, Reply> = {
  ...shared,
  name: 'load-master',
  code: 0x1a02,
  encode: ({ mode, index, key, kek, kcv }) => [
    byte('mode', mode),
    byte('index', index),
    ...sized('key', key),
    ...(kcv || kek !== null ? [byte('kek', kek ?? KEK_IS_TLK), ...sized('kcv', kcv ?? NO_KCV)] : []),
  ],
  decode: decodeReply,
}

/** Working keys. The fields of the check value are always there: without them the device answers 41. */
export const loadWorking: Command<WorkingLoad, Reply> = {
  ...shared,
  name: 'load-working',
  code: 0x1a05,
  encode: ({ type, index, key, master, kcv }) => [
    byte('type', type),
    byte('master', master ?? UNUSED_MASTER),
    byte('index', index),
    ...sized('key', key),
    ...sized('kcv', kcv ?? NO_KCV),
    byte('flag', master === null ? 0x01 : 0x00),
  ],
  decode: decodeReply,
}

/** Flag 02 of 1A05 reads the check value only; the key bytes are ignored. */
export const readWorkingKcv: Command<WorkingKcvRead, Reply> = {
  ...shared,
  name: 'read-kcv',
  code: 0x1a05,
  repeatable: true,
  changes: false,
  encode: ({ type, index }) => [
    byte('type', type),
    byte('master', UNUSED_MASTER),
    byte('index', index),
    ...sized('key', new Uint8Array(16)),
    ...sized('kcv', new Uint8Array(8)),
    byte('flag', 0x02),
  ],
  decode: decodeReply,
}

/** DUKPT initial key, always under the TLK. */
export const loadInitialKey: Command<InitialKeyLoad, Reply> = {
  ...shared,
  name: 'load-initial-key',
  code: 0x1a17,
  encode: ({ index, ksn, key, checkValue }) => [
    byte('mode', 0x02),
    byte('index', index),
    ['ksn', ksn],
    ...sized('key', key),
    byte('kek', TLK_INDEX),
    ...sized('kcv', checkValue),
  ],
  decode: decodeReply,
}

/** `form`: 04 0001 00 all keys · 01 0001 index the one at an index. Only the general code at offset 7 answers. */
export const deleteKeys: Command<{ readonly form: Uint8Array }, Reply> = {
  ...shared,
  name: 'delete-keys',
  code: 0x1a20,
  // The source waits 20 s here, 10 s elsewhere.
  timeoutMs: 20_000,
  encode: ({ form }) => [['form', form]],
  decode: (content) => ({ response: twoDigits(content, 0), result: null, value: content.slice(2) }),
}

/** Serial number at offset 9 (12 characters), application version at 22, firmware at 49. */
export const deviceInfo: Command<null, Identity> = {
  ...shared,
  name: 'device-info',
  code: 0xf101,
  answerShown: 64,
  repeatable: true,
  changes: false,
  encode: () => [],
  decode: (content) => {
    const response = twoDigits(content, 0)
    if (response !== '00') throw new Unreadable(`response code ${response}`)
    return { serial: text(content, 9, 12), application: text(content, 22, 27), firmware: text(content, 49, 64) }
  },
}

/** Response code at offset 7, result code at 9, check value from 11. */
function decodeReply(content: Uint8Array): Reply {
  const response = twoDigits(content, 0)
  if (content.length <= 2) return { response, result: null, value: NO_KCV }
  return { response, result: twoDigits(content, 2), value: content.slice(4) }
}

function twoDigits(content: Uint8Array, at: number): string {
  const code = String.fromCharCode(...content.subarray(at, at + 2))
  if (!/^\d\d$/.test(code)) throw new Unreadable(`no two digits at offset ${at + CONTENT_AT}`)
  return code
}

/** Offset at which an answer's content begins: after 02, LEN, CMD, 2F and SEQ. */
const CONTENT_AT = 7

/** Text up to the first NUL, trimmed; a byte that is no printable ASCII becomes \xNN. Null where nothing is left. */
function text(content: Uint8Array, offset: number, longest: number): string | null {
  const field = content.subarray(offset - CONTENT_AT, offset - CONTENT_AT + longest)
  const nul = field.indexOf(0)
  const shown = Array.from(nul < 0 ? field : field.subarray(0, nul), (code) =>
    code >= 0x20 && code < 0x7f && code !== 0x5c
      ? String.fromCharCode(code)
      : `\\x${code.toString(16).padStart(2, '0')}`,
  )
  return shown.join('').trim() || null
}
