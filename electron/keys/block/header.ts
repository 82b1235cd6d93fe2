// The header of a key block, as its users see it, out of the text and into it. Everything in it is judged here, once.
import { Fault } from '../../contract/fault.js'
import { assertTogether } from './attributes.js'
import { FIELDS_LENGTH, fieldRows, readFields, writeFields } from './fields.js'
import { type OptionalBlock, readOptionalBlocks, writeOptionalBlock } from './optional-framing.js'
import { optionalRow } from './optional-table.js'
import { type BlockVersion, type VersionId, versions } from './versions.js'

export interface KeyBlockHeader {
  readonly versionId: VersionId
  /** Characters of the whole block. */
  readonly length: number
  readonly keyUsage: string
  readonly algorithm: string
  readonly modeOfUse: string
  /** `00` where unused; `c1` and so on for a component. */
  readonly keyVersion: string
  /** E: under a trusted key, N: not at all, S: also under keys that are none of X9.24's. */
  readonly exportability: string
  /** 0, 1 storage, 2 exchange. */
  readonly keyContext: string
  /** In the order of the block. */
  readonly optionalBlocks: readonly OptionalBlock[]
}

/** A header before its block is made. */
export type NewHeader = Omit<KeyBlockHeader, 'length' | 'versionId'> & { readonly versionId: string }

/** @param text a block, or its header alone @returns the header and its length in characters @throws keys/block-… */
export function readHeader(text: string): { header: KeyBlockHeader; end: number } {
  if (!/^[\x20-\x7e]*$/.test(text)) throw new Fault('keys/block-characters', { field: 'block' })
  if (text.length < FIELDS_LENGTH) throw new Fault('keys/block-too-short', { length: text.length, field: 'block' })
  const { length, optionalCount, reserved: _, versionId, ...fields } = readFields(text)
  assertTogether(fields)
  const { blocks, end } = readOptionalBlocks(text, FIELDS_LENGTH, Number(optionalCount))
  const version: BlockVersion = versions[versionId as VersionId]
  if ((end - FIELDS_LENGTH) % version.block !== 0)
    throw new Fault('keys/block-optional-alignment', { field: 'optionalBlocks', multiple: version.block })
  const header = { versionId: versionId as VersionId, length: Number(length), ...fields, optionalBlocks: blocks }
  assertOptional(header)
  return { header: ordered(header), end }
}

function assertOptional(header: KeyBlockHeader): void {
  for (const { id, data } of header.optionalBlocks) {
    const { shape, expected, fault = 'keys/block-optional-data', against } = optionalRow(id)!
    if (!(shape instanceof RegExp ? shape.test(data) : shape(data))) throw new Fault(fault, { field: id, id, expected })
    if (against && !against.fits(data, header))
      throw new Fault(against.fault, { field: id, keyUsage: header.keyUsage, algorithm: header.algorithm })
  }
  if (lacksHash(header) && 'CV'.includes(header.modeOfUse) && header.versionId !== 'E')
    throw new Fault('keys/block-hash-missing', { field: 'HM', expected: 'an optional block HM' })
}

/**
 * An HMAC key that does not say with which hash it is used. Whoever verifies must know it, so modes C and V ask for HM;
 * printed samples leave it out with mode G, and ISO 20038:2017 (E) stands on TR-31:2010, which has no HM yet.
 */
export const lacksHash = ({
  algorithm,
  optionalBlocks,
}: Pick<KeyBlockHeader, 'algorithm' | 'optionalBlocks'>): boolean =>
  'HIJ'.includes(algorithm) && !optionalBlocks.some(({ id }) => id === 'HM')

/** The fields in the order in which they are shown. */
const ordered = ({ versionId, length, keyUsage, algorithm, modeOfUse, ...rest }: KeyBlockHeader): KeyBlockHeader => ({
  versionId,
  length,
  keyUsage,
  algorithm,
  modeOfUse,
  keyVersion: rest.keyVersion,
  exportability: rest.exportability,
  keyContext: rest.keyContext,
  optionalBlocks: rest.optionalBlocks,
})

export const LONGEST_BLOCK = 9999
const MOST_OPTIONAL = 99

/**
 * The text of a header, judged as one that came in.
 * @param behind characters of payload and MAC, for the length field
 * @throws keys/block-…
 */
export function writeHeader(header: NewHeader, behind: number): { header: KeyBlockHeader; text: string } {
  const optional = header.optionalBlocks.map(writeOptionalBlock).join('')
  const length = FIELDS_LENGTH + optional.length + behind
  if (length > LONGEST_BLOCK || header.optionalBlocks.length > MOST_OPTIONAL)
    throw new Fault('keys/block-too-long', { length, expected: `at most ${LONGEST_BLOCK} characters` })
  const { optionalBlocks, ...fields } = header
  const text = `${writeFields({
    ...fields,
    length: String(length).padStart(fieldRows.length.size, '0'),
    optionalCount: String(optionalBlocks.length).padStart(fieldRows.optionalCount.size, '0'),
    reserved: '0',
  })}${optional}`
  return { header: readHeader(text).header, text }
}
