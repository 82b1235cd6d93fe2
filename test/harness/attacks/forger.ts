// Someone who can read and write every file of a data directory, its current signing keys included, and knows the format.
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { frame } from '../../../electron/audit/frame.js'
import { canonical } from '../../../electron/audit/jcs.js'
import { checkpointText, signNote, vkeyOf } from '../../../electron/audit/note.js'
import { leafHash, Tree } from '../../../electron/audit/tree.js'
import { appendsIn, joined } from '../audit.js'
import { at, type Files } from '../audit-in-memory.js'

export type Fields = Record<string, unknown> & { seq: number; body: Record<string, unknown> }
export interface Key {
  readonly key: KeyObject
  readonly vkey: string
}

/** A log as it is edited: the bytes of its records, and the checkpoints. */
export interface Draft {
  readonly records: Buffer[]
  readonly notes: string[]
}

export const draftOf = (segment: Buffer): Draft => {
  const appends = appendsIn(segment)
  return {
    records: appends.map(({ frame }) => Buffer.from(frame.subarray(8))),
    notes: appends.map(({ note }) => note),
  }
}
export const written = ({ records, notes }: Draft): Buffer => joined(records.map(frame), notes)

export const fieldsOf = (record: Buffer): Fields => JSON.parse(record.toString('utf8')) as Fields
export const bytesOf = (fields: Fields): Buffer => Buffer.from(canonical(fields), 'utf8')

/** One record changed, its bytes made anew. */
export const edited = (draft: Draft, seq: number, change: (fields: Fields) => void): Draft => {
  const fields = fieldsOf(draft.records[seq]!)
  change(fields)
  return { ...draft, records: draft.records.with(seq, bytesOf(fields)) }
}

/** Every record numbered and linked as it now stands. */
export function relinked({ records, notes }: Draft): Draft {
  const linked: Buffer[] = []
  for (const record of records) {
    const before = linked.at(-1)
    const prev = before === undefined ? '0'.repeat(64) : leafHash(before).toString('hex').toUpperCase()
    linked.push(bytesOf({ ...fieldsOf(record), seq: linked.length, prev }))
  }
  return { records: linked, notes }
}

/** New checkpoints from record `from` on, each signed with the key that `keyFor` its size gives. */
export function resealed(draft: Draft, from: number, keyFor: (size: number) => Key): Draft {
  const tree = new Tree()
  const notes = draft.records.map((record, seq) => {
    tree.append(leafHash(record))
    if (seq < from) return draft.notes[seq]!
    const { key, vkey } = keyFor(seq + 1)
    const origin = draft.notes[0]!.split('\n')[0]!
    return signNote(checkpointText({ origin, size: seq + 1, root: tree.root() }), vkey, key)
  })
  return { records: draft.records, notes }
}

/** The keys in a directory's secret file, by the size that each signs. */
export function stolenKeys(files: Files): Map<number, Key> {
  const origin = draftOf(files.get(at.segment())!).notes[0]!.split('\n')[0]!
  const bytes = files.get(at.keys)!
  return new Map(
    Array.from({ length: bytes.length / 4096 }, (_, slot) => {
      const from = slot * 4096
      const der = Buffer.concat([
        Buffer.from('302e020100300506032b657004220420', 'hex'),
        bytes.subarray(from + 12, from + 44),
      ])
      const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
      return [Number(bytes.readBigUInt64BE(from + 4)), { key, vkey: vkeyOf(origin, createPublicKey(key)) }]
    }),
  )
}
