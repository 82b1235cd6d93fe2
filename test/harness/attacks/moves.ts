// Single moves that attacks are made of.
import { appendSome, type Files, openIn } from '../audit-in-memory.js'
import type { MemoryDisk } from '../audit-memory.js'
import type { Case } from './case.js'
import { type Draft, edited, fieldsOf, type Key, relinked, resealed } from './forger.js'

export const touched = (draft: Draft, seq: number) =>
  edited(draft, seq, (fields) => Object.assign(fields, { monoMs: 1 }))
export const cutTo = ({ records, notes }: Draft, size: number): Draft => ({
  records: records.slice(0, size),
  notes: notes.slice(0, size),
})
export const exchanged = <Item>(list: Item[], index: number) =>
  list.with(index, list[index + 1]!).with(index + 1, list[index]!)
export const all = (disk: MemoryDisk, given: Files) => {
  for (const [file, bytes] of given) disk.put(file, bytes)
}
/** The present key for whatever size: its right one where it is there. */
export const present = (keys: ReadonlyMap<number, Key>) => (size: number) => keys.get(size) ?? keys.get(21)!
/** Every key from record `from` on is the forger's own, and named by the records as it must be. */
export function takenOver(attack: Case, draft: Draft, from: number): Draft {
  let linked = draft
  for (let seq = from; seq < draft.records.length; seq += 1)
    linked = edited(linked, seq, (fields) => Object.assign(fields, { nextVkey: attack.own(seq + 2).vkey }))
  return resealed(relinked(linked), from, (size) => attack.own(size))
}
/** The log goes on from an older copy with its keys, by the station's own program. */
export async function goneOn(disk: MemoryDisk, from: Files, upTo: number): Promise<void> {
  all(disk, from)
  const log = await openIn(disk)
  while (log.size < upTo) await appendSome(log)
  await log.close()
}
export const noteEdit = (draft: Draft, seq: number, change: (note: string) => string): Draft => ({
  ...draft,
  notes: draft.notes.with(seq, change(draft.notes[seq]!)),
})
export const recordEdit = (draft: Draft, seq: number, change: (text: string) => string): Draft => ({
  ...draft,
  records: draft.records.with(seq, Buffer.from(change(draft.records[seq]!.toString('utf8')))),
})
export const copyOf = (draft: Draft, from: number): Draft => ({
  records: draft.records.toSpliced(from, 0, draft.records[from]!),
  notes: draft.notes.toSpliced(from, 0, draft.notes[from]!),
})
export const without = (draft: Draft, seq: number): Draft => ({
  records: draft.records.toSpliced(seq, 1),
  notes: draft.notes.toSpliced(seq, 1),
})
/** A record more, as the station would write it, by whoever has the keys. */
export const oneMore = ({ draft, keys }: Case, body: object): Draft => {
  const last = fieldsOf(draft.records.at(-1)!)
  const record = { ...last, seq: 0, type: 'log-verified', body, nextVkey: keys.get(22)!.vkey }
  return relinked({ records: [...draft.records, Buffer.from(JSON.stringify(record))], notes: draft.notes })
}
