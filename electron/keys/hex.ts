// Hex of public values: check values, cryptograms, serial numbers. Never of a key.
export const toHex = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text.toUpperCase()
}

/** Even-length hex, either case. The caller has checked the shape. */
export const fromHex = (text: string): Uint8Array =>
  Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16))

export const isHex = (text: string): boolean => text.length % 2 === 0 && /^[0-9A-Fa-f]+$/.test(text)
