// Text out of a device's answer, made harmless.

/** `length-first`: a byte of length, then the text, and nothing behind it. `either` goes by what the first byte says. */
export type TextForm = 'either' | 'length-first' | 'plain'

/** Trimmed; a byte that is no printable ASCII becomes \xNN. Null where nothing is left, or where it is not as long as it says. */
export function textOf(data: Uint8Array, form: TextForm): string | null {
  const counted = data.length > 0 && data[0] === data.length - 1
  if (form === 'length-first' && !counted) return null
  const field = counted && form !== 'plain' ? data.subarray(1) : data
  const nul = field.indexOf(0)
  const shown = Array.from(nul < 0 ? field : field.subarray(0, nul), (code) =>
    code >= 0x20 && code < 0x7f && code !== 0x5c
      ? String.fromCharCode(code)
      : `\\x${code.toString(16).padStart(2, '0')}`,
  )
  return shown.join('').trim() || null
}
