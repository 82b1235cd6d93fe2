// The case as the causes see it: the three values, how they stand, what the device's code says, what the search found.
import type { KcvMethodName } from '../contract/values.js'
import { kcvMethodNames } from '../contract/values.js'
import type { KeysAtHand, Searched } from '../keys/hypothesis.js'
import { checkValue, kcvMethods, keyLengths } from '../keys/kcv.js'
import { sameSecret, xor } from '../keys/vault.js'
import type { DiagnosisCase } from './case.js'
import { type Refusal, refusalOf } from './refusal.js'
import { type Standing, sameOver, standingOf } from './standing.js'

export interface Scene {
  readonly case: DiagnosisCase
  readonly expected: string
  readonly station: string | null
  /** Empty where the device gave no value; the station's where it stopped before the device was asked. */
  readonly reported: string
  readonly standing: Standing
  readonly refusal: Refusal | null
  /** A load under a MAC that the device took: nothing happened to it on the way. */
  readonly sealed: boolean
  /** The value that stands apart, which causes explain: the expected one where station and device agree. */
  readonly apart: 'expected' | 'reported'
  readonly sought: string
  /** Two of the components at hand are one and the same. */
  readonly componentsAlike: boolean
  readonly searched: Searched | null
}

export function sceneOf(known: DiagnosisCase, keys: KeysAtHand | null): Scene {
  const { method, expected } = known
  const station = known.station ?? stationOf(known, keys) ?? known.key?.kcv ?? null
  const reported = known.reported || heldAlone(known, station)
  const standing = passed(known, station) ? 'agree' : standingOf(method, { expected, station, reported })
  const apart = standing === 'entry' || standing === 'method' ? 'expected' : 'reported'
  const refusal = refusalOf(known)
  return {
    case: known,
    expected,
    station,
    reported,
    standing,
    refusal,
    sealed: known.form === 'key-block' && refusal === null && reported !== '',
    apart,
    sought: apart === 'expected' ? expected : reported,
    componentsAlike: keys !== null && areAlike(keys),
    searched: null,
  }
}

/**
 * Where the station stopped because what it holds is not what was expected, no terminal was asked: the key is the one that
 * it would have loaded, and its value stands for what the terminal would have shown. Empty otherwise.
 */
const heldAlone = ({ expected, device, signIn }: DiagnosisCase, station: string | null): string =>
  station === null || sameOver(station, expected) || device?.code || device?.tampered || signIn ? '' : station

/** The device compared the value that it was sent and took the key: it gives none, and there is nothing to explain. */
const passed = (known: DiagnosisCase, station: string | null): boolean =>
  known.device?.provenance === 'checked' &&
  !known.reported &&
  !known.device.tampered &&
  refusalOf(known) === null &&
  (station === null || sameOver(station, known.expected) > 0)

/** The value of the key at hand, as long as the others are; null where the method or the length does not allow it. */
function stationOf({ method, expected, reported }: DiagnosisCase, keys: KeysAtHand | null): string | null {
  const name = kcvMethodNames.find((one) => one === method)
  if (!name || !keys || (!keys.key && keys.components.length === 0)) return null
  const held = keys.key ?? keys.components[0]!
  if (!keyLengths[kcvMethods[name].algorithm].includes(held.bytes)) return null
  const bytes = Math.min(kcvMethods[name].longest, Math.max(expected.length, reported?.length ?? 0) / 2)
  return keys.key ? checkValue(keys.key, name, bytes).hex : combinedValue(keys, name, bytes)
}

function combinedValue({ components }: KeysAtHand, name: KcvMethodName, bytes: number): string {
  using key = xor(components)
  return checkValue(key, name, bytes).hex
}

const areAlike = ({ components }: KeysAtHand) =>
  components.some((one, i) => components.slice(i + 1).some((other) => sameSecret(one, other)))

/** Bytes over which the device's value is this one. */
export const reportedIs = ({ reported }: Scene, value: string | null | undefined): number => sameOver(reported, value)
export const expectedIs = ({ expected }: Scene, value: string | null | undefined): number => sameOver(expected, value)
