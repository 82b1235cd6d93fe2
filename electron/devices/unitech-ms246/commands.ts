// The commands of the MS246 as pairs of pure functions. A command's code is its sub; a command of sub 0A is told by its first byte.
import type { LayoutPart } from '../../contract/layout.js'
import { type Command, Unreadable } from '../../wire/exchange.js'

/** Sub of every answer. */
export const DONE = 0x00

const STATUS = 0x13
const STORE = 0x0a
const KSN = Uint8Array.of(0x32)
const KEY = Uint8Array.of(0x33)
const KCV_DIGITS = 6

/** Not on record: how long an answer takes. */
const shared = { secret: ['key'], answerShown: 1, timeoutMs: 5_000 } as const
const changing = { ...shared, repeatable: false, changes: true } as const

/** What its answer holds is not known: that there is one says that such a reader is there. */
export const status: Command<null, null> = {
  ...shared,
  name: 'status',
  code: STATUS,
  answerShown: 64,
  repeatable: true,
  changes: false,
  encode: () => [['data', Uint8Array.of(0x02)]],
  decode: () => null,
}

/** The first 16 digits of the key serial number, as ASCII. Its answer is not known: it holds nothing that is believed. */
export const storeKsn: Command<{ readonly digits: string }, null> = {
  ...changing,
  name: 'store-ksn',
  code: STORE,
  encode: ({ digits }) => [
    ['kind', KSN],
    ['ksn', Uint8Array.from(digits, (digit) => digit.charCodeAt(0))],
  ],
  decode: () => null,
}

/** Answers the check value's six digits: leftmost 3 bytes of E(key, 00×8). */
export const storeKey: Command<{ readonly key: LayoutPart }, string> = {
  ...changing,
  name: 'store-key',
  code: STORE,
  // A line that echoes brings the key back in clear.
  wipesHeard: true,
  encode: ({ key }) => [
    ['kind', KEY],
    ['key', key],
  ],
  decode: (content) => {
    const digits = String.fromCharCode(...content.subarray(1)).toUpperCase()
    if (digits.length !== KCV_DIGITS || !/^[0-9A-F]*$/.test(digits))
      throw new Unreadable(`no check value of ${KCV_DIGITS} hex digits`)
    return digits
  },
}
