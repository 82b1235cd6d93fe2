// The index in memory: what it knows of each record, in the log's order, and how the log's tree stands behind the last one.
import { Fault } from '../../contract/fault.js'
import type { Place } from '../read-records.js'
import type { AuditRecord } from '../record.js'
import { leafHash, type Tree } from '../tree.js'
import { type Base, fromBirth } from './base.js'
import { Chunk, chunkSize } from './chunk.js'
import { factsOf } from './facts.js'
import { type ChunkedTree, chunkRoot, type Leaves } from './proof.js'
import type { Batch, SealedRecord } from './sealed.js'
import { Values } from './values.js'

/** A full chunk as it is kept on the disk: everything that records up to its end add to the index. */
export interface FullChunk {
  readonly n: number
  readonly columns: Uint8Array
  readonly words: Uint8Array
  readonly facts: ChunkFacts
}
export interface ChunkFacts {
  /** Number of the first record of the log that was there when it was made. */
  readonly base: number
  /** What each facet's values gained in it. */
  readonly values: readonly (readonly string[])[]
  readonly root: string
  readonly head: Head
}
/** How the log stands behind a record. */
export interface Head {
  readonly end: Place
  /** Leaf hash of the last record, as the next one names it. */
  readonly prev: string
  /** Keys that the last two records name for the checkpoints to come. */
  readonly signers: readonly string[]
}

export class Book implements ChunkedTree {
  readonly values = new Values()
  /** From the one on that the first record here lies in. */
  readonly chunks: Chunk[] = []
  readonly roots: Buffer[] = []
  size: number
  head: Head
  /** The signed checkpoint behind the last record; empty where only full chunks were taken up. */
  note = ''
  /** Of all records; the clock may have been set in between. */
  earliest = Number.POSITIVE_INFINITY
  latest = Number.NEGATIVE_INFINITY
  #leaves: Buffer[] = []
  #words: string[] = []
  #wordBytes = 0
  #known: readonly number[] = this.values.counts()

  constructor(private readonly base: Base = fromBirth) {
    this.size = base.size
    this.head = { end: base.start, prev: base.prev, signers: base.signers }
  }

  /** Number of the first record here. */
  get first(): number {
    return this.base.size
  }
  get dropped(): Tree {
    return this.base.tree
  }
  /** Leaf hashes after the last full chunk. */
  get tail(): Leaves {
    return { from: this.size - this.#leaves.length, hashes: this.#leaves }
  }
  /** Number of the first chunk. */
  get firstChunk(): number {
    return Math.floor(this.first / chunkSize)
  }
  /** Slots of a chunk that hold a record: the first and the one after the last. */
  span(place: number): readonly [from: number, to: number] {
    const start = (this.firstChunk + place) * chunkSize
    return [Math.max(0, this.first - start), Math.min(chunkSize, this.size - start)]
  }

  /** Words of the records after the last full chunk. */
  get tailWords(): Buffer {
    return Buffer.from(this.#words.join(''), 'utf8')
  }

  /**
   * Takes up the records of a batch.
   * @param full hears every chunk that gets full by it
   * @throws Fault audit/suspect where a record is not the one that follows; those before it were taken
   */
  take({ records, end, note }: Batch, full: (chunk: FullChunk) => void): void {
    let record = parsed(records[0])
    for (let place = 0; place < records.length; place += 1) {
      const one = records[place]!
      const following = parsed(records[place + 1])
      // Each record holds the leaf hash of the one before: it need not be made anew.
      this.#take(one, record, following?.prev ?? hex(leafHash(one.bytes)), records[place + 1] ?? end)
      if (this.size % chunkSize === 0) full(this.#fill())
      record = following
    }
    this.note = note
  }

  #take({ segment, offset }: Place, record: AuditRecord | null, leaf: string, end: Place): void {
    if (record?.seq !== this.size || record.prev !== this.head.prev)
      throw new Fault('audit/suspect', { because: `record ${this.size}: not the one that follows` })
    const slot = this.size % chunkSize
    if (slot === 0 || this.chunks.length === 0) this.chunks.push(new Chunk())
    const chunk = this.chunks.at(-1)!
    const { at, facets, words } = factsOf(record)
    chunk.at[slot] = at
    chunk.segment[slot] = segment
    chunk.offset[slot] = offset
    chunk.words[slot] = this.#wordBytes
    facets.forEach((text, facet) => {
      chunk.facets[facet]![slot] = this.values.code(facet, text)
    })
    this.#words.push(`${words}\n`)
    this.#wordBytes += Buffer.byteLength(words) + 1
    this.#spans(at)
    this.#leaves.push(Buffer.from(leaf, 'hex'))
    const signers = [...this.head.signers.slice(-1), record.nextVkey]
    this.head = { end: { segment: end.segment, offset: end.offset }, prev: leaf, signers }
    this.size += 1
  }

  #spans(at: number): void {
    if (at < this.earliest) this.earliest = at
    if (at > this.latest) this.latest = at
  }

  #fill(): FullChunk {
    const root = chunkRoot(this.dropped, this.tail, this.size - chunkSize, this.size)
    const columns = new Uint8Array(this.chunks.at(-1)!.buffer)
    const facts = {
      base: this.first,
      values: this.values.since(this.#known),
      root: root.toString('base64'),
      head: this.head,
    }
    const words = this.tailWords
    this.#empty(root)
    return { n: this.size / chunkSize - 1, columns, words, facts }
  }

  #empty(root: Buffer): void {
    this.roots.push(root)
    this.#leaves = []
    this.#words = []
    this.#wordBytes = 0
    this.#known = this.values.counts()
  }

  /** Takes up a chunk as it was kept. Only full ones may have been taken before. */
  restore({ columns, facts }: FullChunk): void {
    const chunk = new Chunk(Uint8Array.from(columns).buffer)
    this.chunks.push(chunk)
    this.values.add(facts.values)
    const next = (this.firstChunk + this.chunks.length) * chunkSize
    for (const at of chunk.at.subarray(this.span(this.chunks.length - 1)[0])) this.#spans(at)
    this.size = next
    this.head = facts.head
    this.#empty(Buffer.from(facts.root, 'base64'))
  }

  place(seq: number): Place {
    const chunk = this.chunks[Math.floor(seq / chunkSize) - this.firstChunk]!
    return { segment: chunk.segment[seq % chunkSize]!, offset: chunk.offset[seq % chunkSize]! }
  }
}

const hex = (bytes: Buffer): string => bytes.toString('hex').toUpperCase()

/** @returns null where there is none, or no JSON */
function parsed(one: SealedRecord | undefined): AuditRecord | null {
  if (one === undefined) return null
  try {
    const { bytes } = one
    return JSON.parse(bytes.toString('utf8')) as AuditRecord
  } catch {
    return null
  }
}
