// Check values of keys that everybody knows, by every method: computed once and kept, for both are public.
import { type CheckValue, type KcvMethodName, kcvMethodNames } from '../contract/values.js'
import { checkValue, kcvMethods, keyLengths } from '../keys/kcv.js'
import { knownTestKey, publishedKeys } from '../keys/public-keys.js'
import { secretFromBytes } from '../keys/vault.js'

export interface PublicValue {
  readonly hex: string
  readonly known: string
}

const computed = new Map<KcvMethodName, readonly PublicValue[]>()

/** Values of all published keys that fit the method, each once. */
export function publicValues(name: KcvMethodName): readonly PublicValue[] {
  const kept = computed.get(name)
  if (kept) return kept
  const { algorithm, longest } = kcvMethods[name]
  const byValue = new Map<string, string>()
  for (const bytes of publishedKeys) {
    if (!keyLengths[algorithm].includes(bytes.length)) continue
    using key = secretFromBytes(Uint8Array.from(bytes))
    const { hex } = checkValue(key, name, longest)
    if (!byValue.has(hex)) byValue.set(hex, knownTestKey(key) ?? '')
  }
  const values = [...byValue].map(([hex, known]) => ({ hex, known }))
  computed.set(name, values)
  return values
}

/** Values of the all-zero key of each length: what a wiped slot, a default key and a doubled component have in common. */
export const zeroKeyValues = (method: CheckValue['method']): readonly string[] => {
  const name = kcvMethodNames.find((one) => one === method)
  return name
    ? publicValues(name)
        .filter(({ known }) => known === '00 repeated')
        .map(({ hex }) => hex)
    : []
}
