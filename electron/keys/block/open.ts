// A key block opened: read, its MAC found right, its key a secret. The key's bytes never leave native memory.
import { Fault } from '../../contract/fault.js'
import type { Secret } from '../../contract/secret.js'
import type { Mode } from '../../contract/values.js'
import { fromHex } from '../hex.js'
import { takeLengthPrefixed } from '../vault.js'
import { bindings, rejected, type SealedKey } from './binding.js'
import { type KeyBlockHeader, readHeader } from './header.js'
import { judge } from './judgement.js'
import { assertKbpk, type BlockVersion, versions } from './versions.js'

export interface OpenedKeyBlock extends Disposable {
  readonly header: KeyBlockHeader
  /** Wiped when the opened block is disposed. */
  readonly key: Secret
  /** Names: legacy-version, hash-missing, kbpk-weaker, kc-not-checked. */
  readonly warnings: readonly string[]
}

/**
 * Reads a key block of version A to E (X9.143:2021, ISO 20038:2017).
 * Nothing of the key is looked at before the MAC over it, or over its ciphertext in A and C, was found right.
 * @param text the block, exactly: no space or line end around it
 * @param kbpk its protection key, 16 or 24 bytes for A, B and C, 16 to 32 for D and E
 * @param policy production refuses a KBPK weaker than the key, lab warns
 * @throws keys/block-rejected for everything cryptographic, without saying what; keys/block-… for what can be seen without
 *   the KBPK, and, once the MAC is right, for check values, lengths and strength
 */
export function openKeyBlock(text: string, kbpk: Secret, policy: Mode): OpenedKeyBlock {
  const { header, sealed } = readKeyBlock(text)
  const version: BlockVersion = versions[header.versionId]
  assertKbpk(header.versionId, kbpk)
  using clear = bindings[version.binding].open(version, kbpk, sealed)
  const key = keyIn(clear)
  try {
    const warnings = judge({ header, key, kbpk }, policy)
    return { header, key, warnings, [Symbol.dispose]: () => key[Symbol.dispose]() }
  } catch (error) {
    key[Symbol.dispose]()
    throw error
  }
}

/** A length that cannot be is answered as a wrong MAC is. */
function keyIn(clear: Secret): Secret {
  try {
    return takeLengthPrefixed(clear)
  } catch (error) {
    throw error instanceof Fault && error.code === 'keys/bad-length' ? rejected() : error
  }
}

/** Everything of a block that can be seen without its KBPK. @throws keys/block-… */
export function readKeyBlock(text: string): { readonly header: KeyBlockHeader; readonly sealed: SealedKey } {
  const { header, end } = readHeader(text)
  const version: BlockVersion = versions[header.versionId]
  if (header.length !== text.length)
    throw new Fault('keys/block-length', {
      field: 'length',
      expected: `${text.length}, the number of characters, as four decimal digits`,
    })
  const macAt = text.length - 2 * version.macBytes
  const payload = hexPart('payload', text.slice(end, Math.max(end, macAt)))
  assertPayload(payload.length, version)
  const mac = hexPart('mac', text.slice(macAt))
  return { header, sealed: { header: ascii.encode(text.slice(0, end)), payload, mac } }
}

const ascii = new TextEncoder()

function hexPart(field: string, text: string): Uint8Array {
  if (/^[0-9A-F]*$/.test(text) && text.length % 2 === 0) return fromHex(text)
  if (/^[0-9A-Fa-f]*$/.test(text) && text.length % 2 === 0) throw new Fault('keys/block-lower-case', { field })
  throw new Fault('keys/block-hex', { field, expected: 'an even number of upper-case hex digits' })
}

/** Two bytes of length and at least one of key. */
const LEAST_PAYLOAD = 3

function assertPayload(bytes: number, { mode, block }: BlockVersion): void {
  if (bytes < LEAST_PAYLOAD) throw new Fault('keys/block-too-short', { field: 'payload' })
  if (mode === 'cbc' && bytes % block !== 0)
    throw new Fault('keys/block-payload-length', { field: 'payload', expected: `a multiple of ${block} bytes` })
}
