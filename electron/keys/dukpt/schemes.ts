// Both DUKPT schemes side by side: what the command line and the injection room ask of either.
import { Fault } from '../../contract/fault.js'
import type { Secret } from '../../contract/secret.js'
import type { Algorithm } from '../../contract/values.js'
import {
  type AesUsageName,
  aesInitialKey,
  aesUpdateKey,
  aesUsages,
  aesWorkingKey,
  type DerivedTypeName,
  derivedTypes,
  ownTypeName,
} from './aes.js'
import { counterUsed, type DukptScheme, type Ksn, nextKsn } from './ksn.js'
import { type TdesUsageName, tdesInitialKey, tdesUsages, tdesWorkingKey } from './tdes.js'

export interface DukptUsage {
  /** Whether the KSN's counter enters into the key, so that one no device uses is worth a warning. */
  readonly counted: boolean
  of(initialKey: Secret, ksn: Ksn, type: DerivedTypeName): Secret
}
export interface Dukpt {
  /** Of the base key and the initial key. */
  readonly algorithm: Algorithm
  initialKey(bdk: Secret, ksn: Ksn): Secret
  readonly usages: ReadonlyMap<string, DukptUsage>
  /** Working keys it can make. */
  readonly types: readonly DerivedTypeName[]
  /** The type made where nobody names one. */
  usualType(initialKey: Secret): DerivedTypeName
}

const usagesOf = <Name extends string>(
  table: Readonly<Record<Name, unknown>>,
  of: (usage: Name) => DukptUsage['of'],
): [string, DukptUsage][] => (Object.keys(table) as Name[]).map((usage) => [usage, { counted: true, of: of(usage) }])

export const dukpt: Readonly<Record<DukptScheme, Dukpt>> = {
  tdes: {
    algorithm: 'tdes',
    initialKey: tdesInitialKey,
    usages: new Map(
      usagesOf<TdesUsageName>(tdesUsages, (usage) => (initialKey, ksn) => tdesWorkingKey(initialKey, ksn, usage)),
    ),
    types: ['tdes2'],
    usualType: () => 'tdes2',
  },
  aes: {
    algorithm: 'aes',
    initialKey: aesInitialKey,
    usages: new Map([
      ...usagesOf<AesUsageName>(
        aesUsages,
        (usage) => (initialKey, ksn, type) => aesWorkingKey(initialKey, ksn, usage, type),
      ),
      ['key-update', { counted: false, of: aesUpdateKey }],
    ]),
    types: Object.keys(derivedTypes) as DerivedTypeName[],
    usualType: (initialKey) => ownTypeName(initialKey, 'bdk'),
  },
}

export interface WorkingKey extends Disposable {
  readonly key: Secret
  /** null for HMAC keys. */
  readonly algorithm: Algorithm | null
  /** counter-not-used, where a device would never come to this KSN. */
  readonly warnings: readonly string[]
  /** The device's last transaction: it is exhausted then, and needs a new initial key. */
  readonly last: boolean
}

/**
 * A working key of one transaction.
 * @param type absent: TDES of 16 bytes, or AES as long as the initial key
 * @throws input/bad-field (usage, algorithm), keys/bad-length, keys/derived-too-strong, with `field`
 */
export function workingKey(initialKey: Secret, ksn: Ksn, usage: string, type?: DerivedTypeName): WorkingKey {
  const scheme = dukpt[ksn.scheme]
  const row = scheme.usages.get(usage)
  if (!row) throw new Fault('input/bad-field', { field: 'usage', expected: [...scheme.usages.keys()].join(', ') })
  const wanted = type ?? scheme.usualType(initialKey)
  if (!scheme.types.includes(wanted))
    throw new Fault('input/bad-field', { field: 'algorithm', expected: scheme.types.join(', ') })
  const key = row.of(initialKey, ksn, wanted)
  return {
    key,
    algorithm: derivedTypes[wanted].algorithm,
    warnings: row.counted && !counterUsed(ksn) ? ['counter-not-used'] : [],
    last: row.counted && counterUsed(ksn) && nextKsn(ksn) === null,
    [Symbol.dispose]: () => key[Symbol.dispose](),
  }
}

/** Spellings of the field: `AES-128`, `2TDEA`, `3TDES`; `tdes` and `aes` alone where the scheme leaves no choice. */
const otherSpellings: Readonly<Record<string, DerivedTypeName>> = {
  '2tdea': 'tdes2',
  '3tdea': 'tdes3',
  '2tdes': 'tdes2',
  '3tdes': 'tdes3',
  tdea2: 'tdes2',
  tdea3: 'tdes3',
}

/** A working key's type by name, letter case and hyphens aside. @throws input/bad-field with `field` */
export function derivedType(scheme: DukptScheme, initialKey: Secret, name: string): DerivedTypeName {
  const plain = name.toLowerCase().replace(/[-_ ]/g, '')
  if (plain === dukpt[scheme].algorithm) return dukpt[scheme].usualType(initialKey)
  const found = dukpt[scheme].types.find((type) => type === (otherSpellings[plain] ?? plain))
  if (found) return found
  throw new Fault('input/bad-field', { field: 'algorithm', expected: dukpt[scheme].types.join(', ') })
}
