// What somebody outside holds of a log and brings along when it is verified: a checkpoint, a cosigned one, or a receipt.
import { Fault } from '../../contract/fault.js'
import { readIfThere } from '../durable.js'
import { errorCode, type FileDoor, realFiles } from '../files.js'
import { type Receipt, readReceipt, receiptMark } from '../receipts/receipt-text.js'
import { longestKept, readKept } from './checkpoint-file.js'

export interface Anchor {
  /** What it is called in a verdict: its file's name. */
  readonly by: string
  readonly origin: string
  readonly size: number
  readonly root: Buffer
  /** Of a receipt: the record it is about. */
  readonly receipt: Receipt | null
}

/** @throws Fault audit/no-anchor, audit/no-file */
export async function readAnchor(path: string, files: FileDoor = realFiles): Promise<Anchor> {
  const bytes = await readIfThere(files, path, longestKept).catch((error: unknown) => {
    throw new Fault('audit/no-file', { file: path, because: errorCode(error) })
  })
  if (bytes === null) throw new Fault('audit/no-file', { file: path, because: 'ENOENT' })
  return anchorIn(bytes.toString('utf8'), path)
}

/** @param by its name in a verdict @throws Fault audit/no-anchor */
export function anchorIn(text: string, by: string): Anchor {
  const kept = readKept(text)
  if (kept !== null) return { by, origin: kept.origin, size: kept.size, root: kept.root, receipt: null }
  // In a receipt's text the word is the last thing, folded into lines.
  const [compact] = new RegExp(`${receiptMark}[A-Z2-7\\s]+`, 'i').exec(text) ?? []
  if (compact === undefined) throw new Fault('audit/no-anchor', { file: by, because: 'neither is in it' })
  const receipt = readReceipt(compact)
  if (typeof receipt === 'string') throw new Fault('audit/no-anchor', { file: by, because: receipt })
  return { by, origin: receipt.origin, size: receipt.size, root: receipt.root, receipt }
}
