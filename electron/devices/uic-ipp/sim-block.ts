// A TR-31 block as the PP791 takes it: versions A and B, under the key loading key, and the code of what is wrong with it.
import { Fault } from '../../contract/fault.js'
import type { FaultCode } from '../../contract/fault-table.js'
import type { Secret } from '../../contract/secret.js'
import type { KeyBlockHeader } from '../../keys/block/header.js'
import { openKeyBlock } from '../../keys/block/open.js'
import { type Code, code } from './sim-codes.js'

export interface BlockKey {
  readonly secret: Secret
  readonly header: KeyBlockHeader
}

/** What else than a wrong format there can be. INFERRED: the page names the codes, not what leads to each. */
const codes: { readonly [C in FaultCode]?: Code } = {
  'keys/block-rejected': code.mac,
  'keys/block-key-length': code.decrypt,
  'keys/block-kc-wrong': code.structure,
}
const codeOf = (fault: unknown): Code => {
  if (!(fault instanceof Fault)) throw fault
  const known = codes[fault.code]
  if (known) return known
  if (fault.code.startsWith('keys/block-')) return code.format
  throw fault
}

/** The versions the manual has samples or sizes of. */
const VERSIONS = ['A', 'B']

/** @param block its characters as bytes */
export function openBlock(block: Uint8Array, klk: Secret): BlockKey | Code {
  const text = String.fromCharCode(...block)
  if (!VERSIONS.includes(text[0] ?? '')) return code.format
  try {
    // "lab": a KLK that is too weak is for the caller to judge, by length.
    const { key, header } = openKeyBlock(text, klk, 'lab')
    if (key.bytes <= klk.bytes) return { secret: key, header }
    key[Symbol.dispose]()
    return code.insecure
  } catch (fault) {
    return codeOf(fault)
  }
}
