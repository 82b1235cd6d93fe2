// Key profiles: which check-value methods at which longest length, and what parity a combined key gets. One is active on a station.
import { Fault } from '../contract/fault.js'
import {
  type BoundKcvMethodName,
  boundKcvMethodNames,
  type CheckValue,
  type KcvMethodName,
  type KeyProfileName,
  kcvMethodNames,
  type Mode,
} from '../contract/values.js'
import { kcvMethods } from './kcv.js'
import { boundKcvMethods } from './kcv-bound.js'

export interface KeyProfile {
  /** The most bytes of each method's value that may be logged, traced or shown; a method that is not here is outside. */
  readonly longest: { readonly [M in KcvMethodName | BoundKcvMethodName]?: number }
  /** What becomes of a DES or TDES key's parity when components have been combined. */
  readonly parity: 'odd' | 'as-combined'
  readonly source: string
}

const rowOf = (method: KcvMethodName | BoundKcvMethodName): { readonly longest: number } =>
  ({ ...kcvMethods, ...boundKcvMethods })[method]

export const keyProfiles: Readonly<Record<KeyProfileName, KeyProfile>> = {
  pci: {
    longest: { 'tdes-zeros': 3, 'tdes-cmac': 3, 'aes-cmac': 5 },
    parity: 'odd',
    source: 'PCI PIN 15-1 and X9.24 Annex A: TDES at most 24 bits, AES by CMAC only and at most 40 bits',
  },
  china: {
    longest: { 'des-zeros': 4, 'tdes-zeros': 4, 'sm4-zeros': 4, 'aes-cmac': 5 },
    parity: 'as-combined',
    source: 'Chinese terminals: the first 4 bytes of a zero block under DES, TDES or SM4',
  },
  legacy: {
    longest: Object.fromEntries(
      [...kcvMethodNames, ...boundKcvMethodNames].map((method) => [method, rowOf(method).longest]),
    ),
    parity: 'as-combined',
    source: 'devices older than the rules: every method, as long as it gives',
  },
}

/** What is kept of a method outside the profile: enough to compare (X9.24's 24 bits), no more. */
const OUTSIDE_BYTES = 3

/** How many bytes of a method's value may be logged, traced or shown. */
export const longestShown = (method: CheckValue['method'], profile: KeyProfileName): number =>
  keyProfiles[profile].longest[method] ?? OUTSIDE_BYTES

/** What may be logged, traced or shown of a check value; the rest of a device's longer answer is gone. */
export const cutToProfile = ({ method, hex }: CheckValue, profile: KeyProfileName): CheckValue => ({
  method,
  hex: hex.slice(0, 2 * longestShown(method, profile)),
})

/**
 * Whether a method may be used under the profile: no warnings where it belongs to it, one in lab where it does not.
 * @throws keys/method-outside-profile in production
 */
export function methodWarnings(
  method: KcvMethodName | BoundKcvMethodName,
  profile: KeyProfileName,
  mode: Mode,
): readonly string[] {
  const { longest } = keyProfiles[profile]
  if (longest[method] !== undefined) return []
  if (mode === 'lab') return ['method-outside-profile']
  throw new Fault('keys/method-outside-profile', { method, profile, expected: Object.keys(longest).join(', ') })
}
