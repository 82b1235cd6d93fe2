// Base64 (RFC 4648) from bytes to bytes: a key that travels in it never becomes a string, which nobody could wipe.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const PADDING = '='.charCodeAt(0)
const sextets: ReadonlyMap<number, number> = new Map(
  [...ALPHABET].map((character, value) => [character.charCodeAt(0), value]),
)

/** null for what no encoder writes: another character, a length that is no multiple of 4, padding elsewhere, bits left over. */
export function fromBase64(text: Uint8Array): Uint8Array | null {
  const padding = text.at(-1) !== PADDING ? 0 : text.at(-2) !== PADDING ? 1 : 2
  if (text.length % 4 !== 0 || text.length === 0) return null
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  let bits = 0
  let value = 0
  let length = 0
  for (const character of text.subarray(0, text.length - padding)) {
    const sextet = sextets.get(character)
    if (sextet === undefined) {
      bytes.fill(0)
      return null
    }
    value = ((value << 6) | sextet) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[length++] = (value >> bits) & 0xff
    }
  }
  return (value & ((1 << bits) - 1)) === 0 ? bytes : null
}
