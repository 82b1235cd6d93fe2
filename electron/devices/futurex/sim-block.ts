// A TR-31 block as the receiver takes it, and the code of what is wrong with it.
import { Fault } from '../../contract/fault.js'
import type { FaultCode } from '../../contract/fault-table.js'
import type { Secret } from '../../contract/secret.js'
import { openKeyBlock } from '../../keys/block/open.js'
import type { Behaves } from '../simulator-behaviours.js'
import { type Cipher, type Code, code, type KeyType } from './sim-codes.js'

/** INFERRED: the page names the codes, not what leads to each. What else is wrong with a block is 1C. */
const codes: { readonly [C in FaultCode]?: Code } = {
  'keys/block-version': code.blockVersion,
  'keys/block-usage': code.blockUsage,
  'keys/block-algorithm': code.blockAlgorithm,
  'keys/block-mode': code.blockMode,
  'keys/block-combination': code.blockMode,
  'keys/block-rejected': code.blockMac,
  'keys/block-hex': code.characters,
  'keys/block-lower-case': code.characters,
  'keys/block-characters': code.characters,
  'keys/block-too-short': code.keyLength,
  'keys/block-payload-length': code.keyLength,
  'keys/block-key-length': code.keyLength,
  'keys/block-kbpk-length': code.ktkLength,
  'keys/block-kc-wrong': code.kcv,
  'keys/block-kp-wrong': code.ktkKcv,
}
const codeOf = (fault: unknown): Code => {
  if (!(fault instanceof Fault)) throw fault
  const known = codes[fault.code]
  if (known) return known
  if (fault.code.startsWith('keys/block-')) return code.decrypt
  throw fault
}

const ciphers: Readonly<Record<string, Cipher>> = { T: 'tdes', A: 'aes' }
/** What the header says that the key is; null for any other algorithm. */
export const headerCipher = (block: Uint8Array): Cipher | null => ciphers[String.fromCharCode(block[7] ?? 0)] ?? null
/** Cipher of the key that a block comes under. */
export const blockCipher = (block: Uint8Array): Cipher =>
  'DE'.includes(String.fromCharCode(block[0]!)) ? 'aes' : 'tdes'

export interface BlockOrder {
  /** Its characters as bytes. */
  readonly block: Uint8Array
  readonly type: KeyType
  /** What the message says that the key is. */
  readonly cipher: Cipher
  readonly ktk: { readonly secret: Secret; readonly cipher: Cipher }
}

/** The key in the block. What can be seen in the header is judged first, and the MAC before anything of the key. */
export function openBlock(behaves: Behaves, { block, type, cipher, ktk }: BlockOrder): Secret | Code {
  const text = String.fromCharCode(...block)
  // D and E come under an AES key, the others under a TDES key.
  if (!behaves.arg('block-versions').includes(text[0]!) || blockCipher(block) !== ktk.cipher) return code.blockVersion
  if (behaves.arg('usage-check') === 'type' && !type.fits.test(text.slice(5, 7))) return code.blockUsage
  if (headerCipher(block) !== cipher) return code.blockAlgorithm
  try {
    // "lab": how strong a KTK must be is not the block's business here.
    return openKeyBlock(text, ktk.secret, 'lab').key
  } catch (fault) {
    return codeOf(fault)
  }
}
