// A layout without secrets written into a buffer that is there: for tests that write millions of frames.
import type { FrameLayout, LayoutPart } from '../../electron/contract/layout.js'

const DIGITS = new TextEncoder().encode('0123456789ABCDEF')

/** @returns the place behind the last byte @throws TypeError where the layout holds a secret */
export function writeFrame({ parts, stuff }: FrameLayout, into: Uint8Array, at: number): number {
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

function bytesOf(parts: readonly LayoutPart[], index: number): ArrayLike<number> {
  const part = parts[index]!
  if (part instanceof Uint8Array) return part
  if (!('check' in part)) throw new TypeError('a layout with a secret')
  let xor = 0
  for (let covered = part.from; covered < part.to; covered++) {
    const bytes = bytesOf(parts, covered)
    for (let i = 0; i < bytes.length; i++) xor ^= bytes[i]!
  }
  return part.coding === 'raw' ? [xor] : [DIGITS[xor >> 4]!, DIGITS[xor & 15]!]
}
