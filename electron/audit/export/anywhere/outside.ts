// What others hold of a log: checkpoints, receipts, cosignatures; and newest-checkpoint, which lies outside log/.
import { readFileSync } from 'node:fs'
import type { Files } from './files.js'
import { sha256 } from './format.js'
import type { Log } from './log.js'
import { cosignedAt, type Kept, keyIn, readKept, signedBy } from './signatures.js'

export interface Anchor {
  readonly by: string
  readonly origin: string
  readonly size: number
  /** base64 */
  readonly root: string
  /** Of a receipt: what its record must say. */
  readonly receipt: { readonly seq: number; readonly outcome: string; readonly serial: string | null } | null
}
export interface Cosignature {
  readonly name: string
  readonly sha256: string
  readonly kept: Kept
}

const OUTCOMES = ['injected', 'already-present', 'mismatched', 'refused', 'unverified', 'attested', 'indeterminate']
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** @throws Error for a file that is neither checkpoint nor receipt */
export function anchorIn(path: string): Anchor {
  const text = readFileSync(path, 'utf8')
  const [word] = /KCVR1:[A-Z2-7\s]+/i.exec(text) ?? []
  if (word !== undefined) return { by: path, ...receiptIn(word, path) }
  const kept = readKept(text)
  if (kept === null) throw new Error(`${path} is no checkpoint and no receipt`)
  const { origin, size, root } = kept
  return { by: path, origin, size, root, receipt: null }
}

function receiptIn(word: string, path: string): Omit<Anchor, 'by'> {
  let bits = ''
  for (const letter of word.replace(/\s+/g, '').toUpperCase().slice(6))
    bits += BASE32.indexOf(letter).toString(2).padStart(5, '0')
  const all = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const [bytes, check] = [all.subarray(0, -4), all.subarray(-4)]
  if (!sha256(bytes).subarray(0, 4).equals(check)) throw new Error(`${path} is misread or mistyped`)
  let at = 0
  const take = (length: number) => {
    at += length
    return bytes.subarray(at - length, at)
  }
  const number = (length: number) => take(length).readUIntBE(0, length)
  const origin = take(number(1)).toString('utf8')
  const seq = number(6)
  let node: Buffer = take(32)
  const length = number(2)
  const serial = length === 0xffff ? null : take(length).toString('utf8')
  const outcome = [...OUTCOMES, 'abandoned'][number(1)] ?? ''
  const steps = Array.from({ length: number(1) }, () => take(32))
  const [size, root] = [number(6), take(32)]
  // The leaf is the last of its tree: every step is a full subtree to its left.
  for (const left of steps) node = sha256('\x01', left, node)
  if (seq !== size - 1 || !node.equals(root)) throw new Error(`${path}: its path does not lead to its checkpoint`)
  return { origin, size, root: root.toString('base64'), receipt: { seq, outcome, serial } }
}

/** What lies in cosignatures/. */
export const cosignaturesIn = ({ names, read }: Files): Cosignature[] =>
  names
    .filter((name) => /^cosignatures\/[^/]+$/.test(name))
    .sort()
    .flatMap((name) => {
      const bytes = read(name)!
      const kept = readKept(bytes.toString('utf8'))
      return kept === null ? [] : [{ name, sha256: sha256(bytes).toString('hex').toUpperCase(), kept }]
    })

/** newest-checkpoint shows a log that was cut at a record's border. */
export function secondPlace(log: Log, newest: string): void {
  const last = Math.max(0, log.size - 1)
  const [size, text] = [Number(newest.split('\n')[1]), `${newest.split('\n\n')[0]}\n`]
  const here = log.seen.get(size)
  const other = here !== undefined && newest !== here.note && signedBy(here.vkey, newest, text)
  if (size > log.sealed) log.found(true, log.sealed, `records-missing: newest-checkpoint goes beyond ${log.sealed}`)
  else if (other) log.found(true, last, 'two-checkpoints: newest-checkpoint is another one, and signed')
  else if (size !== log.sealed || newest !== here?.note) log.found(false, last, 'second-place: it is not the last')
}

export interface Seen {
  readonly seq: number
  readonly by: string
  /** `named-by-log`: nobody but the log names that witness's key. */
  readonly how: 'given' | 'witness' | 'named-by-log'
}

/** Holds the log against all that others have seen of it. @param pinned keys of witnesses @returns who agrees */
export function judged(
  log: Log,
  anchors: readonly Anchor[],
  stored: readonly Cosignature[],
  pinned: readonly string[],
) {
  const agreeing: Seen[] = []
  for (const anchor of anchors)
    if (agrees(log, anchor) && says(log, anchor)) agreeing.push({ seq: anchor.size - 1, by: anchor.by, how: 'given' })
  for (const { name, kept } of stored)
    for (const line of kept.lines) {
      const signed = (vkey: string) => cosignedAt(vkey, line, kept.text) !== null
      const own = pinned.find(signed)
      const vkey = own ?? log.witnesses.find(signed)
      if (vkey === undefined || kept.size < log.dropped || !agrees(log, { ...kept, by: name })) continue
      const how = own === undefined ? 'named-by-log' : 'witness'
      agreeing.push({ seq: kept.size - 1, by: keyIn(vkey, 4)!.name, how })
    }
  const present = new Set(stored.map((one) => one.sha256))
  for (const { seq, witness, sha256: hash } of log.cosigned)
    if (!present.has(hash))
      log.found(false, seq, `cosignature-missing: record ${seq} tells of one by ${witness} that is not there`)
  return agreeing
}

function agrees(log: Log, { by, origin, size, root }: Pick<Anchor, 'by' | 'origin' | 'size' | 'root'>): boolean {
  if (origin !== log.origin) return log.found(true, 0, `other-log: ${by} is of ${origin}`)
  if (size < log.dropped) return log.found(false, size - 1, `pruned: ${by} is of records that were dropped`)
  if (size > log.sealed) return log.found(true, log.sealed, `records-missing: ${by} has seen ${size} records`)
  if (log.seen.get(size)?.root === root) return true
  return log.found(true, size - 1, `other-root: ${by} has seen another log`)
}

function says(log: Log, { by, receipt }: Anchor): boolean {
  if (receipt === null) return true
  const { seq, outcome, serial } = receipt
  if (seq < log.dropped) return log.found(false, seq, `pruned: the record of ${by} was dropped`)
  const record = log.records.get(seq)
  const body = (record?.body ?? {}) as { outcome?: string; device?: { serial?: string | null } | null }
  const same = record?.type === 'attempt-result' && body.outcome === outcome && (body.device?.serial ?? null) === serial
  return same || log.found(true, seq, `other-record: ${by} is a receipt of another record`)
}
