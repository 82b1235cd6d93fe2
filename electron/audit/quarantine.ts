// A tail cut short, put aside: its bytes go to quarantine/ before they leave the log.
import { createHash } from 'node:crypto'
import { readUpTo, within, writeDurably } from './durable.js'
import { errorCode, type FileDoor } from './files.js'
import type { Found } from './found.js'
import { places, segmentName } from './layout.js'
import { type Recovery, step } from './unsettled.js'

interface Torn {
  readonly what: 'torn-record' | 'torn-checkpoint'
  readonly path: string
  readonly at: number
  readonly length: number
  readonly name: string
}

/** What is torn at the end of the log, or null. After a record without checkpoint it is that checkpoint's beginning. */
export function tornTail(dir: string, found: Found): Torn | null {
  const { segment, offset } = found.end
  if (found.torn === 0) return null
  return {
    what: found.tree.size > found.sealed ? 'torn-checkpoint' : 'torn-record',
    path: places(dir).segment(segment),
    at: offset,
    length: found.torn,
    name: `${segmentName(segment)}-${offset}`,
  }
}

/** Reads it and says what is to be told of it. */
export async function describe(
  files: FileDoor,
  tail: Torn,
): Promise<Torn & { readonly told: Recovery; readonly bytes: Buffer }> {
  const bytes = await within(files, tail.path, 'read', (fd) => readUpTo(files, fd, tail.at, tail.length))
  const sha256 = createHash('sha256').update(bytes).digest('hex').toUpperCase()
  // The hash keeps two tails torn at the same place apart.
  return {
    ...tail,
    bytes,
    told: step(tail.what, { bytes: bytes.length, sha256, file: `${tail.name}-${sha256.slice(0, 8)}` }),
  }
}

/** Begun again after a cut it does the same once more. */
export async function quarantine(
  files: FileDoor,
  dir: string,
  tail: Awaited<ReturnType<typeof describe>>,
): Promise<void> {
  await files.makeDirectory(places(dir).quarantine).catch((error) => {
    if (errorCode(error) !== 'EEXIST') throw error
  })
  await files.syncDirectory(dir)
  await writeDurably(files, places(dir).quarantine, tail.told.file!, tail.bytes)
  await within(files, tail.path, 'write', async (fd) => {
    await files.truncate(fd, tail.at)
    await files.datasync(fd)
  })
}
