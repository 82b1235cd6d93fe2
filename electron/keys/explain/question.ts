// What a key is asked by each check-value method, as the machine in native memory takes it; `kcv.ts` says why each is so.
import type { Algorithm, BoundKcvMethodName, KcvMethodName } from '../../contract/values.js'
import { fromHex } from '../hex.js'
import { kcvMethods } from '../kcv.js'
import { type CipherName, parity, type Question } from './program.js'

const over = (kind: 'ecb' | 'cmac', cipher: CipherName, block: Uint8Array): Question => ({
  kind,
  cipher,
  block,
  before: [],
})
const zeros = (bytes: number) => new Uint8Array(bytes)
const ones = (bytes: number) => new Uint8Array(bytes).fill(1)

export const questions: Readonly<Record<KcvMethodName, Question>> = {
  // Triple DES takes single keys too, and a single key that grew to a double one is asked the same.
  'des-zeros': over('ecb', 'tdes', zeros(8)),
  'tdes-zeros': over('ecb', 'tdes', zeros(8)),
  'tdes-cmac': over('cmac', 'tdes', zeros(8)),
  'aes-zeros': over('ecb', 'aes', zeros(16)),
  'aes-cmac': over('cmac', 'aes', zeros(16)),
  'aes-ones': over('ecb', 'aes', ones(16)),
  'sm4-zeros': over('ecb', 'sm4', zeros(16)),
  'pax-parity': { ...over('ecb', 'tdes', fromHex('1234567890123456')), before: [parity('odd')] },
  'tdes-ones': over('ecb', 'tdes', ones(8)),
  'xfs-self': { kind: 'self', cipher: 'tdes', block: zeros(0), before: [] },
}

/**
 * The question that the value sought answers; null where the machine cannot ask it: pax-mac is made of a cryptogram and of
 * the device's own data, newland-dukpt needs the KSN.
 */
export function questionOf(method: KcvMethodName | BoundKcvMethodName, ksn: Uint8Array | null): Question | null {
  if (method === 'pax-mac') return null
  if (method !== 'newland-dukpt') return questions[method]
  if (!ksn || ksn.length > 16) return null
  const block = zeros(16)
  block.set(ksn)
  return over('ecb', 'tdes', block)
}

/** Single and triple DES are one family: the same bytes give the same value. */
export const familyOf = (algorithm: Algorithm) => (algorithm === 'des' ? 'tdes' : algorithm)

/** Every method but the one that was asked for, those that change the key first at the end. */
export const otherMethods = (asked: string): readonly KcvMethodName[] =>
  (Object.keys(questions) as KcvMethodName[])
    .filter((name) => name !== asked)
    .sort((a, b) => questions[a].before.length - questions[b].before.length)

export const algorithmOf = (method: KcvMethodName): Algorithm => kcvMethods[method].algorithm
