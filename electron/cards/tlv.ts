// BER-TLV as cards use it (ISO 7816-4, 5.2.2): tags of one to three bytes, definite lengths up to 65,535.
import { Fault } from '../contract/fault.js'

export interface Tlv {
  readonly tag: number
  readonly value: Buffer
}

/** @throws Fault cards/bad-answer for lengths that do not fit; `command` names what was asked */
export function readTlvs(bytes: Buffer, command: string): Tlv[] {
  const found: Tlv[] = []
  for (let at = 0; at < bytes.length; ) {
    const tag = readTag(bytes, at, command)
    const length = readLength(bytes, tag.end, command)
    const end = length.end + length.value
    if (end > bytes.length) throw bad(command, 'length')
    found.push({ tag: tag.value, value: bytes.subarray(length.end, end) })
    at = end
  }
  return found
}

/** @returns the value of the one object with this tag; null where there is none. @throws as `readTlvs`, and for two of them */
export function findTlv(bytes: Buffer, tag: number, command: string): Buffer | null {
  const found = readTlvs(bytes, command).filter((one) => one.tag === tag)
  if (found.length > 1) throw bad(command, `${tag.toString(16).toUpperCase()} ×2`)
  return found[0]?.value ?? null
}

/** @returns how many bytes the first object takes, of which `bytes` may be the beginning alone. @throws as `readTlvs` */
export function wholeLength(bytes: Buffer, command: string): number {
  if (bytes.length === 0) throw bad(command, 'length')
  const length = readLength(bytes, readTag(bytes, 0, command).end, command)
  return length.end + length.value
}

/** One object. @param tag its bytes as one number, such as 0x5C or 0x7F49 */
export function writeTlv(tag: number, value: Uint8Array): Buffer {
  const name = Buffer.from(tag.toString(16).padStart(tag > 0xffff ? 6 : tag > 0xff ? 4 : 2, '0'), 'hex')
  const { length } = value
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([name, Buffer.from(size), value])
}

interface Read {
  readonly value: number
  readonly end: number
}

function readTag(bytes: Buffer, at: number, command: string): Read {
  let value = bytes[at]!
  let end = at + 1
  if ((value & 0x1f) !== 0x1f) return { value, end }
  for (let more = true; more; end++) {
    const next = bytes[end]
    if (next === undefined || end - at > 2) throw bad(command, 'tag')
    value = value * 0x100 + next
    more = (next & 0x80) !== 0
  }
  return { value, end }
}

function readLength(bytes: Buffer, at: number, command: string): Read {
  const first = bytes[at]
  if (first === undefined) throw bad(command, 'length')
  if (first < 0x80) return { value: first, end: at + 1 }
  const count = first - 0x80
  const end = at + 1 + count
  if (count < 1 || count > 2 || end > bytes.length) throw bad(command, 'length')
  return { value: bytes.readUIntBE(at + 1, count), end }
}

const bad = (command: string, field: string) =>
  new Fault('cards/bad-answer', { command, field, expected: 'BER-TLV objects' })
