// The versions of key blocks: which cipher protects, how key and header are bound, and whether production still writes it.
import { Fault } from '../../contract/fault.js'
import type { Secret } from '../../contract/secret.js'

export interface BlockVersion {
  readonly cipher: 'tdes' | 'aes'
  /** Bytes of the cipher's block: optional blocks fill a multiple of it, and so does the payload but in counter mode. */
  readonly block: 8 | 16
  readonly macBytes: 4 | 8 | 16
  readonly mode: 'cbc' | 'ctr'
  /** variant: MAC over what is enciphered. derivation: MAC over the clear key, and the MAC is the IV. */
  readonly binding: 'variant' | 'derivation'
  readonly kbpkLengths: readonly number[]
  readonly writtenInProduction: boolean
  readonly source: string
}

const tdes = { cipher: 'tdes', block: 8, mode: 'cbc', kbpkLengths: [16, 24] } as const
const aes = { cipher: 'aes', block: 16, macBytes: 16, binding: 'derivation', kbpkLengths: [16, 24, 32] } as const

export const versions = {
  A: { ...tdes, macBytes: 4, binding: 'variant', writtenInProduction: false, source: 'TR-31:2005; deprecated' },
  B: { ...tdes, macBytes: 8, binding: 'derivation', writtenInProduction: true, source: 'X9.143:2021, TDES derivation' },
  C: { ...tdes, macBytes: 4, binding: 'variant', writtenInProduction: false, source: 'TR-31:2010; as A' },
  D: { ...aes, mode: 'cbc', writtenInProduction: true, source: 'X9.143:2021, AES derivation' },
  E: {
    ...aes,
    mode: 'ctr',
    writtenInProduction: false,
    source: 'ISO 20038:2017, AES counter mode; its KBPK is a K4 key, the others a K1',
  },
} as const satisfies Record<string, BlockVersion>

export type VersionId = keyof typeof versions
export const isVersionId = (text: string): text is VersionId => Object.hasOwn(versions, text)

/**
 * Parity does not matter; the length does: K1 K2 K1 as 24 bytes is not the KBPK K1 K2 in version B.
 * @throws keys/block-kbpk-length
 */
export function assertKbpk(versionId: VersionId, kbpk: Secret): void {
  const { cipher, kbpkLengths }: BlockVersion = versions[versionId]
  if (kbpkLengths.includes(kbpk.bytes)) return
  throw new Fault('keys/block-kbpk-length', {
    bytes: kbpk.bytes,
    field: 'kbpk',
    expected: `${kbpkLengths.join(' or ')} bytes of ${cipher}, for version ${versionId}`,
  })
}
