// One row a cause: how it is brought about at a terminal or in a job, and why a family may be unable to show it.

import { kcv, xor } from '../cases/cipher.js'
import { initialKey, nextDevice } from '../cases/dukpt.js'
import { dukptKeys, storeValue } from '../sweep/test-keys.js'

/** A key as the job file has it. */
export type Entry = Readonly<Record<string, unknown>>

export interface Provocation {
  readonly cause: string
  /** How it is brought about. */
  readonly about: string
  /** What the simulated terminal does from the attempt on; absent where the mistake is made before it. */
  readonly behave?: readonly string[]
  /** The same key was loaded before, properly. */
  readonly loadedBefore?: number
  /** The terminal is so before any key comes. */
  readonly fromTheStart?: true
  /** The mistake in the job: what it says, made of what it should say. Null where this job cannot have it. */
  readonly mistake?: (entry: Entry) => readonly Entry[] | null
  /** Others that leave the same facts: any of them may stand first, as long as this one is named beside it. */
  readonly alike?: readonly string[]
}

interface Components {
  readonly form: 'components'
  readonly values: readonly string[]
}
const componentsOf = ({ material }: Entry): readonly string[] | null => {
  const { form, values } = material as Partial<Components>
  return form === 'components' && values && values.length > 1 ? values : null
}
const withComponents = (
  entry: Entry,
  change: (values: readonly string[]) => readonly string[],
): readonly Entry[] | null => {
  const values = componentsOf(entry)
  return values ? [{ ...entry, material: { form: 'components', values: change(values) } }] : null
}
const withExpected = (entry: Entry, change: (value: string) => string): readonly Entry[] => {
  const { kcv } = entry as { kcv: { expected: string } }
  return [{ ...entry, kcv: { ...kcv, expected: change(kcv.expected) } }]
}
const isInitial = ({ material }: Entry) => (material as { readonly form: string }).form === 'initial-key'
const bytes = (hex: string) => Buffer.from(hex, 'hex')
const NEXT_INITIAL_KEY = initialKey(bytes(dukptKeys.bdk), nextDevice(bytes(dukptKeys.ksn), 1)).toString('hex')
const cmacOf = (values: readonly string[]) => kcv('tdes-cmac', xor(...values.map(bytes)), 4)
/** One digit that looks like another. */
const lookAlike: Readonly<Record<string, string>> = {
  8: 'B',
  B: '8',
  0: 'D',
  D: '0',
  1: '7',
  7: '1',
  3: '8',
  5: '6',
  6: '5',
  E: 'F',
  F: 'E',
  C: '0',
  2: '7',
}
const misread = (value: string): string => {
  const at = [...value].findIndex((digit) => digit in lookAlike)
  return value.slice(0, at) + lookAlike[value[at]!]! + value.slice(at + 1)
}
const digit = (value: string, at: number) =>
  value.slice(0, at) + (Number.parseInt(value[at]!, 16) ^ 0x4).toString(16).toUpperCase() + value.slice(at + 1)

/** A second key of the job, in the next slot. */
const another = (entry: Entry): Entry => ({
  label: 'OTHER',
  slot: Number(entry.slot) + 1,
  kcv: { ...(entry.kcv as object), expected: null },
})
const OTHER = '4A7C1F8052B6E39D0D5E2A9171C4B8F6'
const isDouble = (entry: Entry) => componentsOf(entry)?.[0]?.length === OTHER.length
/** The job has that other key as well, with its right value. */
const withOther = (entry: Entry, first: Entry): readonly Entry[] | null =>
  isDouble(entry)
    ? [
        first,
        {
          ...entry,
          ...another(entry),
          kcv: { ...(entry.kcv as object), expected: storeValue(OTHER, 'tdes').slice(0, 8) },
          material: { form: 'components', values: [OTHER] },
        },
      ]
    : null

const holds = (cause: string, way: string, about: string, alike: readonly string[] = []): Provocation => ({
  cause,
  about,
  behave: [`holds=${way}`],
  alike,
})

