// The messages of UIC PP791 and VeriFone IPP pads as pairs of pure functions. A code is the start byte and the id.
import type { LayoutPart } from '../../contract/layout.js'
import { SI, STX } from '../../wire/codecs/si-stx-lrc.js'
import type { Confirmation, Ending } from '../../wire/eot-handshake.js'
import { endingOf } from '../../wire/eot-handshake.js'
import { type Command, Unreadable } from '../../wire/exchange.js'
import { partBytes } from '../../wire/render.js'

/** What a change comes to. */
export type Answer =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'ended'; readonly by: Exclude<Ending, 'committed'> }

/** A key as it travels, as characters; `echoed` says whether these are the same, and may zero them. */
export interface KeyText {
  readonly part: LayoutPart
  echoed(characters: Uint8Array): boolean
}
export interface KeyLoad {
  readonly id: string
  readonly key: KeyText
  /** Usage and mode behind their FS, or nothing. */
  readonly attributes: string
}
export interface InitialKeyLoad {
  readonly key: LayoutPart
  /** 20 hex digits; empty where the block holds it. */
  readonly ksn: string
}
/** Message 04. */
export interface Presence {
  readonly loaded: boolean
  readonly attributes: boolean
}

export const FS = '\x1c'
const ERROR = 0x3f

const code = (start: number, id: string): number => (start << 16) | (id.charCodeAt(0) << 8) | id.charCodeAt(1)
export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))
const textOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

/** Ids that a transaction is answered by; an administrative message is answered by its own. */
const answers: Readonly<Record<number, number>> = {
  [code(STX, '90')]: code(STX, '91'),
  [code(STX, '94')]: code(STX, '91'),
  [code(STX, '70')]: code(STX, '71'),
}
export const answerCode = (asked: number): number => answers[asked] ?? asked

const reading = { secret: [], timeoutMs: 5_000, repeatable: true, changes: false } as const
const changing = { secret: ['key'], answerShown: 2, timeoutMs: 10_000, repeatable: false, changes: true } as const

/** The terminal echoes it, and stores the key on the ACK of the echo. */
export const loadKey: Command<KeyLoad, Answer> = {
  ...changing,
  name: 'load-key',
  code: code(SI, '02'),
  wipesHeard: true,
  encode: ({ id, key, attributes }) => [
    ['id', ascii(id)],
    ['key', key.part],
    ...(attributes ? [['attributes', ascii(attributes)] as const] : []),
  ],
  confirm: ({ id, key, attributes }: KeyLoad, content): Confirmation => {
    if (content[0] === ERROR) return 'answer'
    const end = 1 + partBytes(key.part)
    const around = textOf(content.subarray(0, 1)) + textOf(content.subarray(end))
    const same = content.length === end + attributes.length && around === id + attributes
    return same && key.echoed(content.subarray(1, end)) ? 'commit' : 'cancel'
  },
  decode: (content) =>
    ended(content) ?? (content[0] === ERROR ? { kind: 'refused', code: oneLetter(content, 1) } : unreadable()),
}

export const checkKey: Command<{ readonly id: string }, Presence> = {
  ...reading,
  name: 'check-key',
  answerShown: 12,
  code: code(SI, '04'),
  encode: ({ id }) => [['id', ascii(id)]],
  decode: (content) => {
    const answer = answered(content)
    const loaded = { '0': false, F: true }[answer[0] ?? '']
    if (loaded === undefined) throw new Unreadable('neither 0 nor F')
    return { loaded, attributes: answer.length > 1 }
  },
}

/** Echoed and then stored, as a key is. */
export const writeSerial: Command<{ readonly serial: string }, Answer> = {
  ...changing,
  name: 'write-serial',
  code: code(SI, '05'),
  encode: ({ serial }) => [['serial', ascii(serial)]],
  confirm: ({ serial }: { readonly serial: string }, content) => (textOf(content) === serial ? 'commit' : 'cancel'),
  decode: (content) => ended(content) ?? unreadable(),
}

