// A record on the disk: `u32be length ‖ first 4 bytes of SHA-256 ‖ record bytes`. The hash tells a torn write from a whole one.
import { hash } from 'node:crypto'

export const frameHeader = 8
/** Bytes of the longest record: bounds what a reader buffers and how long a torn tail can be. */
export const longestRecord = 256 * 1024
export const longestFrame = frameHeader + longestRecord

export function frame(record: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(frameHeader + record.length)
  framed.writeUInt32BE(record.length, 0)
  framed.set(digest(record), 4)
  framed.set(record, frameHeader)
  return framed
}

/** @returns length of the record that follows, or null where these 8 bytes begin no frame */
export function frameLength(header: Buffer): number | null {
  const length = header.readUInt32BE(0)
  return length > 0 && length <= longestRecord ? length : null
}

/** @param framed header and record @returns the record, or null where the hash is not its own */
export function unframe(framed: Buffer): Buffer | null {
  const record = framed.subarray(frameHeader)
  return digest(record).equals(framed.subarray(4, frameHeader)) ? record : null
}

const digest = (record: Uint8Array) => hash('sha256', record, 'buffer').subarray(0, 4)
