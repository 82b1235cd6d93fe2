// What the device's own code says about a refused load. A code decides much: a MAC is not wrong by chance.
import type { DiagnosisCase } from './case.js'

export type Refusal = 'mac' | 'parity' | 'kek' | 'decipher' | 'kcv' | 'tampered' | 'other'

/** Codes whose meaning the protocol pages give, by family. */
const codes: Readonly<Record<string, Readonly<Record<string, Refusal>>>> = {
  'pax-d': { '-332': 'parity', '-348': 'mac', '-325': 'kcv' },
  'szzt-zt598': { E6: 'parity', E7: 'kcv', DD: 'tampered', FF: 'tampered' },
  'uic-ipp': { C: 'mac', '7': 'decipher' },
  'castles-pci100': { '04': 'kcv', '21': 'mac' },
  futurex: { '07': 'tampered', '12': 'kcv', '13': 'kek', '1B': 'mac', '1C': 'decipher' },
  'newland-k21': { '41': 'kcv' },
}

/** Words of a code or of its meaning; the first that is found counts. */
const words: readonly (readonly [Refusal, RegExp])[] = [
  ['kek', /\b(?:kek|ktk|klk|kbpk|tlk)\b|transport key|key-encrypting|传输密钥.*校验|校验值.*传输密钥/i],
  ['kek', /checksum/i],
  ['mac', /\bmac\b|auth.*tag|认证码/i],
  ['parity', /parity|奇偶/i],
  ['decipher', /decipher|decrypt|解密/i],
  ['tampered', /tamper|防拆|removal/i],
  ['kcv', /kcv|check value|校验值/i],
]

const accepted = /^(?:0+|ok|done|ack|success)$/i

/** What the device refused the load for; null where it gave no code, or one that says done. */
export function refusalOf({ device }: DiagnosisCase): Refusal | null {
  const code = String(device?.code ?? '').trim()
  if (code === '' || accepted.test(code)) return null
  const known = codes[device?.family ?? '']?.[code.toUpperCase()]
  if (known) return known
  const text = `${code.replace(/[-_/]/g, ' ')} ${device?.codeMeaning ?? ''}`
  return words.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other'
}

/** Codes that say that the key, once unwrapped, was not what had been wrapped: the transport keys differ. */
export const pointsToTransportKey = (refusal: Refusal | null): boolean =>
  refusal === 'mac' || refusal === 'parity' || refusal === 'kek' || refusal === 'decipher'
