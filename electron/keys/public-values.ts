// Check values of published test keys: how a key that never passes through the station is known to be one of them.
import { type CheckValue, type KcvMethodName, kcvMethodNames } from '../contract/values.js'
import { agree } from './agree.js'
import { checkValue, kcvMethods, keyLengths } from './kcv.js'
import { publishedKeys } from './public-keys.js'
import { secretFromBytes } from './vault.js'

/** Whether a published test key has this check value, over three bytes at least. */
export function publishedKeyHas(value: CheckValue): boolean {
  const name = kcvMethodNames.find((one) => one === value.method)
  if (name === undefined) return false
  return publishedKeys.some((bytes) => {
    const own = checkedBy(bytes, name)
    return own !== null && agree(own, value) === 'match'
  })
}

function checkedBy(bytes: Uint8Array, name: KcvMethodName): CheckValue | null {
  const { algorithm, longest } = kcvMethods[name]
  if (!keyLengths[algorithm].includes(bytes.length)) return null
  using key = secretFromBytes(Uint8Array.from(bytes))
  return checkValue(key, name, longest)
}
