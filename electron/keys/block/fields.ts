// The sixteen characters in front of every key block, field by field, both ways.
import { Fault } from '../../contract/fault.js'
import type { FaultCode } from '../../contract/fault-table.js'
import { algorithmLetters, exportabilityLetters, modeLetters, usages } from './attributes.js'
import { isVersionId, versions } from './versions.js'

interface FieldRow {
  readonly at: number
  readonly size: number
  readonly fits: (text: string) => boolean
  readonly fault: FaultCode
  readonly expected: string
}

const oneOf = (letters: string) => (text: string) => letters.includes(text)
const spaced = (letters: string) => [...letters].join(' ')

/** X9.143:2021, 6.2, table 1. */
export const fieldRows = {
  versionId: {
    at: 0,
    size: 1,
    fits: isVersionId,
    fault: 'keys/block-version',
    expected: Object.keys(versions).join(', '),
  },
  length: {
    at: 1,
    size: 4,
    fits: (text) => /^\d{4}$/.test(text),
    fault: 'keys/block-length',
    expected: 'four decimal digits: the number of characters',
  },
  keyUsage: {
    at: 5,
    size: 2,
    fits: (text) => Object.hasOwn(usages, text),
    fault: 'keys/block-usage',
    expected: Object.keys(usages).join(' '),
  },
  algorithm: {
    at: 7,
    size: 1,
    fits: oneOf(algorithmLetters),
    fault: 'keys/block-algorithm',
    expected: spaced(algorithmLetters),
  },
  modeOfUse: { at: 8, size: 1, fits: oneOf(modeLetters), fault: 'keys/block-mode', expected: spaced(modeLetters) },
  keyVersion: {
    at: 9,
    size: 2,
    fits: (text) => /^(?:[0-9A-Z]{2}|c[0-9A-Z])$/.test(text),
    fault: 'keys/block-key-version',
    expected: '00, two of 0-9 A-Z, or c and the number of a component',
  },
  exportability: {
    at: 11,
    size: 1,
    fits: oneOf(exportabilityLetters),
    fault: 'keys/block-exportability',
    expected: spaced(exportabilityLetters),
  },
  optionalCount: {
    at: 12,
    size: 2,
    fits: (text) => /^\d{2}$/.test(text),
    fault: 'keys/block-optional-count',
    expected: 'two decimal digits: the number of optional blocks',
  },
  keyContext: {
    at: 14,
    size: 1,
    fits: oneOf('012'),
    fault: 'keys/block-context',
    expected: '0, 1 (storage) or 2 (exchange)',
  },
  reserved: { at: 15, size: 1, fits: oneOf('0'), fault: 'keys/block-reserved', expected: '0' },
} as const satisfies Record<string, FieldRow>

export type FieldName = keyof typeof fieldRows
export const FIELDS_LENGTH = 16

const checked = (name: FieldName, text: string): string => {
  const { size, fits, fault, expected }: FieldRow = fieldRows[name]
  if (text.length === size && fits(text)) return text
  throw new Fault(fault, { field: name, expected })
}
const names = Object.keys(fieldRows) as FieldName[]

/** @param text of at least 16 characters @throws keys/block-… by field */
export const readFields = (text: string): Record<FieldName, string> =>
  Object.fromEntries(
    names.map((name) => [
      name,
      checked(name, text.slice(fieldRows[name].at, fieldRows[name].at + fieldRows[name].size)),
    ]),
  ) as Record<FieldName, string>

/** @throws keys/block-… by field, also where one is longer or shorter than its place */
export const writeFields = (fields: Readonly<Record<FieldName, string>>): string =>
  names.map((name) => checked(name, fields[name])).join('')
