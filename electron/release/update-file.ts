// An update on a medium: the package and, beside it, its note. Read and judged; what installs it is root's helper, which
// judges again by itself.
import { createHash } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { Fault } from '../contract/fault.js'
import { LONGEST_NOTE, readNote, type UpdateNote } from './update-note.js'

export interface Installed {
  readonly keys: readonly string[]
  /** The number of this program's own release. */
  readonly sequence: number
  /** As Debian names it. */
  readonly architecture: string
  /** Where root keeps the number of the newest release this machine has had. */
  readonly newestFile: string
}

export const NEWEST_FILE = '/var/lib/kcv-station-releases/newest'
export const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' }

const CHUNK = 1 << 20

/**
 * @param path of the package; its note is the same path with `.note`
 * @throws release/no-keys, release/no-note, release/signatures, release/wrong-package, release/not-newer
 */
export function verifyUpdate(
  path: string,
  installed: Installed,
): UpdateNote & { readonly signedBy: string[]; readonly had: number } {
  const note = readNote(noteAt(`${path}.note`), installed.keys, `${path}.note`)
  const had = Math.max(installed.sequence, newestOf(installed.newestFile))
  if (note.architecture !== installed.architecture) throw new Fault('release/wrong-package', { what: 'architecture' })
  if (note.sequence <= had) throw new Fault('release/not-newer', { offered: note.sequence, installed: had })
  const { size, sha256 } = measured(path)
  if (size !== note.size) throw new Fault('release/wrong-package', { what: 'size' })
  if (sha256 !== note.sha256) throw new Fault('release/wrong-package', { what: 'SHA-256' })
  return { ...note, had }
}

function noteAt(path: string): string {
  try {
    if (statSync(path).size > LONGEST_NOTE) throw new Fault('release/no-note', { path, problem: 'it is too long' })
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault('release/no-note', { path, problem: (error as NodeJS.ErrnoException).code ?? 'unknown' })
  }
}

/** The package is read through once, in pieces. @throws input/unreadable-file */
function measured(path: string): { readonly size: number; readonly sha256: string } {
  try {
    const descriptor = openSync(path, 'r')
    try {
      const hash = createHash('sha256')
      const piece = Buffer.alloc(CHUNK)
      let size = 0
      for (let got = readSync(descriptor, piece); got > 0; got = readSync(descriptor, piece)) {
        hash.update(piece.subarray(0, got))
        size += got
      }
      return { size, sha256: hash.digest('hex') }
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    const because = (error as NodeJS.ErrnoException).code ?? 'unknown'
    throw new Fault('input/unreadable-file', { file: path, because })
  }
}

/** 0 where nothing was installed by an update yet. */
function newestOf(file: string): number {
  try {
    const text = readFileSync(file, 'utf8').trim()
    return /^\d{1,8}$/.test(text) ? Number(text) : 0
  } catch {
    return 0
  }
}
