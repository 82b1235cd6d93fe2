// Which key usages there are, and which algorithms and modes of use go with each.
import { Fault } from '../../contract/fault.js'

/** Algorithm letters of table 3 of X9.143:2021 and mode letters of table 4. */
interface Allowed {
  readonly algorithms: string
  readonly modes: string
  /** Modes that printed samples use beside them. */
  readonly inSamples?: string
}
export interface UsageRow extends Allowed {
  /** Who says that these go together. */
  readonly source: string
}

const derives = { algorithms: 'AT', modes: 'X' }
const enciphers = { algorithms: 'AT', modes: 'BDE' }
const enciphersData = { algorithms: 'ADT', modes: 'BDE' }
const authenticates = { algorithms: 'AT', modes: 'CGV' }
const desAuthenticates = { algorithms: 'DT', modes: 'CGV' }
const anyCipherAuthenticates = { algorithms: 'ADT', modes: 'CGV' }
const keyPairEnciphers = { algorithms: 'ER', modes: 'BDE' }
const keyPairSigns = { algorithms: 'ERS', modes: 'SV' }

/** docs.aws.amazon.com/payment-cryptography, "Understanding key attributes": algorithms and modes "as defined by TR-31". */
const AWS = 'AWS Payment Cryptography, key attributes'
/** Blocks that other TR-31 implementations made and read: test/vectors/tr31.json. */
const VECTORS = 'in vectors'
/** From what the usage is for: neither the standard's own pairs nor a sample was at hand. */
const INFERRED = 'INFERRED'

const row = (allowed: Allowed, source: string): UsageRow => ({ ...allowed, source })

/** Usages: X9.143:2021, 6.3.1, table 2. What goes with each: as each row says. */
export const usages: Readonly<Record<string, UsageRow>> = {
  B0: row({ ...derives, inSamples: 'NV' }, `${AWS}; N: payShield 10K sample; V: ISO 20038:2017, B.2`),
  B1: row(derives, VECTORS),
  B2: row({ algorithms: 'T', modes: 'X' }, INFERRED),
  B3: row({ algorithms: 'AHIJT', modes: 'X' }, `AX ${VECTORS}; other algorithms ${INFERRED}`),
  C0: row(authenticates, `${AWS}; AV: sample of X9.143:2021`),
  D0: row(enciphersData, `${AWS}; single DES ${VECTORS}`),
  D1: row(keyPairEnciphers, INFERRED),
  D2: row(enciphersData, INFERRED),
  D3: row(enciphersData, INFERRED),
  E0: row(derives, AWS),
  E1: row(derives, AWS),
  E2: row(derives, AWS),
  E3: row(derives, INFERRED),
  E4: row(derives, AWS),
  E5: row(derives, INFERRED),
  E6: row(derives, INFERRED),
  E7: row(keyPairEnciphers, INFERRED),
  I0: row({ algorithms: 'ADT', modes: 'N' }, `AN ${VECTORS}; other algorithms ${INFERRED}`),
  K0: row({ ...enciphers, inSamples: 'N' }, `TB, AD ${VECTORS}; other pairs ${INFERRED}; N: payShield 10K sample`),
  K1: row(enciphers, `TD, AB ${VECTORS}; other pairs ${INFERRED}`),
  K2: row(keyPairEnciphers, INFERRED),
  K3: row({ algorithms: 'ER', modes: 'BDEX' }, INFERRED),
  K4: row(
    { algorithms: 'A', modes: 'BDE' },
    `AB ${VECTORS}; other modes ${INFERRED}. ISO 20038:2017: the protection key of version E`,
  ),
  M0: row({ algorithms: 'T', modes: 'CGV' }, INFERRED),
  M1: row(anyCipherAuthenticates, `TG ${VECTORS}; other pairs ${INFERRED}`),
  M2: row(anyCipherAuthenticates, INFERRED),
  M3: row(desAuthenticates, `TC ${VECTORS}; TV: ISO 20038:2017, B.2; other pairs ${INFERRED}`),
  M4: row(desAuthenticates, INFERRED),
  M5: row(desAuthenticates, INFERRED),
  M6: row(authenticates, `AC ${VECTORS}; other pairs ${INFERRED}`),
  M7: row({ algorithms: 'HIJ', modes: 'CGV' }, `HC, HG ${VECTORS}; other pairs ${INFERRED}`),
  M8: row(anyCipherAuthenticates, INFERRED),
  P0: row(enciphers, VECTORS),
  P1: row(authenticates, INFERRED),
  S0: row(keyPairSigns, `ES ${VECTORS}; RS: sample of X9.143:2021; other pairs ${INFERRED}`),
  S1: row(keyPairSigns, INFERRED),
  S2: row({ algorithms: 'ERS', modes: 'BDENSTVX' }, INFERRED),
  V0: row(authenticates, INFERRED),
  V1: row(authenticates, `AV ${VECTORS}; other pairs ${INFERRED}`),
  V2: row(authenticates, `TC ${VECTORS}; other pairs ${INFERRED}`),
  V3: row(authenticates, INFERRED),
  V4: row(authenticates, INFERRED),
  V5: row(authenticates, INFERRED),
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
