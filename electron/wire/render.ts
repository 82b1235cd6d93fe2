// A layout without secrets as bytes, for commands that carry no key. Native code writes the others.
import type { CheckPart, FrameLayout, LayoutPart, SecretPart } from '../contract/layout.js'

const isCheck = (part: LayoutPart): part is CheckPart => 'check' in part
const isSecret = (part: LayoutPart): part is SecretPart => 'secret' in part

export const hasSecret = (layout: FrameLayout): boolean => layout.parts.some(isSecret)

/** Bytes a part takes on the line, before stuffing or base64. ECB and CBC without padding keep a key's length. */
export function partBytes(part: LayoutPart): number {
  if (isCheck(part)) return part.coding === 'hex' ? 2 : 1
  if (isSecret(part)) return part.coding === 'raw' ? part.secret.bytes : part.secret.bytes * 2
  return part.length
}
export const partsBytes = (parts: readonly LayoutPart[]): number =>
  parts.reduce((sum, part) => sum + partBytes(part), 0)

/** @throws TypeError where a part is a secret: its bytes are never made in JavaScript */
export function render(layout: FrameLayout): Uint8Array {
  const plain: Uint8Array[] = []
  const { base64 } = layout
  for (const [index, part] of layout.parts.entries()) {
    if (isSecret(part)) throw new TypeError('a layout with a secret is written by sendSecret only')
    plain.push(isCheck(part) ? checkOf(part, plain) : part)
    if (base64 && index === base64.to - 1) asText(plain, base64.from)
  }
  return joined(layout.stuff ? plain.map((part, index) => sent(part, index, layout.stuff)) : plain)
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** The parts from `from` on become one text, in place of the first of them. */
function asText(plain: Uint8Array[], from: number): void {
  const text = Buffer.concat(plain.slice(from)).toString('base64')
  plain.fill(new Uint8Array(0), from)
  plain[from] = Uint8Array.from(text, (character) => character.charCodeAt(0))
}

function checkOf(part: CheckPart, plain: readonly Uint8Array[]): Uint8Array {
  let xor = 0
  for (const covered of plain.slice(part.from, part.to)) for (const byte of covered) xor ^= byte
  if (part.coding === 'raw') return Uint8Array.of(xor)
  return Uint8Array.from(xor.toString(16).toUpperCase().padStart(2, '0'), (digit) => digit.charCodeAt(0))
}

const sent = (part: Uint8Array, index: number, stuff: FrameLayout['stuff']): Uint8Array =>
  stuff && index >= stuff.from && index < stuff.to
    ? Uint8Array.from(Array.from(part).flatMap((byte) => (byte === stuff.byte ? [byte, byte] : [byte])))
    : part
