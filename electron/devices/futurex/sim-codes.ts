// The words of the receiver: its result codes, key types, algorithms and ways of encipherment.
import type { KeyUsage } from '../../contract/values.js'

export const code = {
  ok: '00',
  command: '01',
  version: '02',
  length: '03',
  characters: '04',
  busy: '05',
  notInMode: '06',
  tamper: '07',
  lrc: '08',
  duplicateKey: '09',
  duplicateKsn: '0A',
  deleteFailed: '0B',
  slot: '0C',
  ktkSlot: '0D',
  noKtk: '0E',
  occupied: '0F',
  type: '10',
  encryption: '11',
  kcv: '12',
  ktkKcv: '13',
  ksn: '14',
  keyLength: '15',
  ktkLength: '16',
  blockVersion: '17',
  blockUsage: '18',
  blockAlgorithm: '19',
  blockMode: '1A',
  blockMac: '1B',
  decrypt: '1C',
} as const
/** One of the table, or one that `refuse` asks for: the app's own 1D and 2A, which the page gives no meaning. */
export type Code = string

export type Cipher = 'tdes' | 'aes'

export interface KeyType {
  readonly usage: KeyUsage
  /** Where the dialect does not say the algorithm, the first. */
  readonly ciphers: readonly Cipher[]
  /** Needs a KSN. INFERRED: double length alone under TDES. */
  readonly dukpt?: true
  /** Usages in a TR-31 header that fit. INFERRED: the page has the code for a wrong one, not the list. */
  readonly fits: RegExp
}

const either = ['tdes', 'aes'] as const
/** 0F is on the page without a name, so nobody can say what it holds: refused as an unknown type. INFERRED */
const types: Readonly<Record<string, KeyType>> = {
  '01': { usage: 'TMK', ciphers: either, fits: /^K[01]$/ },
  '02': { usage: 'IK', ciphers: ['tdes'], dukpt: true, fits: /^B1$/ },
  '03': { usage: 'IK', ciphers: ['tdes'], dukpt: true, fits: /^B1$/ },
  '04': { usage: 'TAK', ciphers: either, fits: /^M\d$/ },
  '05': { usage: 'TPK', ciphers: either, fits: /^P0$/ },
  '06': { usage: 'TLK', ciphers: either, fits: /^K[01]$/ },
  // The station has no word for a base derivation key, which is nothing for a terminal; the nearest is shown.
  '08': { usage: 'KEK', ciphers: ['tdes'], fits: /^B0$/ },
  '0B': { usage: 'IK', ciphers: ['aes'], dukpt: true, fits: /^B1$/ },
  '0C': { usage: 'TDK', ciphers: either, fits: /^D0$/ },
  '10': { usage: 'KEK', ciphers: ['aes'], fits: /^B0$/ },
}
export const keyType = (type: string): KeyType | undefined => (Object.hasOwn(types, type) ? types[type] : undefined)
/** Usage of the keys that others come under. */
export const KTK_USAGE: KeyUsage = 'TLK'

export interface KeyAlgorithm {
  readonly cipher: Cipher
  readonly bytes: number
}
/** Of dialect fx. The page gives AES three numbers and not their order: by size. INFERRED */
const algorithms: Readonly<Record<string, KeyAlgorithm>> = {
  '00': { cipher: 'tdes', bytes: 16 },
  '01': { cipher: 'tdes', bytes: 24 },
  '02': { cipher: 'aes', bytes: 16 },
  '03': { cipher: 'aes', bytes: 24 },
  '04': { cipher: 'aes', bytes: 32 },
}
export const keyAlgorithm = (algorithm: string): KeyAlgorithm | undefined =>
  Object.hasOwn(algorithms, algorithm) ? algorithms[algorithm] : undefined

/** Key bytes, where the dialect does not say the algorithm. */
export const lengths: Readonly<Record<Cipher, readonly number[]>> = { tdes: [16, 24], aes: [16, 24, 32] }

/** How the key comes: in clear, under a KTK that is loaded, under one in the message; a TR-31 block under a loaded one. */
export const encryption = { clear: '00', loadedKtk: '01', sentKtk: '02', block: '03' } as const
