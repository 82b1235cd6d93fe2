// The commands that bring keys: `1` in clear, `2` under another key or as an erasure, `b` SM4 in clear. Bodies start behind the command character.
import type { Scope } from './sim-authority.js'
import { type Answer, type Code, code, done } from './sim-codes.js'
import { type Epp, eraseKey, held, kekOf, takeKey } from './sim-keys.js'
import { characterAt, decode, numberAt } from './sim-text.js'
import { liesIn, models, type Zone } from './sim-zones.js'

const BYTES_BY_DIGIT: Readonly<Record<string, readonly [digit: string, bytes: number][]>> = {
  // "CONFLICT for `1` in Z (0/1/2) … Use 1/2/3."
  '123': [
    ['1', 8],
    ['2', 16],
    ['3', 24],
  ],
  '012': [
    ['0', 8],
    ['1', 16],
    ['2', 24],
  ],
}
const SM4_BYTES = 16
/** The number that is loaded before there is a UID: "SM4 key 0 = zeros, DES key 0 = zeros". */
const MASK_KEY = 0
/** KEK number, type and length of an erasure. */
const ERASES_UNDER = 0

const isErasure = (body: Uint8Array): boolean => characterAt(body, 4) === '0' && characterAt(body, 5) === '0'

/** Puts a key into the device, once it is authorised. */
export const clearLoads = (): boolean => true
export const wrappedLoads = (body: Uint8Array): boolean => !isErasure(body)

const modelOf = ({ behaves }: Epp) => models[behaves.arg('zones')]!
const numbers = (epp: Epp) => (epp.behaves.arg('numbers') === 'coded' ? epp.coding : 'hex')
export const numberIn = (epp: Epp, body: Uint8Array, at: number): number | null => numberAt(body, at, numbers(epp))

/** Why this body is not taken from a station that has not authenticated; null: it is taken. */
export const refusalOf =
  (typeAt: number) =>
  (epp: Epp, body: Uint8Array): Code | null => {
    const { authority, behaves } = epp
    if (authority.fresh && typeAt !== WRAPPED_TYPE_AT && numberIn(epp, body, 0) === MASK_KEY) return null
    const scope: Scope = behaves.arg('zones') === 'zt588' && characterAt(body, typeAt) === '1' ? 'IMK' : 'TMK'
    return authority.refusal(scope)
  }
export const CLEAR_TYPE_AT = 2
export const WRAPPED_TYPE_AT = 4
/** An SM4 master has no type; none of the zones of `1` is asked. */
export const NO_TYPE = -1

/** The key bytes behind a head of so many characters, as long as the length digit before them says. */
function keyBehind(epp: Epp, body: Uint8Array, head: number, style: string): Uint8Array | Code {
  const digit = characterAt(body, head - 1)
  const bytes = BYTES_BY_DIGIT[style]?.find(([one]) => one === digit)?.[1]
  if (!bytes) return code.keyLength
  if (body.length !== head + 2 * bytes) return code.commandLength
  return decode(body.subarray(head), epp.coding) ?? code.data
}
const placed = (zone: Zone | undefined, number: number): zone is Zone => zone !== undefined && liesIn(zone, number)

/** `1`: keyNo(2) type(1) len(1) key. */
export function loadClear(epp: Epp, body: Uint8Array): Answer {
  if (body.length < 4) return code.commandLength
  const number = numberIn(epp, body, 0)
  if (number === null) return code.data
  const zone = modelOf(epp).clear[characterAt(body, CLEAR_TYPE_AT)]
  if (!placed(zone, number)) return code.parameter
  const key = keyBehind(epp, body, 4, epp.behaves.arg('clear-length'))
  if (typeof key === 'number') return key
  return takeKey(epp, { usage: zone.usage, number, key, kek: null })
}

/** `2`: kekNo(2) keyNo(2) type(1) len(1) key; `2` 00 keyNo 0 0 erases. */
export function loadWrapped(epp: Epp, body: Uint8Array): Answer {
  if (body.length < 6) return code.commandLength
  const kekNumber = numberIn(epp, body, 0)
  const number = numberIn(epp, body, 2)
  if (kekNumber === null || number === null) return code.data
  if (isErasure(body)) return erase(epp, body, kekNumber, number)
  const zone = modelOf(epp).wrapped[characterAt(body, WRAPPED_TYPE_AT)]
  if (!placed(zone, number)) return code.parameter
  const key = keyBehind(epp, body, 6, '123')
  if (typeof key === 'number') return key
  const kek = kekOf(epp, kekNumber)
  if (typeof kek === 'number') return kek
  return takeKey(epp, { usage: zone.usage, number, key, kek })
}
function erase(epp: Epp, body: Uint8Array, kekNumber: number, number: number): Answer {
  if (body.length !== 6) return code.commandLength
  if (kekNumber !== ERASES_UNDER) return code.parameter
  // INFERRED: what an erasure of nothing answers.
  return held(epp, number) && eraseKey(epp, number) ? done : code.noSuchKey
}

/** `b`: keyNo(2) key. Numbers as those of clear masters; whether it needs authentication is said only by "EC ignored". */
export function loadSm4(epp: Epp, body: Uint8Array): Answer {
  const number = numberIn(epp, body, 0)
  if (body.length !== 2 + 2 * SM4_BYTES) return code.commandLength
  const key = decode(body.subarray(2), epp.coding)
  if (number === null || key === null) return code.data
  const zone = models.zt598!.clear[0]
  if (!placed(zone, number)) return code.parameter
  return takeKey(epp, { usage: zone.usage, number, key, kek: null }, 'sm4')
}
