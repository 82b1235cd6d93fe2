// The note beside an update: six lines that say which package, and the signatures of release keys (C2SP signed-note, as the
// log's own). Pure: what it says is compared with the package elsewhere.
import { verifierOf } from '../audit/note.js'
import { Fault } from '../contract/fault.js'

export interface UpdateNote {
  readonly version: string
  /** The release's number: grows with every release. */
  readonly sequence: number
  /** As Debian names it: amd64, arm64. */
  readonly architecture: string
  readonly size: number
  /** Of the whole package, 64 hex digits. */
  readonly sha256: string
}

/** Of three release keys, so many must have signed. */
export const SIGNATURES_NEEDED = 2
/** A note has six lines and three signatures; what is longer is none. */
export const LONGEST_NOTE = 4096

const HEAD = 'kcv-station update'
const shape =
  /^kcv-station update\nversion (\d+\.\d+\.\d+)\nsequence ([1-9]\d{0,7})\narchitecture ([a-z0-9]{3,12})\nsize ([1-9]\d{0,11})\nsha256 ([0-9a-f]{64})\n$/

/** The text that is signed. */
export const noteText = ({ version, sequence, architecture, size, sha256 }: UpdateNote): string =>
  `${HEAD}\nversion ${version}\nsequence ${sequence}\narchitecture ${architecture}\nsize ${size}\nsha256 ${sha256}\n`

/**
 * @param note what lies beside the package
 * @param keys the release keys that this program carries
 * @returns what two of them have signed
 * @throws release/no-keys, release/no-note, release/signatures
 */
export function readNote(
  note: string,
  keys: readonly string[],
  path: string,
): UpdateNote & { readonly signedBy: string[] } {
  if (keys.length < SIGNATURES_NEEDED) throw new Fault('release/no-keys')
  const end = note.indexOf('\n\n')
  const text = note.slice(0, end + 1)
  const found = end < 0 || note.length > LONGEST_NOTE ? null : shape.exec(text)
  if (!found) throw new Fault('release/no-note', { path, problem: 'it does not read as a note of an update' })
  const signatures = note.slice(end + 2).split('\n')
  // One key counts once, however often its signature stands there; lines of unknown keys count nothing.
  const signedBy = [...new Set(keys)].filter((key) => {
    const verifier = verifierOf(key)
    return signatures.some((line) => verifier?.signed(`${text}\n${line}\n`, text))
  })
  if (signedBy.length < SIGNATURES_NEEDED)
    throw new Fault('release/signatures', { good: signedBy.length, needed: SIGNATURES_NEEDED })
  const [, version, sequence, architecture, size, sha256] = found as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  return {
    version,
    sequence: Number(sequence),
    architecture,
    size: Number(size),
    sha256,
    signedBy: signedBy.map(nameOf),
  }
}

const nameOf = (key: string): string => key.slice(0, key.indexOf('+'))
