// Lengths of four decimal digits in two bytes, as Newland's protocols write them.

/** null where a nibble is no digit. */
export const fromBcd = (high: number, low: number): number | null => {
  const digits = [high >> 4, high & 0x0f, low >> 4, low & 0x0f]
  return digits.every((digit) => digit <= 9) ? digits.reduce((sum, digit) => sum * 10 + digit, 0) : null
}
/** @param value 0 to 9999 */
export const toBcd = (value: number): readonly [high: number, low: number] => {
  const byte = (two: number) => (Math.floor(two / 10) << 4) | (two % 10)
  return [byte(Math.floor(value / 100)), byte(value % 100)]
}
