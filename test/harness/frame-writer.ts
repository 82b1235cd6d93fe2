// A layout without secrets written into a buffer that is there: for tests that write millions of frames.
import type { FrameLayout, LayoutPart } from '../../electron/contract/layout.js'

const DIGITS = new TextEncoder().encode('0123456789ABCDEF')

/** @returns the place behind the last byte @throws TypeError where the layout holds a secret */
export function writeFrame(layout: FrameLayout, into: Uint8Array, at: number): number {
  const { parts, stuff, base64 } = layout
  if (base64 && base64.to > base64.from) return writeText(parts, base64, into, at)
  let end = at
  for (let index = 0; index < parts.length; index++) {
    const bytes = bytesOf(parts, index)
    const twice = stuff && index >= stuff.from && index < stuff.to ? stuff.byte : -1
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!
      into[end++] = byte
      if (byte === twice) into[end++] = byte
    }
  }
  return end
}

/** Parts [from, to) leave as base64, and checks behind them are over that. */
function writeText(
  parts: readonly LayoutPart[],
  { from, to }: NonNullable<FrameLayout['base64']>,
  into: Uint8Array,
  at: number,
): number {
  const starts: number[] = []
  let end = at
  const put = (bytes: ArrayLike<number>): void => {
    for (let i = 0; i < bytes.length; i++) into[end++] = bytes[i]!
  }
  for (let index = 0; index < parts.length; index++) {
    starts.push(end)
    const part = parts[index]!
    if (index >= from && index < to) {
      put(bytesOf(parts, index))
      if (index + 1 < to) continue
      const start = starts[from]!
      const text = Buffer.from(into.subarray(start, end)).toString('base64')
      end = start
      put(Buffer.from(text, 'latin1'))
    } else if ('check' in part) put(written(part.coding, into.subarray(starts[part.from], starts[part.to] ?? end)))
    else put(bytesOf(parts, index))
  }
  return end
}

function bytesOf(parts: readonly LayoutPart[], index: number): ArrayLike<number> {
  const part = parts[index]!
  if (part instanceof Uint8Array) return part
  if (!('check' in part)) throw new TypeError('a layout with a secret')
  let xor = 0
  for (let covered = part.from; covered < part.to; covered++) {
    const bytes = bytesOf(parts, covered)
    for (let i = 0; i < bytes.length; i++) xor ^= bytes[i]!
  }
  return digits(part.coding, xor)
}

const written = (coding: 'raw' | 'hex', covered: Uint8Array): ArrayLike<number> => {
  let xor = 0
  for (let i = 0; i < covered.length; i++) xor ^= covered[i]!
  return digits(coding, xor)
}
const digits = (coding: 'raw' | 'hex', xor: number): ArrayLike<number> =>
  coding === 'raw' ? [xor] : [DIGITS[xor >> 4]!, DIGITS[xor & 15]!]
