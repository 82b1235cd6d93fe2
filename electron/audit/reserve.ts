// Room kept free on the disk for the log's last words: a file that is given up when the disk is full, so that the results of
// attempts which are already armed can still be written. It is made anew by the next opening.
import { randomBytes } from 'node:crypto'
import type { RecordType } from './bodies.js'
import { openIfThere, writeDurably } from './durable.js'
import type { FileDoor } from './files.js'

const file = 'reserve'
/** A group being written when the disk fills up, and the results of all ports that were armed by then. */
export const reserveBytes = 192 * 1024

/** What may still be written once it was given up. */
export const lastWords: ReadonlySet<RecordType> = new Set(['attempt-result', 'order-result'])

export interface Reserve {
  /** Gives the room to whoever writes next. */
  release(): Promise<void>
}

/** @throws the system's error: ENOSPC where there is no such room, and then nothing is begun */
export async function keptReserve(files: FileDoor, dir: string): Promise<Reserve> {
  const fd = await openIfThere(files, `${dir}/${file}`)
  const size = fd === null ? 0 : await files.size(fd).finally(() => files.close(fd))
  if (size !== reserveBytes) await make(files, dir)
  return { release: () => files.remove(`${dir}/${file}`) }
}

async function make(files: FileDoor, dir: string): Promise<void> {
  try {
    // Zeros would take no room where a file system compresses.
    await writeDurably(files, dir, file, randomBytes(reserveBytes))
  } catch (error) {
    await files.remove(`${dir}/${file}`).catch(() => {})
    throw error
  }
}
