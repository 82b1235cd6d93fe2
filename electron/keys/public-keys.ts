// Keys that everybody knows: published test and factory keys, and the weak keys of DES. A device that holds one is open.
import type { Secret } from '../contract/secret.js'
import { fromHex } from './hex.js'
import { isPublicValue, sameSecret, slice, withOddParity } from './vault.js'

const times = (unit: string, count: number) => unit.repeat(count)

/** Published values, with where they are known from. */
const testKeys: readonly (readonly [hex: string, known: string])[] = [
  ['0123456789ABCDEFFEDCBA9876543210', 'usual reference key'],
  ['FEDCBA98765432100123456789ABCDEF', 'reference key, halves exchanged'],
  ['0123456789ABCDEF0123456789ABCDEFFEDCBA9876543210', 'reference key, triple length'],
  ['0123456789ABCDEFFEDCBA98765432100123456789ABCDEF', 'reference key as three parts'],
  ['0123456789ABCDEF', 'reference key, single length'],
  [times('0123456789ABCDEF', 2), 'reference key, equal halves'],
  ['FEDCBA9876543210', 'reference key, reversed'],
  ['6AC292FAA1315B4D858AB3A3D7D5933A', 'ANSI X9.24-1 initial key'],
  ['FEDCBA9876543210F1F1F1F1F1F1F1F1', 'X9.24-3 base key'],
  ['1273671EA26AC29AFA4D1084127652A1', 'X9.24-3 initial key'],
  ['404142434445464748494A4B4C4D4E4F', 'GlobalPlatform default key'],
  [times('1234567890ABCDEF', 2), 'counting key'],
  [times('12345678', 4), 'counting key'],
  ['11111111111111112222222222222222', 'protocol sample key'],
  [times('A34DF12667AA7890', 2), 'Newland factory test: TMK 5'],
  [times('E14647E8A135061A', 2), 'Newland factory test: TMK 2'],
  [times('A69FC51F503CEDE6', 2), 'Newland factory test: TPK 7'],
  [times('2E381D9201885822', 2), 'Newland factory test: TPK 6'],
  [times('793CA1EA4FC85CFB', 2), 'Newland factory test: TDK 64'],
  [times('7F9D4F7D2F17344D', 2), 'Newland factory test: TDK 70'],
  [times('477CD6842043FEC0', 2), 'Newland factory test: TAK 4'],
  [times('15', 8) + times('17', 8), 'Newland factory test: TMK 5 for DUKPT'],
  [times('17', 8) + times('19', 8), 'Newland factory test: TPK 2'],
  ...[
    '00',
    '11',
    '12',
    '13',
    '19',
    '22',
    '31',
    '33',
    '38',
    '44',
    '55',
    '66',
    '77',
    '88',
    '99',
    'AA',
    'BB',
    'CC',
    'DD',
    'EE',
    'FF',
  ].flatMap((byte) => [8, 16, 24, 32].map((count) => [times(byte, count), `${byte} repeated`] as const)),
]
/** The byte's lowest bit chosen so that the number of ones is odd. */
function oddByte(byte: number): number {
  let ones = 0
  for (let left = byte >> 1; left > 0; left >>= 1) ones += left & 1
  return (byte & 0xfe) | (ones % 2 === 0 ? 1 : 0)
}
// Whoever sets parity in a published DES key still has a published key.
const testKeyBytes = testKeys.flatMap(([hex, known]) =>
  [fromHex(hex), fromHex(hex).map(oddByte)].map((bytes) => [bytes, known] as const),
)

/** The published keys as they are, and with odd parity set. */
export const publishedKeys: readonly Uint8Array[] = testKeyBytes.map(([bytes]) => bytes)

/** Where a published key is known from, as published or with odd parity set; null where the key is not on the list. */
export const knownTestKey = (key: Secret): string | null =>
  testKeyBytes.find(([bytes]) => bytes.length === key.bytes && isPublicValue(key, bytes))?.[1] ?? null

export const isZero = (key: Secret): boolean => isPublicValue(key, new Uint8Array(key.bytes))

// FIPS 74 / NIST SP 800-67 section 3.3.2: the four weak and twelve semi-weak keys, with odd parity.
const weak = ['0101010101010101', 'FEFEFEFEFEFEFEFE', 'E0E0E0E0F1F1F1F1', '1F1F1F1F0E0E0E0E'].map(fromHex)
const semiWeak = [
  '01FE01FE01FE01FE',
  'FE01FE01FE01FE01',
  '1FE01FE00EF10EF1',
  'E01FE01FF10EF10E',
  '01E001E001F101F1',
  'E001E001F101F101',
  '1FFE1FFE0EFE0EFE',
  'FE1FFE1FFE0EFE0E',
  '011F011F010E010E',
  '1F011F010E010E01',
  'E0FEE0FEF1FEF1FE',
  'FEE0FEE0FEF1FEF1',
].map(fromHex)

/** What makes a DES or TDES key weak, as warning names; empty where nothing does. Parity bits do not count. */
export function weaknesses(key: Secret): string[] {
  using odd = withOddParity(key)
  const parts = Array.from({ length: key.bytes / 8 }, (_, i) => slice(odd, 8 * i, 8 * i + 8))
  try {
    const any = (list: readonly Uint8Array[]) => parts.some((part) => list.some((bytes) => isPublicValue(part, bytes)))
    return [
      ...(any(weak) ? ['weak-key'] : []),
      ...(any(semiWeak) ? ['semi-weak-key'] : []),
      ...(neighboursEqual(odd, key.bytes) ? ['equal-halves'] : []),
    ]
  } finally {
    for (const part of parts) part[Symbol.dispose]()
  }
}

/** K1 = K2 or K2 = K3: triple DES falls back to single DES. */
function neighboursEqual(key: Secret, bytes: number): boolean {
  for (let at = 0; at + 16 <= bytes; at += 8) {
    using left = slice(key, at, at + 8)
    using right = slice(key, at + 8, at + 16)
    if (sameSecret(left, right)) return true
  }
  return false
}
