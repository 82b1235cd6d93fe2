// The PAX D's answer codes, as the page lists them: 4 bytes, big-endian, signed.

export const code = {
  ok: 0,
  noKey: -301,
  index: -302,
  deriveLevel: -303,
  verify: -304,
  interval: -307,
  checkMode: -308,
  noRight: -309,
  type: -310,
  targetIndex: -312,
  sourceIndex: -313,
  length: -314,
  group: -318,
  locked: -320,
  admin: -323,
  dukptOverflow: -324,
  kcv: -325,
  sourceType: -326,
  unsupported: -327,
  downloadInactive: -331,
  parity: -332,
  space: -343,
  kcvMode: -345,
  noKcv: -346,
  mac: -348,
  crc: -349,
} as const
/** One of the table, or one that `refuse` asks for. */
export type Code = number

export function codeBytes(value: Code): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setInt32(0, value)
  return bytes
}