/** Null where the terminal could not read it. */
export const readSerial: Command<null, string | null> = {
  ...reading,
  name: 'serial-number',
  answerShown: 32,
  code: code(SI, '06'),
  encode: () => [],
  decode: (content) => (endingOf(content) === 'ended' ? null : answered(content)),
}

export const selectKey: Command<{ readonly id: string }, Answer> = {
  ...changing,
  name: 'select-key',
  code: code(SI, '08'),
  encode: ({ id }) => [['id', ascii(id)]],
  decode: (content) => ended(content) ?? zeroOr(oneLetter(content, 0)),
}

/** The terminal changes its rate behind its EOT. */
export const setRate: Command<{ readonly rate: string; readonly mode: string }, Answer> = {
  ...changing,
  name: 'set-rate',
  code: code(SI, '13'),
  encode: ({ rate, mode }) => [
    ['rate', ascii(rate)],
    ['mode', ascii(mode)],
  ],
  decode: (content) => ended(content) ?? zeroOr(oneLetter(content, 0)),
}

const loadInitialKey: Command<InitialKeyLoad, Answer> = {
  ...changing,
  name: 'load-initial-key',
  code: code(STX, '90'),
  encode: ({ key, ksn }) => [['key', key], ...(ksn ? [['ksn', ascii(ksn)] as const] : [])],
  decode: (content) =>
    ended(content) ??
    (content[0] === 0x31 ? { kind: 'refused', code: oneLetter(content, 1) } : zeroOr(oneLetter(content, 0))),
}
/** By slot: the first and the second DUKPT set. */
export const initialKeyLoads: Readonly<Record<number, Command<InitialKeyLoad, Answer>>> = {
  1: loadInitialKey,
  2: { ...loadInitialKey, name: 'load-second-initial-key', code: code(STX, '94') },
}

/** Message 70. [PP791 p202; MX800 p220] */
export interface PinEntry {
  readonly account: string
  /** Working key under the selected master key, hex. */
  readonly workingKey: string
  readonly amount: string
}
/** Message 71: the PIN block, and the number of digits that were pressed; or a digit that says what is wrong. */
export type PinAnswer =
  | { readonly kind: 'block'; readonly digits: number; readonly block: Uint8Array }
  | { readonly kind: 'error'; readonly code: string }

/** Somebody presses a PIN meanwhile. The PIN is a public one, and the block is no key. */
export const enterPin: Command<PinEntry, PinAnswer> = {
  ...reading,
  name: 'enter-pin',
  code: code(STX, '70'),
  answerShown: 1,
  repeatable: false,
  timeoutMs: 60_000,
  encode: ({ account, workingKey, amount }) => [['entry', ascii(`.${account}${FS}${workingKey}${amount}`)]],
  decode: (content) => {
    const [, digits, block] = /^\..(\d\d)..([0-9A-F]{16})$/.exec(answered(content)) ?? []
    if (!block) return { kind: 'error', code: oneLetter(content, 0) }
    return { kind: 'block', digits: Number(digits), block: Uint8Array.from(Buffer.from(block, 'hex')) }
  },
}

function ended(content: Uint8Array): Answer | null {
  const by = endingOf(content)
  if (by === null) return null
  return by === 'committed' ? { kind: 'done' } : { kind: 'ended', by }
}

/** The text of an answer to a question. */
function answered(content: Uint8Array): string {
  const by = endingOf(content)
  if (by !== null) throw new Unreadable(problems[by] ?? 'EOT')
  return textOf(content)
}

/** A question that was answered by EOT instead of ACK. */
export const NOT_TAKEN = 'EOT instead of ACK'
const problems: Partial<Record<Ending, string>> = { notTaken: NOT_TAKEN, notHeard: 'NAK' }

const zeroOr = (letter: string): Answer => (letter === '0' ? { kind: 'done' } : { kind: 'refused', code: letter })

/** The one letter or digit that a code is, at the end of the content. */
function oneLetter(content: Uint8Array, at: number): string {
  const letter = textOf(content.subarray(at))
  return /^[0-9A-Z]$/.test(letter) ? letter : unreadable()
}

function unreadable(): never {
  throw new Unreadable('no answer to this message')
}
