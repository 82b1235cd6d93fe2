// The commands of the P180 as pairs of pure functions. A command's code is its two characters; 2F and its parameters follow.
import type { LayoutPart } from '../../contract/layout.js'
import { type Command, Unreadable } from '../../wire/exchange.js'
import { partBytes } from '../../wire/render.js'
import type { Field } from '../../wire/trace.js'

/** What the key field holds: a TR-31 block, or a cryptogram under a DES key. (01, AES: whose cipher it names is not said.) */
export const formats = { block: 0x00, des: 0x02 } as const

export interface KeyLoad {
  /** Index of the key that it travels under. */
  readonly kek: number
  readonly format: number
  readonly usage: number
  readonly index: number
  readonly key: LayoutPart
  /** 3 bytes, or none where it is not said. */
  readonly kcv: Uint8Array | null
}

export interface KcvRead {
  readonly index: number
  readonly type: number
}

/** Two ASCII characters; 00 is success, and no list of the others is known. */
export type Code = string

const byte = (name: string, value: number): Field => [name, Uint8Array.of(value)]
const code = (text: string): number => (text.charCodeAt(0) << 8) | text.charCodeAt(1)

/** The source waits 5 s. Codes stay visible in the trace; a check value does not. */
const shared = { secret: ['key', 'kcv'], answerShown: 2, timeoutMs: 5_000 } as const
const reading = { ...shared, repeatable: true, changes: false } as const
const changing = { ...shared, repeatable: false, changes: true } as const

export const loadKey: Command<KeyLoad, Code> = {
  ...changing,
  name: 'load-key',
  code: code('50'),
  encode: ({ kek, format, usage, index, key, kcv }) => {
    const length = partBytes(key)
    return [
      byte('kek', kek),
      byte('format', format),
      byte('usage', usage),
      byte('index', index),
      ['key-length', Uint8Array.of(length >> 8, length & 0xff)],
      ['key', key],
      ...(kcv ? ([['kcv', kcv]] as const) : []),
    ]
  },
  decode: codeAlone,
}

/** Answers what stands before the check value and the check value, as far as the answer holds them. */
export const readKcv: Command<KcvRead, Uint8Array> = {
  ...reading,
  name: 'read-kcv',
  code: code('52'),
  answerShown: 1,
  encode: ({ index, type }) => [byte('index', index), byte('type', type)],
  decode: (content) => content.slice(),
}

export const clearAll: Command<null, Code> = {
  ...changing,
  name: 'clear-all',
  code: code('60'),
  encode: () => [],
  decode: codeAlone,
}

/** What its answer holds is not known: that there is one says that such a pad is there. */
export const attribute: Command<null, null> = {
  ...reading,
  name: 'attribute',
  code: code('90'),
  answerShown: 64,
  encode: () => [],
  decode: () => null,
}

/** A change is done only where the answer says that and nothing else. */
function codeAlone(content: Uint8Array): Code {
  const text = String.fromCharCode(...content)
  if (!/^[0-9A-Za-z]{2}$/.test(text)) throw new Unreadable(`${content.length} bytes that are no code of two characters`)
  return text
}