export const provocations: readonly Provocation[] = [
  holds('halves-swapped', 'halves-swapped', 'the terminal keeps the halves the other way round'),
  holds('left-half-only', 'left-half', 'the terminal keeps the left half'),
  holds('right-half-only', 'right-half', 'the terminal keeps the right half'),
  holds('bytes-reversed', 'bytes-reversed', 'the terminal keeps the bytes in reverse'),
  holds('words-reversed', 'words-reversed', 'the terminal keeps each word in reverse'),
  holds('halves-reversed', 'halves-reversed', 'the terminal keeps each half in reverse'),
  holds('complemented', 'complemented', 'the terminal keeps the complement', ['halves-swapped']),
  holds('variant-applied', 'variant', 'the terminal keeps the first Atalla variant'),
  holds('xon-xoff-eaten', 'xon-xoff', 'the terminal’s flow control eats 11h and 13h'),
  holds('cr-lf-translated', 'cr-lf', 'the terminal’s line turns 0Dh into 0Ah', ['component-typo']),
  holds('nibbles-swapped', 'nibbles-swapped', 'the terminal keeps the digits of each byte the other way round'),
  holds('seven-bit-line', 'seven-bit', 'the terminal’s line is set to seven bits'),
  holds('hex-as-ascii', 'hex-text', 'the terminal takes the hex text for the key'),
  holds('known-test-key', 'test-key', 'the terminal keeps 11…11, whatever comes'),
  holds('component-missing', 'first-component', 'the terminal keeps the first component alone', [
    'known-test-key',
    'bdk-for-initial-key',
  ]),
  holds('zero-padded', 'zero-padded', 'the terminal keeps the left half and fills with zeros', [
    'truncated',
    'left-half-only',
  ]),
  holds('unknown', 'another', 'the terminal keeps a key that nobody knows'),
  { cause: 'method-difference', about: 'the terminal shows CMAC values', behave: ['shows=cmac'] },
  { cause: 'algorithm-difference', about: 'the terminal shows AES values', behave: ['shows=aes'] },
  { cause: 'no-value', about: 'the terminal shows zeros', behave: ['shows=nothing'] },
  {
    cause: 'stale-key',
    about: 'the terminal says done and keeps its old key',
    behave: ['stale'],
  },
  // A transport key that came under itself has taken the place of what it came under.
  { cause: 'already-present', about: 'the very key was there before', loadedBefore: 1, alike: ['wrong-kek'] },
  {
    cause: 'check-disabled',
    about: 'the terminal gives back what it was given',
    behave: ['echo-kcv'],
    alike: ['no-value'],
  },
  { cause: 'tampered', about: 'the tamper switch has tripped', behave: ['tampered'], fromTheStart: true },
  {
    cause: 'component-typo',
    about: 'one digit of a component typed wrong at the station',
    mistake: (entry) => withComponents(entry, ([first, ...rest]) => [digit(first!, 9), ...rest]),
  },
  {
    cause: 'groups-exchanged',
    about: 'two groups of four digits changed places as they were typed',
    mistake: (entry) =>
      withComponents(entry, ([first, ...rest]) => [first!.slice(4, 8) + first!.slice(0, 4) + first!.slice(8), ...rest]),
  },
  {
    cause: 'digit-shifted',
    about: 'a digit left out, and all that follow moved',
    mistake: (entry) => withComponents(entry, ([first, ...rest]) => [`${first!.slice(1)}0`, ...rest]),
  },
  {
    cause: 'component-duplicated',
    about: 'the first component typed twice',
    mistake: (entry) => withComponents(entry, ([first, ...rest]) => [first!, first!, ...rest.slice(1)]),
    alike: ['known-test-key'],
  },
  {
    cause: 'component-swapped',
    about: 'the second component taken from the envelope of another key',
    mistake: (entry) => {
      const values = componentsOf(entry)
      const other = '4A7C1F8052B6E39D0D5E2A9171C4B8F64A7C1F8052B6E39D'.slice(0, values?.[0]?.length ?? 0)
      return values
        ? [
            { ...entry, material: { form: 'components', values: [values[0]!, other] } },
            { ...entry, ...another(entry), material: { form: 'components', values: [other, values[1]!] } },
          ]
        : null
    },
  },
  {
    cause: 'expected-misread',
    about: 'the value of the letter read with a digit that looks alike',
    mistake: (entry) => withExpected(entry, misread),
  },
  {
    cause: 'expected-other-key',
    about: 'the value of another key’s letter',
    mistake: (entry) => withOther(entry, withExpected(entry, () => storeValue(OTHER, 'tdes').slice(0, 8))[0]!),
  },
  {
    cause: 'wrong-slot',
    about: 'the components of the key for the next slot',
    mistake: (entry) => withOther(entry, { ...entry, material: { form: 'components', values: [OTHER] } }),
    alike: ['entry-error'],
  },
  {
    cause: 'expected-other-method',
    about: 'the letter states the CMAC value',
    mistake: (entry) => {
      const values = componentsOf(entry)
      return values ? withExpected(entry, () => cmacOf(values)) : null
    },
  },
  {
    cause: 'bdk-for-initial-key',
    about: 'the letter states the value of the base key',
    mistake: (entry) =>
      isInitial(entry) ? withExpected(entry, () => storeValue(dukptKeys.bdk, 'tdes').slice(0, 8)) : null,
  },
  {
    cause: 'ksn-mismatch',
    about: 'the letter states the value for the next device’s number',
    mistake: (entry) =>
      isInitial(entry) ? withExpected(entry, () => storeValue(NEXT_INITIAL_KEY, 'tdes').slice(0, 8)) : null,
  },
  {
    cause: 'wrong-kek',
    about: 'the job has another transport key than the terminal',
    mistake: (entry) => {
      const under = entry.under as { readonly usage: string } | undefined
      return under
        ? [{ ...entry, under: { ...under, material: { form: 'components', values: ['22'.repeat(16)] } } }]
        : null
    },
  },
  {
    cause: 'entry-error',
    about: 'components of a key that no letter names',
    mistake: (entry) =>
      withComponents(entry, (values) =>
        values.map((_, i) => '3D8A41E5C7F2906B1E5D94A23C7B08F61B2E3D4C5A697887'.slice(i, i + values[0]!.length)),
      ),
  },
]
