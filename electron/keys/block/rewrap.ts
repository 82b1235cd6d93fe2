// A header for a key that goes from one block into another: what belongs to the key stays as it was.
import { Fault } from '../../contract/fault.js'
import type { Mode } from '../../contract/values.js'
import type { KeyBlockHeader, NewHeader } from './header.js'

/** What belongs to the key and travels with it. */
const bound = ['keyUsage', 'algorithm', 'modeOfUse'] as const
/** What may be written in its place: the same, or something narrower. */
const narrower: Readonly<Record<string, string>> = { E: 'EN', S: 'SEN', N: 'N' }

/**
 * @param wanted fields that differ; null and absent ones stay
 * @returns the new header, without the old padding and with KP to be computed, and warnings: not-exportable in lab
 * @throws keys/block-rebound, keys/block-not-exportable in production
 */
export function rewrapHeader(
  old: KeyBlockHeader,
  wanted: Partial<NewHeader>,
  policy: Mode,
): { readonly header: NewHeader; readonly warnings: readonly string[] } {
  const header: NewHeader = {
    versionId: wanted.versionId ?? old.versionId,
    keyUsage: wanted.keyUsage ?? old.keyUsage,
    algorithm: wanted.algorithm ?? old.algorithm,
    modeOfUse: wanted.modeOfUse ?? old.modeOfUse,
    keyVersion: wanted.keyVersion ?? old.keyVersion,
    exportability: wanted.exportability ?? old.exportability,
    keyContext: wanted.keyContext ?? old.keyContext,
    optionalBlocks: wanted.optionalBlocks ?? inherited(old),
  }
  for (const field of bound)
    if (header[field] !== old[field]) throw new Fault('keys/block-rebound', { field, expected: old[field] })
  if (!narrower[old.exportability]!.includes(header.exportability))
    throw new Fault('keys/block-rebound', {
      field: 'exportability',
      expected: [...narrower[old.exportability]!].join(' or '),
    })
  if (old.exportability !== 'N') return { header, warnings: [] }
  if (policy === 'production') throw new Fault('keys/block-not-exportable', { field: 'exportability' })
  return { header, warnings: ['not-exportable'] }
}

const inherited = ({ optionalBlocks }: KeyBlockHeader): NewHeader['optionalBlocks'] =>
  optionalBlocks.filter(({ id }) => id !== 'PB').map(({ id, data }) => ({ id, data: id === 'KP' ? '' : data }))
