// A key put into a block. The key's bytes never leave native memory.
import { randomBytes } from 'node:crypto'
import { Fault } from '../../contract/fault.js'
import type { Secret } from '../../contract/secret.js'
import type { Mode } from '../../contract/values.js'
import { toHex } from '../hex.js'
import { putLengthPrefixed } from '../vault.js'
import { keyAlgorithm } from './algorithms.js'
import { bindings } from './binding.js'
import { type KeyBlockHeader, type NewHeader, writeHeader } from './header.js'
import { checkValueData, judge } from './judgement.js'
import { type OptionalBlock, writeOptionalBlock } from './optional-framing.js'
import { assertKbpk, type BlockVersion, isVersionId, versions } from './versions.js'

export interface WrapOrder {
  /** KC and KP with empty data are computed; PB is added where it is needed. */
  readonly header: NewHeader
  readonly key: Secret
  readonly kbpk: Secret
  /** production writes versions B and D only, and refuses a KBPK weaker than the key */
  readonly policy: Mode
  /** Bytes behind the key; random ones up to the longest key of the algorithm where absent. */
  readonly padding?: Uint8Array
}

export interface WrappedKeyBlock {
  readonly block: string
  readonly header: KeyBlockHeader
  /** As of openKeyBlock. */
  readonly warnings: readonly string[]
}

/**
 * Wraps a key under a KBPK. What it writes, openKeyBlock reads: the header is judged the same way.
 * @throws keys/block-… for the header, lengths, check values and the policy
 */
export function wrapKeyBlock({ header: wanted, key, kbpk, policy, padding }: WrapOrder): WrappedKeyBlock {
  const version = writableVersion(wanted.versionId, policy)
  assertKbpk(version.id, kbpk)
  const optionalBlocks = completed(wanted, version, key, kbpk)
  const bytes = padding ? 2 + key.bytes + padding.length : payloadBytes(wanted.algorithm, key.bytes, version)
  const { header, text } = writeHeader({ ...wanted, optionalBlocks }, 2 * (bytes + version.macBytes))
  const warnings = judge({ header, key, kbpk }, policy)
  using clear = putLengthPrefixed(key, bytes, padding ?? null)
  const { payload, mac } = bindings[version.binding].seal(version, kbpk, new TextEncoder().encode(text), clear)
  return { block: `${text}${toHex(payload)}${toHex(mac)}`, header, warnings }
}

type WritableVersion = BlockVersion & { readonly id: keyof typeof versions }

function writableVersion(id: string, policy: Mode): WritableVersion {
  if (!isVersionId(id))
    throw new Fault('keys/block-version', { field: 'versionId', expected: Object.keys(versions).join(', ') })
  const version: BlockVersion = versions[id]
  if (policy === 'production' && !version.writtenInProduction)
    throw new Fault('keys/block-not-written', { version: id, field: 'versionId', expected: 'B or D' })
  return { ...version, id }
}

/** As long as the longest key of the algorithm makes it, in whole blocks but for counter mode. */
function payloadBytes(algorithm: string, keyBytes: number, { mode, block }: BlockVersion): number {
  const bytes = 2 + Math.max(keyBytes, keyAlgorithm(algorithm).paddedTo)
  return mode === 'ctr' ? bytes : Math.ceil(bytes / block) * block
}

/** The optional blocks with check values filled in and padding behind. */
function completed(header: NewHeader, version: WritableVersion, key: Secret, kbpk: Secret): readonly OptionalBlock[] {
  const cipher = keyAlgorithm(header.algorithm).cipher
  const filled = header.optionalBlocks.map(({ id, data }) => {
    if (data === '' && id === 'KP') return { id, data: checkValueData(kbpk, version.cipher) }
    if (data === '' && id === 'KC' && cipher) return { id, data: checkValueData(key, cipher) }
    return { id, data }
  })
  const length = filled.map(writeOptionalBlock).join('').length
  const over = length % version.block
  if (over === 0 || filled.some(({ id }) => id === 'PB')) return filled
  // A padding block has 4 characters of its own.
  const missing = version.block - over
  return [...filled, { id: 'PB', data: randomText((missing + version.block - 4) % version.block) }]
}

/** Hex digits, because some HSMs take other printable characters for delimiters. Public, so the ordinary generator will do. */
const randomText = (length: number): string => toHex(randomBytes(length)).slice(0, length)
