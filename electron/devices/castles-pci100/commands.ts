// The commands of the PCI100 as pairs of pure functions. A command is one byte; its answer one byte of status and its data.
import type { LayoutPart } from '../../contract/layout.js'
import { type Command, Unreadable } from '../../wire/exchange.js'
import { partBytes } from '../../wire/render.js'
import type { Field } from '../../wire/trace.js'
import { DONE, statusName } from './codes.js'

export interface Reply {
  /** Two hex digits. */
  readonly status: string
  readonly done: boolean
  readonly data: Uint8Array
}

export interface ClearLoad {
  readonly id: number
  readonly key: LayoutPart
  /** 3 bytes. */
  readonly kcv: Uint8Array
}
export interface WrappedLoad extends ClearLoad {
  /** Id of the key it travels under. */
  readonly under: number
}

interface Row<Args> extends Command<Args, Reply> {
  /** Bytes of data behind the status of a success. */
  readonly answerBytes: number
}

const byte = (name: string, value: number): Field => [name, Uint8Array.of(value)]
const keyFields = ({ id, key, kcv }: ClearLoad): readonly Field[] => [
  byte('id', id),
  byte('length', partBytes(key)),
  ['key', key],
  ['kcv', kcv],
]
const wrappedFields = (load: WrappedLoad): readonly Field[] => [byte('under', load.under), ...keyFields(load)]

/** The status stays visible in the trace. */
const shared = { secret: ['key', 'kcv', 'challenge', 'cryptogram'], answerShown: 1, timeoutMs: 5000, decode } as const
const changing = { ...shared, repeatable: false, changes: true, answerBytes: 0 } as const
/** They open a session and store nothing; three wrong ones block the pad, so none is ever sent again. */
const authenticating = { ...shared, repeatable: false, changes: false } as const

/** A master key in clear. */
export const loadClear: Row<ClearLoad> = { ...changing, name: 'load-clear', code: 0x2d, encode: keyFields }
/** A master key under a transport key. */
export const loadMaster: Row<WrappedLoad> = { ...changing, name: 'load-master', code: 0x2c, encode: wrappedFields }
/** A working key under a master key. */
export const loadWorking: Row<WrappedLoad> = { ...changing, name: 'load-working', code: 0x2e, encode: wrappedFields }

const VERSION_BYTES = 4
const SERIAL_BYTES = 16

/** Version and serial number. */
export const info: Row<null> = {
  ...shared,
  name: 'info',
  code: 0x30,
  answerShown: 1 + VERSION_BYTES + SERIAL_BYTES,
  answerBytes: VERSION_BYTES + SERIAL_BYTES,
  timeoutMs: 1000,
  repeatable: true,
  changes: false,
  encode: () => [],
}
export const versionIn = (data: Uint8Array): Uint8Array => data.subarray(0, VERSION_BYTES)
export const serialIn = (data: Uint8Array): Uint8Array => data.subarray(VERSION_BYTES)

/** T there; R and the pad's cryptogram back, 8 bytes each. */
export const challenge: Row<{ readonly challenge: Uint8Array }> = {
  ...authenticating,
  name: 'challenge',
  code: 0x31,
  answerBytes: 16,
  encode: (args) => [['challenge', args.challenge]],
}
/** The station's cryptogram, 8 bytes. */
export const prove: Row<{ readonly cryptogram: Uint8Array }> = {
  ...authenticating,
  name: 'prove',
  code: 0x32,
  answerBytes: 0,
  encode: (args) => [['cryptogram', args.cryptogram]],
}

export const RATE_COMMAND = 0x37
/** The new rate as an encrypted command: cryptogram and MAC, 8 bytes each. In two halves, for the source's LRC ends within. */
export const changeRate: Row<{ readonly encrypted: Uint8Array }> = {
  ...changing,
  name: 'change-rate',
  code: RATE_COMMAND,
  encode: ({ encrypted }) => [
    ['head', encrypted.slice(0, 4)],
    ['rest', encrypted.slice(4)],
  ],
}

const rows: readonly Row<never>[] = [loadClear, loadMaster, loadWorking, info, challenge, prove, changeRate]

/** Whether a body can answer a command: answers do not name theirs, and a success is told by its length alone. */
export const answers = ([status, ...data]: Uint8Array, code: number): boolean =>
  status !== DONE || rows.some((row) => row.code === code && row.answerBytes === data.length)

function decode(content: Uint8Array): Reply {
  const [status] = content
  if (status === undefined) throw new Unreadable('no status')
  return { status: statusName(status), done: status === DONE, data: content.slice(1) }
}
