// Text as the log stores it, whatever it came as; and the search for what must never be stored.
import { wellFormed } from './jcs.js'

/** Longest text of any field, in UTF-16 code units. */
export const longestText = 200

/**
 * Whether `text` may lie in the log: no control characters, no lone surrogates, NFC. What counts as a format or an
 * unassigned character differs between Unicode versions, so those are escaped when writing but not judged when reading.
 */
export const isStored = (text: string): boolean =>
  isPlain(text) || (!/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text) && text === text.normalize('NFC'))

/** Printing ASCII, which is nearly all text there is: nothing to tidy, and found out in a tenth of the time. */
const isPlain = (text: string): boolean => /^[ -~]*$/.test(text)

/** The only fields in which a long run of hex digits is not key material. */
const hashFields = new Set(['prev', 'nextVkey', 'vkey', 'sha256', 'jobHash'])

/** 16 bytes in one run: what a record that lies on a disk is judged by, for ever. Whoever writes one is stricter. */
export const isRunOfDigits = (text: string): boolean => text.length >= 32 && /[0-9A-Fa-f]{32}/.test(text)

/** Where `value` holds a text that `isKey`, or null. */
export function keyMaterialIn(value: unknown, isKey: (text: string) => boolean, field = ''): string | null {
  if (typeof value === 'string') return !hashFields.has(field) && isKey(value) ? field : null
  if (typeof value !== 'object' || value === null) return null
  for (const [member, inner] of Object.entries(value)) {
    const found = keyMaterialIn(inner, isKey, Array.isArray(value) ? field : member)
    if (found !== null) return found
  }
  return null
}

/** Every text in `value` as it is stored: what does not print as `\u{1B}`, NFC, cut to `longestText` with an ellipsis. */
export function tidy(value: unknown): unknown {
  if (typeof value === 'string') return tidyText(value)
  if (Array.isArray(value)) return value.map(tidy)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, tidy(inner)]))
}

/** @returns `raw` as the log stores it; a serial number is compared in this form */
export function tidyText(raw: string): string {
  if (raw.length <= longestText && isPlain(raw)) return raw
  // A hostile terminal may send megabytes: nothing beyond a few lengths is looked at.
  const escaped = raw
    .slice(0, 4 * longestText)
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (char) => `\\u{${char.codePointAt(0)!.toString(16).toUpperCase()}}`)
    .normalize('NFC')
  if (escaped.length <= longestText) return escaped
  const kept = escaped.slice(0, longestText - 1)
  return `${wellFormed(kept) ? kept : kept.slice(0, -1)}…`
}
