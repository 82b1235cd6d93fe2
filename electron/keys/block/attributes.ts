// Which key usages there are, and which algorithms and modes of use go with each.
import { Fault } from '../../contract/fault.js'

export interface UsageRow {
  /** Letters of table 3 of X9.143:2021. */
  readonly algorithms: string
  /** Letters of table 4. */
  readonly modes: string
  /** Modes that the table does not give and that printed samples use all the same. */
  readonly inSamples?: string
}

const derives = { algorithms: 'AT', modes: 'X' }
const enciphers = { algorithms: 'AT', modes: 'BDE' }
const enciphersData = { algorithms: 'ADT', modes: 'BDE' }
const authenticates = { algorithms: 'AT', modes: 'CGV' }
const desAuthenticates = { algorithms: 'DT', modes: 'CGV' }
const anyCipherAuthenticates = { algorithms: 'ADT', modes: 'CGV' }
const keyPairEnciphers = { algorithms: 'ER', modes: 'BDE' }
const keyPairSigns = { algorithms: 'ERS', modes: 'SV' }

/** Usages: X9.143:2021, 6.3.1, table 2. What goes with each: as TR-31 implementations have it, not read in the standard. */
export const usages: Readonly<Record<string, UsageRow>> = {
  // N: payShield 10K; V: ISO 20038:2017, B.2.
  B0: { ...derives, inSamples: 'NV' },
  B1: derives,
  B2: { algorithms: 'T', modes: 'X' },
  B3: { algorithms: 'AHIJT', modes: 'X' },
  C0: authenticates,
  D0: enciphersData,
  D1: keyPairEnciphers,
  D2: enciphersData,
  D3: enciphersData,
  E0: derives,
  E1: derives,
  E2: derives,
  E3: derives,
  E4: derives,
  E5: derives,
  E6: derives,
  E7: keyPairEnciphers,
  I0: { algorithms: 'ADT', modes: 'N' },
  // N: payShield 10K.
  K0: { ...enciphers, inSamples: 'N' },
  K1: enciphers,
  K2: keyPairEnciphers,
  K3: { algorithms: 'ER', modes: 'BDEX' },
  K4: { algorithms: 'A', modes: 'BDE' },
  M0: { algorithms: 'T', modes: 'CGV' },
  M1: anyCipherAuthenticates,
  M2: anyCipherAuthenticates,
  M3: desAuthenticates,
  M4: desAuthenticates,
  M5: desAuthenticates,
  M6: authenticates,
  M7: { algorithms: 'HIJ', modes: 'CGV' },
  M8: anyCipherAuthenticates,
  P0: enciphers,
  P1: authenticates,
  S0: keyPairSigns,
  S1: keyPairSigns,
  S2: { algorithms: 'ERS', modes: 'BDENSTVX' },
  V0: authenticates,
  V1: authenticates,
  V2: authenticates,
  V3: authenticates,
  V4: authenticates,
  V5: authenticates,
}

export const algorithmLetters = 'ADEHIJRST'
export const modeLetters = 'BCDEGNSTVXY'
export const exportabilityLetters = 'ENS'

export interface Attributes {
  readonly keyUsage: string
  readonly algorithm: string
  readonly modeOfUse: string
}

/** Whether the three go together. */
export function fitTogether({ keyUsage, algorithm, modeOfUse }: Attributes): boolean {
  const row = Object.hasOwn(usages, keyUsage) ? usages[keyUsage] : undefined
  return !!row && row.algorithms.includes(algorithm) && `${row.modes}${row.inSamples ?? ''}`.includes(modeOfUse)
}

/** @throws keys/block-combination */
export function assertTogether(attributes: Attributes): void {
  if (fitTogether(attributes)) return
  const { algorithms, modes, inSamples = '' } = usages[attributes.keyUsage]!
  throw new Fault('keys/block-combination', {
    ...attributes,
    field: 'modeOfUse',
    expected: `algorithm ${[...algorithms].join(' ')} with mode ${[...modes, ...inSamples].join(' ')}`,
  })
}
