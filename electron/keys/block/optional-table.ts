// The optional blocks: what the data of each looks like, and what it must agree with in the header.
import type { FaultCode } from '../../contract/fault-table.js'
import { type Attributes, exportabilityLetters, fitTogether } from './attributes.js'
import { isCertificates, isTime } from './optional-data.js'

export interface OptionalRow {
  readonly shape: RegExp | ((data: string) => boolean)
  readonly expected: string
  /** The fault where the shape is wrong; keys/block-optional-data where absent. */
  readonly fault?: FaultCode
  /** The fault where it disagrees with the header. */
  readonly against?: { readonly fits: (data: string, header: Attributes) => boolean; readonly fault: FaultCode }
  readonly source: string
}

/** First byte 00: zero block, at most 3 bytes; 01: CMAC, at most 5 (X9.24-1:2017, Annex A). */
const checkValue = {
  shape: /^(?:00(?:[0-9A-F]{2}){2,3}|01(?:[0-9A-F]{2}){2,5})$/,
  expected: '00 and 2 or 3 bytes, or 01 and 2 to 5 bytes, as upper-case hex',
}
const time = {
  shape: isTime,
  expected: 'UTC as YYYYMMDDhhmmss[ss]Z or YYYY-MM-DDThh:mm:ss[.ss]Z',
  fault: 'keys/block-time',
} as const
const anything = { shape: /^/, expected: 'printable characters' }

/** Whether each derivation that DA allows is one of the usage table, and the header's key derives at all. */
const derivationsFit = (data: string, { modeOfUse }: Attributes): boolean =>
  modeOfUse === 'X' &&
  (data.slice(2).match(/.{5}/g) ?? []).every(
    (set) =>
      fitTogether({ keyUsage: set.slice(0, 2), algorithm: set[2]!, modeOfUse: set[3]! }) &&
      exportabilityLetters.includes(set[4]!),
  )

/** 00 is the key set of a TDES base or initial key, 01 the base key id of an AES one. */
const baseKeyFits = (data: string, { keyUsage, algorithm }: Attributes): boolean =>
  ['B0', 'B1', 'B2'].includes(keyUsage) && algorithm === (data.startsWith('00') ? 'T' : 'A')

/** Algorithm I is HMAC with SHA-2, J with SHA-3 or SHAKE; H names none. */
const hashFits = (data: string, { algorithm }: Attributes): boolean =>
  ({ I: '2', J: '34' })[algorithm]?.includes(data[0]!) ?? true

export const optionalTable: Readonly<Record<string, OptionalRow>> = {
  AL: { shape: /^01(?:00|01)$/, expected: '0100 or 0101', source: 'X9.143:2021, 6.3.6.1: asymmetric key life' },
  BI: {
    shape: /^(?:00[0-9A-F]{10}|01[0-9A-F]{8})$/,
    expected: '00 and 5 bytes, or 01 and 4 bytes, as upper-case hex',
    against: { fits: baseKeyFits, fault: 'keys/block-base-key-id' },
    source: '6.3.6.2: base derivation key identifier',
  },
  CT: {
    shape: isCertificates,
    expected: '00 or 01 and base64, or 02 and certificates with format and length',
    source: '6.3.6.3: public key certificate',
  },
  DA: {
    shape: /^01(?:[0-9A-Z]{5})+$/,
    expected: '01 and, for each derivation, usage, algorithm, mode and exportability',
    against: { fits: derivationsFit, fault: 'keys/block-derivations' },
    source: '6.3.6.4: derivations allowed',
  },
  FL: { ...anything, source: '6.3.6, table 7: flags' },
  HM: {
    shape: /^(?:10|2[0-5]|3[0-3]|4[01])$/,
    expected: '10, 20 to 25, 30 to 33, 40 or 41',
    against: { fits: hashFits, fault: 'keys/block-hash' },
    source: '6.3.6.5: hash of an HMAC key',
  },
  IK: { shape: /^[0-9A-F]{16}$/, expected: '8 bytes as upper-case hex', source: '6.3.6.6: initial key identifier' },
  KC: { ...checkValue, source: '6.3.6.7: check value of the wrapped key' },
  KP: { ...checkValue, source: '6.3.6.7: check value of the KBPK' },
  KS: {
    shape: /^[0-9A-F]{16}(?:[0-9A-F]{4})?$/,
    expected: '10 bytes (older ones 8) as upper-case hex',
    source: '6.3.6.8: initial key serial number of TDES DUKPT',
  },
  KV: { shape: /^.{4}$/, expected: 'four characters', source: '6.3.6.9: key block values; deprecated' },
  LB: { ...anything, source: '6.3.6.10: label' },
  PB: { ...anything, source: '6.3.6: padding; always the last' },
  PK: { ...checkValue, source: '6.3.6.12: check value of the KBPK of an export' },
  TC: { ...time, source: '6.3.6.13: time of creation' },
  TS: { ...time, source: '6.3.6.14: time stamp' },
  WP: { shape: /^00[0-3]$/, expected: '00 and 0, 1, 2 or 3', source: '6.3.6.15: wrapping pedigree' },
}

const privateRow: OptionalRow = { ...anything, source: '6.3.6: numeric ids are private' }

/** The row of an id; undefined for one that nobody defines. An id that starts with a digit is private. */
export const optionalRow = (id: string): OptionalRow | undefined =>
  Object.hasOwn(optionalTable, id) ? optionalTable[id] : /^[0-9][0-9A-Z]$/.test(id) ? privateRow : undefined
