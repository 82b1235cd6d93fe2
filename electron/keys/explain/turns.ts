// What may become of a key's bytes on any stretch of its way: entry, line, storage. One row for each way it happens.
import type { Turn } from './hand.js'
import {
  append,
  asText,
  bits,
  exchange,
  fill,
  fit,
  mask,
  type Program,
  parity,
  register,
  reverse,
  rotate,
  save,
  slice,
  substitute,
  swapNibbles,
} from './program.js'

interface Row {
  readonly cause: string
  /** Every way it is done to a key of so many bytes, of DES or not; the first `core` of them are common. */
  readonly ways: (bytes: number, isDes: boolean) => readonly Program[]
  readonly core: number
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i)
const PART = 8
const FILLERS = [0x00, 0xff]

/** Left or right half, alone and standing twice. */
const half = (from: number, to: number): Program[] => [
  [slice(from, to)],
  [slice(from, to), save(register(0)), append(register(0))],
]
const partsExchanged = (bytes: number): Program[] =>
  bytes === 24
    ? [[rotate(8)], [rotate(16)], [exchange(8, 0, 1)], [exchange(8, 1, 2)], [exchange(8, 0, 2)]]
    : [[rotate(bytes / 2)]]

/** A byte lost on the way: the rest moves up, and the end is filled. */
const lost = (bytes: number, ...gone: readonly number[]): Program[] => {
  const steps = gone.map((byte) => substitute([byte], []))
  return [
    [...steps, fit(bytes, 0)],
    [...steps, fit(bytes, 0xff)],
    [...steps, fit(bytes, 0, 'front')],
  ]
}
const replaced = (bytes: number, sought: readonly number[], put: readonly number[]): Program[] =>
  (sought.length > put.length ? FILLERS : [0]).map((filler) => [substitute(sought, put), fit(bytes, filler)])

const [LF, CR, DLE, XON, XOFF, TOP] = [0x0a, 0x0d, 0x10, 0x11, 0x13, 0x80]

const cut = (bytes: number): Program[] =>
  upTo(bytes - 1).flatMap((i) => [
    ...FILLERS.map((byte) => [fill(i + 1, bytes, byte)]),
    ...FILLERS.map((byte) => [fill(0, i + 1, byte)]),
    [slice(0, i + 1), fit(bytes, 0, 'front')],
    [slice(i + 1, bytes), fit(bytes)],
  ])
/**
 * Shorter keys that the algorithm still takes, the likeliest first. Of the halves of a DES key, which are keys too, the half
 * rows speak; half an AES-256 key is one that was cut short.
 */
const shorter = (bytes: number, isDes: boolean): Program[] =>
  [16, 24, 8]
    .filter((to) => to < bytes && (2 * to !== bytes || !isDes))
    .flatMap((to) => [[slice(0, to)], [slice(bytes - to, bytes)]])

export const rows: readonly Row[] = [
  { cause: 'halves-swapped', ways: partsExchanged, core: 5 },
  {
    cause: 'left-half-only',
    ways: (bytes, isDes) => (isDes ? half(0, bytes === 24 ? PART : bytes / 2) : []),
    core: 2,
  },
  {
    cause: 'right-half-only',
    ways: (bytes, isDes) => (isDes ? half(bytes === 24 ? 16 : bytes / 2, bytes) : []),
    core: 2,
  },
  {
    cause: 'zero-padded',
    ways: (bytes) => [16, 24, 32].filter((to) => to > bytes).flatMap((to) => [[fit(to)], [fit(to, 0, 'front')]]),
    core: 2,
  },
  { cause: 'parity-forced', ways: () => [[parity('odd')], [parity('even')]], core: 2 },
  {
    cause: 'hex-as-ascii',
    ways: (bytes) =>
      (['upper', 'lower'] as const).flatMap((letters) => [
        [asText(letters), fit(bytes)],
        [asText(letters), slice(bytes, 2 * bytes)],
        [asText(letters)],
      ]),
    core: 4,
  },
  { cause: 'bytes-reversed', ways: () => [[reverse(0)], [reverse(0), swapNibbles]], core: 1 },
  {
    cause: 'words-reversed',
    ways: () => [[reverse(4)], [reverse(0), reverse(4)], [reverse(2)], [reverse(0), reverse(2)]],
    core: 1,
  },
  {
    cause: 'halves-reversed',
    ways: (bytes) => [...(bytes > PART ? [[reverse(PART)]] : []), ...(bytes === 32 ? [[reverse(16)]] : [])],
    core: 1,
  },
  { cause: 'nibbles-swapped', ways: () => [[swapNibbles]], core: 1 },
  { cause: 'complemented', ways: () => [[mask([0xff])]], core: 1 },
  {
    cause: 'seven-bit-line',
    ways: () => [[bits(0xff - TOP, 0)], [bits(0xff, TOP)], [parity('even-top')], [parity('odd-top')]],
    core: 2,
  },
  {
    cause: 'xon-xoff-eaten',
    ways: (bytes) => [
      ...lost(bytes, XON, XOFF),
      ...lost(bytes, XON),
      ...lost(bytes, XOFF),
      ...lost(bytes, XON, XOFF, XON | TOP, XOFF | TOP),
      ...lost(bytes, XON | TOP, XOFF | TOP),
      ...lost(bytes, XON | TOP),
      ...lost(bytes, XOFF | TOP),
      ...lost(bytes, XON, XON | TOP),
      ...lost(bytes, XOFF, XOFF | TOP),
      ...lost(bytes, XON, XOFF | TOP),
      ...lost(bytes, XOFF, XON | TOP),
    ],
    core: 9,
  },
  {
    cause: 'cr-lf-translated',
    ways: (bytes) => [
      ...replaced(bytes, [CR], [LF]),
      ...replaced(bytes, [LF], [CR]),
      ...replaced(bytes, [LF], [CR, LF]),
      ...replaced(bytes, [CR], [CR, LF]),
      ...replaced(bytes, [CR, LF], [LF]),
      ...replaced(bytes, [CR, LF], [CR]),
      ...replaced(bytes, [CR], []),
      ...replaced(bytes, [LF], []),
    ],
    core: 4,
  },
  {
    cause: 'dle-unstuffed',
    ways: (bytes) => [
      ...replaced(bytes, [DLE, DLE], [DLE]),
      ...replaced(bytes, [DLE], [DLE, DLE]),
      ...replaced(bytes, [DLE], []),
    ],
    core: 5,
  },
  { cause: 'truncated', ways: (bytes, isDes) => [...shorter(bytes, isDes), ...cut(bytes)], core: 2 },
]

/** A cause's ways for a key of `bytes` bytes, as turns. */
export const turnsOf = (bytes: number, isDes: boolean): Turn[] =>
  rows.flatMap(({ cause, ways, core }) => ways(bytes, isDes).map((steps, i) => ({ cause, steps, core: i < core })))
