// The commands of the SZZT ZT588 / ZT598 as pairs of pure functions. A command is one character; an answer one raw byte and its data.
import type { LayoutPart } from '../../contract/layout.js'
import { type Command, Unreadable } from '../../wire/exchange.js'
import type { Field } from '../../wire/trace.js'
import { codeName, isError, isSuccess } from './codes.js'
import { ascii } from './coding.js'

/** What every command answers: the return byte as two hex digits, and what follows it. */
export interface Reply {
  readonly code: string
  readonly done: boolean
  readonly data: Uint8Array
}

/** Key numbers, digits and data come coded already: the coding is a setting of the session. */
export interface ClearLoad {
  readonly number: Uint8Array
  readonly type: string
  readonly length: string
  readonly key: LayoutPart
}
export interface WrappedLoad extends ClearLoad {
  readonly kek: Uint8Array
}
export type Sm4Load = Pick<ClearLoad, 'number' | 'key'>
export interface Crypt {
  readonly number: Uint8Array
  readonly data: Uint8Array
}
export interface Step {
  readonly code: Uint8Array
  readonly data: Uint8Array
}
export interface Setting {
  readonly parameter: string
  readonly value: Uint8Array
}

interface Row<Args> extends Command<Args, Reply> {
  /** Whether a success with so many characters of data can be this command's answer: nothing else in it says whose it is. */
  readonly fits: (characters: number) => boolean
}

/** What a source waits; a setting may have it longer. */
const NORMAL_MS = 1000
/** After a time-out the line must be silent for 2 s. The return byte stays visible in the trace. */
const normal = { secret: ['key'], answerShown: 1, timeoutMs: NORMAL_MS, silenceMs: 2000, decode } as const
const reading = { ...normal, repeatable: true, changes: false } as const
const changing = { ...normal, repeatable: false, changes: true } as const

/** A check value of up to 32 bytes, or none. */
const aCheckValue = (characters: number): boolean => characters <= 64
const nothing = (characters: number): boolean => characters === 0

const command = (character: string): number => character.charCodeAt(0)
const digit = (name: string, text: string): Field => [name, ascii(text)]

export const loadClear: Row<ClearLoad> = {
  ...changing,
  name: 'load-clear',
  code: command('1'),
  fits: aCheckValue,
  encode: ({ number, type, length, key }) => [
    ['number', number],
    digit('type', type),
    digit('length', length),
    ['key', key],
  ],
}

export const loadWrapped: Row<WrappedLoad> = {
  ...changing,
  name: 'load-wrapped',
  code: command('2'),
  fits: aCheckValue,
  encode: ({ kek, ...load }) => [['kek', kek], ...loadClear.encode(load)],
}

/** A clear SM4 master key; it has neither type nor length. */
export const loadSm4: Row<Sm4Load> = {
  ...changing,
  name: 'load-sm4',
  code: command('b'),
  fits: aCheckValue,
  encode: ({ number, key }) => [
    ['number', number],
    ['key', key],
  ],
}

/** Deletes one key: a load of nothing under number 00. */
export const eraseKey: Row<{ readonly zero: Uint8Array; readonly number: Uint8Array }> = {
  ...changing,
  name: 'erase-key',
  code: command('2'),
  fits: nothing,
  encode: ({ zero, number }) => [['kek', zero], ['number', number], digit('type', '0'), digit('length', '0')],
}

/** Control 0, value 31: every key is gone. */
export const wipeKeys: Row<Setting> = { ...control(changing), name: 'wipe-keys' }

/** Controls that change no key: the coding and the rate of the line. */
export const setLine: Row<Setting> = { ...control(reading), name: 'set-line' }

/** User info: 146 characters, as long as both sources read. */
export const userInfo: Row<null> = {
  ...reading,
  name: 'user-info',
  code: command('3'),
  answerShown: 160,
  fits: (characters) => characters >= 138,
  encode: () => [],
}
/** The first one of a session: unanswered, it is not sent again but asked at other rates, after a rest of their own. */
export const knock: Row<null> = { ...userInfo, name: 'knock', repeatable: false, silenceMs: 0 }
/** The same at a rate that may be wrong: 0.25 s, no retry, and no silence owed before the next rate. */
export const probe: Row<null> = { ...knock, name: 'probe', timeoutMs: 250 }

/** Eight zero bytes enciphered under a key, ECB: its check value. */
export const encryptZeros: Row<Crypt> = {
  ...reading,
  name: 'encrypt-zeros',
  code: command('9'),
  fits: (characters) => characters === 16,
  encode: ({ number, data }) => [['number', number], digit('mode', '1'), ['data', data]],
}
/** The same with sixteen zero bytes under an SM4 key; that `d` has the fields of `9` is a guess. */
export const encryptZerosSm4: Row<Crypt> = {
  ...encryptZeros,
  name: 'encrypt-zeros-sm4',
  code: command('d'),
  fits: (characters) => characters === 32,
}

/** One step of authentication. It stores nothing; a wrong one may lock the terminal, so it is never sent again. */
export const authenticate: Row<Step> = {
  ...normal,
  repeatable: false,
  changes: false,
  name: 'authenticate',
  code: command(':'),
  secret: ['data'],
  fits: aCheckValue,
  encode: ({ code, data }) => [
    ['code', code],
    ['data', data],
  ],
}

function control<Kind extends object>(kind: Kind) {
  return {
    ...kind,
    code: command('5'),
    fits: nothing,
    encode: ({ parameter, value }: Setting): readonly Field[] => [digit('parameter', parameter), ['value', value]],
  }
}

const rows: readonly Row<never>[] = [
  loadClear,
  loadWrapped,
  loadSm4,
  eraseKey,
  wipeKeys,
  userInfo,
  encryptZeros,
  encryptZerosSm4,
  authenticate,
]

/**
 * Whether a text can answer a command. Answers name no command: a second copy of the last one is told from this one's by
 * its length where they differ, and is skipped.
 */
export function answers(text: Uint8Array, code: number): boolean {
  const [returned = 0] = text
  if (!isSuccess(returned)) return true
  return rows.some((row) => row.code === code && row.fits(text.length - 1))
}

/** The command with another deadline, unless it has one of its own. */
export const within = <Args>(command: Command<Args, Reply>, ms: number): Command<Args, Reply> =>
  command.timeoutMs === NORMAL_MS ? { ...command, timeoutMs: ms } : command

function decode(content: Uint8Array): Reply {
  const [returned = 0] = content
  const code = codeName(returned)
  const done = isSuccess(returned)
  if (!done && !isError(returned)) throw new Unreadable(`return byte ${code}`)
  return { code, done, data: content.slice(1) }
}
