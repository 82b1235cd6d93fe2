// Check values as this family gives them: the leading bytes of zeros, as long as the key, enciphered under it, ECB.
import type { Algorithm, CheckValue, KcvMethodName } from '../../contract/values.js'
import type { Coding } from './coding.js'

const methods: Partial<Record<Algorithm, { readonly method: KcvMethodName; readonly block: number }>> = {
  des: { method: 'des-zeros', block: 8 },
  tdes: { method: 'tdes-zeros', block: 8 },
  sm4: { method: 'sm4-zeros', block: 16 },
}

/** Of which algorithm the key is that has a check value by this method: numbers alone do not say. */
export const algorithmOf = (method: CheckValue['method'] | undefined): Algorithm =>
  (Object.keys(methods) as Algorithm[]).find((algorithm) => methods[algorithm]?.method === method) ?? 'tdes'

/**
 * @returns null where the answer holds none; one cipher block at most, for every further block of zeros gives the same
 * @throws RangeError where the characters are no check value; its text quotes none of them
 */
export function checkValueOf(characters: Uint8Array, algorithm: Algorithm, coding: Coding): CheckValue | null {
  if (characters.length === 0) return null
  const { method, block } = methods[algorithm] ?? methods.tdes!
  const bytes = coding.read(characters)
  if (!bytes || bytes.length < 2) throw new RangeError(`${characters.length} characters that are no check value`)
  if (bytes.some((byte, at) => at >= block && byte !== bytes[at - block]))
    throw new RangeError('a check value whose blocks differ')
  return { method, hex: Buffer.from(bytes.subarray(0, block)).toString('hex').toUpperCase() }
}
