// The SHA-256 of a whole file, in bounded memory.
import { createHash } from 'node:crypto'
import { readUpTo, within } from '../durable.js'
import type { FileDoor } from '../files.js'

const chunk = 1024 * 1024

/** @returns upper-case hex */
export const hashOfFile = (files: FileDoor, path: string): Promise<string> =>
  within(files, path, 'read', async (fd) => {
    const hash = createHash('sha256')
    for (let at = 0; ; at += chunk) {
      const bytes = await readUpTo(files, fd, at, chunk)
      hash.update(bytes)
      if (bytes.length < chunk) return hash.digest('hex').toUpperCase()
    }
  })
