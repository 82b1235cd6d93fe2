// Records read from their places in the log. The index says where; what is shown is what stands there.
import { Fault } from '../../contract/fault.js'
import { readUpTo } from '../durable.js'
import { errorCode, type FileDoor } from '../files.js'
import { frameHeader, frameLength, unframe } from '../frame.js'
import { places } from '../layout.js'
import type { Place } from '../read-records.js'
import { type AuditRecord, decodeRecord } from '../record.js'

export interface Found {
  readonly record: AuditRecord
  readonly bytes: Buffer
  readonly place: Place
}

/** Most records and their frame fit: one read then. */
const usual = 2_048

/**
 * @param wanted numbers of records and their places
 * @throws Fault audit/suspect where another record stands, or none; audit/unreadable
 */
export async function recordsAt(
  files: FileDoor,
  dir: string,
  wanted: readonly { readonly seq: number; readonly place: Place }[],
): Promise<Found[]> {
  const open = new Map<number, number>()
  try {
    const found: Found[] = []
    for (const { seq, place } of wanted) {
      const fd = open.get(place.segment) ?? (await files.open(places(dir).segment(place.segment), 'read'))
      open.set(place.segment, fd)
      found.push(await recordAt(files, fd, seq, place))
    }
    return found
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault('audit/unreadable', { because: errorCode(error) }, { cause: error })
  } finally {
    for (const fd of open.values()) await files.close(fd).catch(() => {})
  }
}

async function recordAt(files: FileDoor, fd: number, seq: number, place: Place): Promise<Found> {
  const first = await readUpTo(files, fd, place.offset, usual)
  const length = first.length < frameHeader ? null : frameLength(first)
  if (length === null) throw suspect(seq)
  const end = frameHeader + length
  const framed = end <= first.length ? first.subarray(0, end) : await readUpTo(files, fd, place.offset, end)
  const bytes = framed.length < end ? null : unframe(framed)
  const record = bytes === null ? null : decodeRecord(bytes, 'looked')
  if (bytes === null || record === null || 'problem' in record || record.seq !== seq) throw suspect(seq)
  return { record, bytes, place }
}

const suspect = (seq: number) => new Fault('audit/suspect', { because: `record ${seq} does not stand where it did` })
