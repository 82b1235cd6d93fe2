// The commands of the PAX D-series PED as pairs of pure functions. A command's code is CMD and SUB; its data follows.
import type { LayoutPart } from '../../contract/layout.js'
import { type Command, Unreadable } from '../../wire/exchange.js'
import { partBytes } from '../../wire/render.js'
import type { Field } from '../../wire/trace.js'
import { DONE } from './codes.js'

/** What every command answers: a code, and what follows it. */
export interface Reply {
  /** 0 or a negative number. */
  readonly code: number
  readonly data: Uint8Array
}

/**
 * ST_KCV_INFO: how the device checks a key on its way in. Mode 0 not at all; 1 by E(key, 00×8); 2 by E(key,
 * 1234567890123456) after odd parity; 3 by a MAC with the source key over the key as it travels and `data`.
 */
export type KcvInfo =
  | { readonly mode: 0 }
  | { readonly mode: 1 | 2; readonly value: Uint8Array }
  | { readonly mode: 3; readonly value: Uint8Array; readonly data: Uint8Array }

export interface KeyWrite {
  /** Index 0: the key travels in clear. */
  readonly source: { readonly type: number; readonly index: number }
  readonly type: number
  readonly index: number
  readonly key: LayoutPart
  readonly kcv: KcvInfo
}

export interface InitialKeyWrite {
  readonly group: number
  /** Index of the TLK, 0 in clear. */
  readonly source: number
  readonly key: LayoutPart
  /** 10 bytes. */
  readonly ksn: Uint8Array
  readonly kcv: KcvInfo
}

export interface KcvRead {
  readonly type: number
  readonly index: number
  /** What the device enciphers: whole blocks. */
  readonly over: Uint8Array
}

/** Of the three ways to make a MAC only this one is known: CBC-MAC. */
const MAC_MODE = 0x00
/** The check mode with which a value is read. */
const READ_MODE = 0x00

const byte = (name: string, value: number): Field => [name, Uint8Array.of(value)]
const sized = (name: string, part: LayoutPart): readonly Field[] => [
  byte(`${name}-length`, partBytes(part)),
  [name, part],
]

function kcvFields(kcv: KcvInfo): readonly Field[] {
  const mode = byte('mode', kcv.mode)
  if (kcv.mode === 0) return [mode]
  const tail =
    kcv.mode === 3
      ? [...sized('data', kcv.data), byte('mac-mode', MAC_MODE), ...sized('kcv', kcv.value)]
      : sized('kcv', kcv.value)
  return [
    mode,
    byte(
      'info-length',
      tail.reduce((sum, [, part]) => sum + partBytes(part), 0),
    ),
    ...tail,
  ]
}

/** The source waits 10 s or more. The code stays visible in the trace; a check value does not. */
const shared = { secret: ['key', 'kcv'], answerShown: 4, timeoutMs: 10_000 } as const
const reading = { ...shared, repeatable: true, changes: false } as const
const changing = { ...shared, repeatable: false, changes: true } as const

export const writeKey: Command<KeyWrite, Reply> = {
  ...changing,
  name: 'write-key',
  code: 0x9001,
  encode: ({ source, type, index, key, kcv }) => [
    byte('source-type', source.type),
    byte('source', source.index),
    byte('type', type),
    byte('index', index),
    ...sized('key', key),
    ...kcvFields(kcv),
  ],
  decode: codeAlone,
}

export const writeInitialKey: Command<InitialKeyWrite, Reply> = {
  ...changing,
  name: 'write-tik',
  code: 0x9002,
  encode: ({ group, source, key, ksn, kcv }) => [
    byte('group', group),
    byte('source', source),
    ...sized('key', key),
    ['ksn', ksn],
    ...kcvFields(kcv),
  ],
  decode: codeAlone,
}

export const readKcv: Command<KcvRead, Reply> = {
  ...reading,
  name: 'read-kcv',
  code: 0x900b,
  encode: ({ type, index, over }) => [
    byte('type', type),
    byte('index', index),
    byte('mode', READ_MODE),
    byte('info-length', over.length + 1),
    ...sized('over', over),
  ],
  decode: (content) => {
    const reply = codeAndData(content)
    if (reply.code === DONE && reply.data.length !== 4)
      throw new Unreadable(`a check value of ${reply.data.length} bytes`)
    return reply
  },
}

export const eraseAll: Command<null, Reply> = {
  ...changing,
  name: 'erase-all',
  code: 0x900d,
  encode: () => [],
  decode: codeAlone,
}

/** Text behind its length. */
export const readVersion: Command<null, Reply> = {
  ...reading,
  name: 'version',
  code: 0x9000,
  answerShown: 64,
  encode: () => [],
  decode: codeAndData,
}

export const readSerial: Command<null, Reply> = { ...readVersion, name: 'serial-number', code: 0x9034 }

/** Codes are negative, and the maker's library adds them to -0x10000. */
const LOWEST_CODE = -0xffff

function codeAndData(content: Uint8Array): Reply {
  if (content.length < 4) throw new Unreadable(`${content.length} bytes where a code has 4`)
  const code = new DataView(content.buffer, content.byteOffset).getInt32(0)
  // Half an answer before a whole one can pass its one byte of check: what cannot be a code is no refusal.
  if (code > DONE || code < LOWEST_CODE) throw new Unreadable('no code of this protocol')
  return { code, data: content.slice(4) }
}

/** A write is done only where the answer says that and nothing else. */
function codeAlone(content: Uint8Array): Reply {
  const reply = codeAndData(content)
  if (reply.code === DONE && reply.data.length > 0)
    throw new Unreadable(`${reply.data.length} bytes behind the code of a write`)
  return reply
}
