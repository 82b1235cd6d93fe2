// How optional blocks stand in a header: id, length, data; long ones with the extended length.
import { Fault } from '../../contract/fault.js'
import { optionalRow } from './optional-table.js'

export interface OptionalBlock {
  readonly id: string
  readonly data: string
}

const SHORT_HEADER = 4
const SHORT_LONGEST = 255
const LONG_HEADER = 10
const LONG_LONGEST = 0xffff

/**
 * @param from place of the first optional block @param count how many there are by the header
 * @returns the blocks in order and the place behind the last
 * @throws keys/block-optional-id, keys/block-optional-length, keys/block-length-0002, keys/block-optional-duplicate,
 *   keys/block-padding-not-last
 */
export function readOptionalBlocks(
  text: string,
  from: number,
  count: number,
): { blocks: OptionalBlock[]; end: number } {
  const blocks: OptionalBlock[] = []
  let at = from
  for (let left = count; left > 0; left--) {
    const id = text.slice(at, at + 2)
    if (!optionalRow(id))
      throw new Fault('keys/block-optional-id', { field: 'optionalBlocks', number: blocks.length + 1 })
    const [header, length] = readLength(text, at, id)
    if (length < header || at + length > text.length) throw badLength(id)
    if (blocks.some((block) => block.id === id)) throw new Fault('keys/block-optional-duplicate', { field: id, id })
    if (id === 'PB' && left > 1) throw new Fault('keys/block-padding-not-last', { field: id })
    blocks.push({ id, data: text.slice(at + header, at + length) })
    at += length
  }
  return { blocks, end: at }
}

function readLength(text: string, at: number, id: string): [header: number, length: number] {
  const short = hex(text.slice(at + 2, at + 4), 2, id)
  if (short > 0) return [SHORT_HEADER, short]
  const digits = text.slice(at + 4, at + 6)
  // Some count the length's length in bytes. X9.143:2021, 8.5 and 8.6 count digits; both readings of one block cannot be right.
  if (digits === '02') throw new Fault('keys/block-length-0002', { field: id, id })
  if (digits !== '04') throw badLength(id)
  return [LONG_HEADER, hex(text.slice(at + 6, at + 10), 4, id)]
}

function hex(text: string, digits: number, id: string): number {
  if (text.length !== digits || !/^[0-9A-F]+$/.test(text)) throw badLength(id)
  return Number.parseInt(text, 16)
}

const badLength = (id: string) =>
  new Fault('keys/block-optional-length', {
    field: id,
    id,
    expected: 'two upper-case hex digits from 04, or 0004 and four digits, within the block',
  })

const hexOf = (number: number, digits: number) => number.toString(16).toUpperCase().padStart(digits, '0')

/** @throws keys/block-optional-length where the data is longer than any length can say */
export function writeOptionalBlock({ id, data }: OptionalBlock): string {
  if (SHORT_HEADER + data.length <= SHORT_LONGEST) return `${id}${hexOf(SHORT_HEADER + data.length, 2)}${data}`
  if (LONG_HEADER + data.length > LONG_LONGEST) throw badLength(id)
  return `${id}0004${hexOf(LONG_HEADER + data.length, 4)}${data}`
}
