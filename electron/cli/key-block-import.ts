// A key out of a bare cryptogram, for hosts that still send them: its check value is all that tells whether it is the key.
import { Fault } from '../contract/fault.js'
import type { Secret } from '../contract/secret.js'
import { agree, toCheckValue } from '../keys/agree.js'
import { keyAlgorithm } from '../keys/block/algorithms.js'
import { type CryptogramScheme, cryptogramSchemes, openCryptogram } from '../keys/cryptogram.js'
import { fromHex, isHex } from '../keys/hex.js'
import { checkValue, usualMethod } from '../keys/kcv.js'
import type { LineFields } from './json-lines.js'

const schemes = Object.keys(cryptogramSchemes) as CryptogramScheme[]

const bad = (field: string, expected: string) => new Fault('input/bad-field', { field, expected })

/**
 * `{"cryptogram","under","scheme","variant"?,"expected"}`: deciphered in native memory and compared with the expected value.
 * @param letter the algorithm of the header that it is to get
 * @throws input/…, keys/bad-length, keys/bad-variant, keys/cryptogram-disagrees
 */
export function importedKey(fields: LineFields, letter: string): Secret {
  const { cipher } = keyAlgorithm(letter)
  if (!cipher) throw bad('algorithm', 'T, D or A: other keys do not come as cryptograms')
  const text = fields.text('cryptogram', 'hex')
  const scheme = schemes.find((one) => one === fields.text('scheme', schemes.join(', ')))
  if (!scheme) throw bad('scheme', schemes.join(', '))
  if (!isHex(text)) throw bad('cryptogram', 'an even number of hex digits')
  const variant = fields.optionalText('variant', '0 to 31')
  if (variant !== null && !/^\d{1,2}$/.test(variant)) throw bad('variant', '"0" to "31", for atalla')
  const expected = fields.text('expected', 'the check value of the key, at least 3 bytes of hex')
  if (!isHex(expected) || expected.length < 6) throw bad('expected', 'at least 3 bytes of hex')
  const kek = fields.secret('under', 'the key-encrypting key as hex')
  const terms = { kek, scheme, ...(variant === null ? {} : { variant: Number(variant) }) }
  const key = openCryptogram(fromHex(text), { ...terms, cipher: cipher === 'des' ? 'tdes' : cipher })
  const method = usualMethod[cipher]
  const own = checkValue(key, method)
  if (agree(own, toCheckValue(method, expected)!) === 'match') return key
  key[Symbol.dispose]()
  throw new Fault('keys/cryptogram-disagrees', {
    field: 'expected',
    station: own.hex,
    expected: expected.toUpperCase(),
  })
}
