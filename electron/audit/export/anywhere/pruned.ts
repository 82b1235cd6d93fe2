// What is known of records that were dropped: the file `pruned`, which a record behind them vouches for by its hash.
import { canonical, type Fields, parsed, sha256, Tree } from './format.js'
import { shapeProblem } from './shapes.js'

export interface Dropped {
  readonly segment: number
  readonly size: number
  readonly tree: Tree
  readonly prev: string
  readonly note: string
  readonly signer: string
  /** The key that signs the next checkpoint. */
  readonly next: string
  /** Body of the first record. */
  readonly born: Record<string, string>
  /** Records that still decide. */
  readonly records: readonly Fields[]
  /** Of the file, in upper-case hex. */
  readonly sha256: string
}

/** @throws Error where it is damaged, or does not agree with itself */
export function readDropped(bytes: Buffer): Dropped {
  const { v, segment, size, prev, peaks, note, signer, next, records } = parsed(bytes.subarray(0, -1)) ?? {}
  const damaged = () => new Error('what is known of the records dropped (file pruned) is damaged')
  const isWhole = [prev, note, signer, next].every((text) => typeof text === 'string')
  if (v !== 1 || !isWhole || !Array.isArray(peaks) || !Array.isArray(records)) throw damaged()
  const known = records.map((record) => parsed(Buffer.from(canonical(record) ?? '')))
  if (known.some((record) => record === null || shapeProblem(record) !== null)) throw damaged()
  const [first] = known as Fields[]
  const tree = new Tree()
  tree.size = Number(size)
  tree.peaks = peaks.map((peak) => Buffer.from(String(peak), 'base64'))
  const born = first?.body as Record<string, string>
  const full = Number.isSafeInteger(size) ? BigInt(Number(size)).toString(2).replaceAll('0', '').length : -1
  if (first?.type !== 'log-created' || tree.peaks.length !== full || !(Number(segment) >= 1)) throw damaged()
  const origin = `kcv-station/${born.mode}/${born.stationId}/${born.logId}`
  if (!String(note).startsWith(`${origin}\n${size}\n${tree.root().toString('base64')}\n\n`)) throw damaged()
  return {
    ...{ segment: Number(segment), size: Number(size), tree, born, records: known as Fields[] },
    ...{ prev: String(prev), note: String(note), signer: String(signer), next: String(next) },
    sha256: sha256(bytes).toString('hex').toUpperCase(),
  }
}
