// What is judged of a block once the key is there: strength of the KBPK, check values in the header, pedigree.
import { Fault } from '../../contract/fault.js'
import type { FaultCode } from '../../contract/fault-table.js'
import type { Secret } from '../../contract/secret.js'
import type { Algorithm, Mode } from '../../contract/values.js'
import { fromHex, toHex } from '../hex.js'
import { checkValues, sameBytes } from '../vault.js'
import { assertKeyLength, kbpkStrength, keyAlgorithm } from './algorithms.js'
import { type KeyBlockHeader, lacksHash } from './header.js'
import { type BlockVersion, versions } from './versions.js'

export interface JudgedBlock {
  readonly header: KeyBlockHeader
  readonly key: Secret
  readonly kbpk: Secret
}

/**
 * @returns warnings: legacy-version (A, C), hash-missing (HMAC without HM), kbpk-weaker (lab), kc-not-checked (no check
 *   value is defined for the algorithm)
 * @throws keys/block-key-length, keys/block-kc-wrong, keys/block-kp-wrong, keys/block-pedigree, keys/block-kbpk-weaker
 */
export function judge(block: JudgedBlock, policy: Mode): string[] {
  const { header, key, kbpk } = block
  assertKeyLength(header.algorithm, key.bytes)
  const { cipher }: BlockVersion = versions[header.versionId]
  assertCheckValue(header, 'KP', kbpk, cipher, 'keys/block-kp-wrong')
  const keyCipher = keyAlgorithm(header.algorithm).cipher
  if (keyCipher) assertCheckValue(header, 'KC', key, keyCipher, 'keys/block-kc-wrong')
  const weaker = isWeaker(block)
  // WP 1 and 3 own up to a weaker protection key, 0 and 2 deny it.
  if (weaker && ['000', '002'].includes(optional(header, 'WP') ?? ''))
    throw new Fault('keys/block-pedigree', { field: 'WP', expected: '001 or 003' })
  if (weaker && policy === 'production')
    throw new Fault('keys/block-kbpk-weaker', { algorithm: header.algorithm, bytes: key.bytes, kbpkBytes: kbpk.bytes })
  return [
    ...(versions[header.versionId].binding === 'variant' ? ['legacy-version'] : []),
    ...(lacksHash(header) ? ['hash-missing'] : []),
    ...(weaker ? ['kbpk-weaker'] : []),
    ...(optional(header, 'KC') !== undefined && !keyCipher ? ['kc-not-checked'] : []),
  ]
}

/** PCI PIN 10-1: a protection key is at least as strong as the key it wraps. Key pairs are not judged: their bytes do not tell. */
function isWeaker({ header, key, kbpk }: JudgedBlock): boolean {
  const strength = keyAlgorithm(header.algorithm).strength(key.bytes)
  return strength !== null && kbpkStrength(versions[header.versionId].cipher, kbpk.bytes) < strength
}

const optional = (header: Pick<KeyBlockHeader, 'optionalBlocks'>, id: string): string | undefined =>
  header.optionalBlocks.find((block) => block.id === id)?.data

/** X9.143:2021, table 15: 00 a zero block enciphered, 01 the CMAC of one. */
const kinds = { '00': 'ecb', '01': 'cmac' } as const
type Kind = keyof typeof kinds

function bytesOfValue(key: Secret, cipher: Algorithm, kind: Kind, bytes: number): Uint8Array {
  const block = new Uint8Array(cipher === 'aes' || cipher === 'sm4' ? 16 : 8)
  return checkValues([key], cipher, kinds[kind], block, bytes)
}

function assertCheckValue(header: KeyBlockHeader, id: string, key: Secret, cipher: Algorithm, fault: FaultCode): void {
  const data = optional(header, id)
  if (data === undefined) return
  const given = fromHex(data.slice(2))
  if (!sameBytes(bytesOfValue(key, cipher, data.slice(0, 2) as Kind, given.length), given))
    throw new Fault(fault, { field: id })
}

/** The data of a KC or KP that is to be written: AES by CMAC and 5 bytes, DES and TDES by zero block and 3. */
export function checkValueData(key: Secret, cipher: Algorithm): string {
  const [kind, bytes]: [Kind, number] = cipher === 'aes' ? ['01', 5] : ['00', 3]
  return `${kind}${toHex(bytesOfValue(key, cipher, kind, bytes))}`
}
