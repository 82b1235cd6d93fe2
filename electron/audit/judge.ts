// What is right and what is wrong with a log, one record and one checkpoint after the other.
import { mostInGroup } from './append.js'
import type { Found, Problem, RestartPoint, WalkOptions } from './found.js'
import { frameHeader } from './frame.js'
import { originOf } from './layout.js'
import { checkpointText, statedSize, textOf, verifierOf } from './note.js'
import type { Piece } from './read-records.js'
import { type AuditRecord, decodeRecord, noLeaf, type RecordOf } from './record.js'
import type { Judgement, SecondPlace } from './second-place.js'
import { leafHash, Tree } from './tree.js'

const bad = (seq: number, code: string, sentence: string): Problem => ({
  grade: 'bad',
  reason: `${code}: ${sentence}`,
  seq,
})
const tail = (seq: number, code: string, sentence: string): Problem => ({ ...bad(seq, code, sentence), grade: 'tail' })

const nothing = (): Found => ({
  identity: null,
  tree: new Tree(),
  prev: noLeaf,
  last: null,
  recent: [],
  end: { segment: 0, offset: 0 },
  torn: 0,
  sealed: 0,
  lastNote: null,
  signers: [],
  secondPlace: 'missing',
  problem: null,
})
const copied = (found: Found): Found => ({
  ...found,
  tree: found.tree.copy(),
  signers: [...found.signers],
  recent: [...found.recent],
})

/** Each method takes the next thing into `found` and answers what is wrong with it. After a `bad` one nothing may follow. */
export class Judge {
  readonly found: Found
  /** The last record: heard once its checkpoint, or else its every field, was found good. */
  #unheard: { readonly record: AuditRecord; readonly bytes: Buffer } | null = null
  #origin = ''
  #lastSigner = ''

  constructor(
    private readonly options: WalkOptions,
    private readonly second: SecondPlace,
  ) {
    const { from } = options
    this.found = from === undefined ? nothing() : copied(from.found)
    if (from === undefined) return
    this.#origin = originOf(this.found.identity!)
    this.#lastSigner = from.signer
    second.heard(this.found.sealed, this.found.lastNote!, from.signer)
  }

  /** To be asked for right after a good checkpoint. */
  point(): RestartPoint {
    return { found: copied(this.found), signer: this.#lastSigner }
  }

  get isUnsealed(): boolean {
    return this.found.tree.size > this.found.sealed
  }

  record(piece: Piece & { kind: 'record' }): Problem | null {
    const { found } = this
    const seq = found.tree.size
    if (this.isUnsealed) return bad(seq - 1, 'no-checkpoint', 'the record has none and is not the last')
    const record = decodeRecord(piece.bytes, seq === 0 ? 'whole' : this.options.how)
    if ('problem' in record) return bad(seq, 'bad-record', record.problem)
    if (record.seq !== seq || record.prev !== found.prev) return bad(seq, 'bad-link', 'not the one that follows')
    if ((record.type === 'log-created') !== (seq === 0))
      return bad(seq, 'bad-record', 'the first is log-created, no other')
    const unborn = record.type === 'log-created' ? this.#born(record) : null
    if (unborn !== null) return unborn
    if (record.station !== found.identity!.stationId) return bad(seq, 'bad-record', 'names another station')
    if (!this.#isOurs(record.nextVkey)) return bad(seq, 'bad-record', 'names no key of this log')
    const leaf = leafHash(piece.bytes)
    found.tree.append(leaf)
    found.prev = leaf.toString('hex').toUpperCase()
    found.signers.push(record.nextVkey)
    const length = frameHeader + piece.bytes.length
    found.last = { segment: piece.segment, offset: piece.offset, length }
    if (found.recent.push(found.last) > mostInGroup) found.recent.shift()
    found.end = { segment: piece.segment, offset: piece.offset + length }
    this.#unheard = { record, bytes: piece.bytes }
    return null
  }

  #born({ body }: RecordOf<'log-created'>): Problem | null {
    const { mode, stationId, logId, vkey } = body
    this.found.identity = { mode, stationId, logId }
    this.found.signers.push(vkey)
    this.#origin = originOf(this.found.identity)
    if (!this.#isOurs(vkey)) return bad(0, 'bad-record', 'names no key of this log')
    const { pinned } = this.options
    return pinned === undefined || pinned === vkey
      ? null
      : bad(0, 'other-key', 'the log does not begin with the pinned key')
  }

  #isOurs(vkey: string): boolean {
    return vkey.startsWith(`${this.#origin}+`)
  }

  checkpoint(piece: Piece & { kind: 'note' }): Problem | null {
    const { found } = this
    const size = found.tree.size
    if (!this.isUnsealed)
      return (statedSize(piece.note) ?? 0) > size
        ? bad(size, 'records-missing', 'a checkpoint without its record')
        : bad(size, 'bad-checkpoint', 'it follows no record')
    const vkey = found.signers.shift()!
    const text = checkpointText({ origin: this.#origin, size, root: found.tree.root() })
    const good =
      this.options.how === 'whole' ? verifierOf(vkey)?.signed(piece.note, text) : piece.note.startsWith(`${text}\n`)
    if (good !== true) return bad(size - 1, 'bad-checkpoint', 'not of this origin, size and root by its one key')
    this.second.heard(size, piece.note, vkey)
    this.#lastSigner = vkey
    found.sealed = size
    found.lastNote = piece.note
    found.end = { segment: piece.segment, offset: piece.offset + 1 + Buffer.byteLength(piece.note) }
    this.#tell()
    return null
  }

  #tell(): void {
    const { record, bytes } = this.#unheard!
    this.options.heard?.(record, bytes.length)
  }

  end(piece: Exclude<Piece, { kind: 'record' | 'note' }>): Problem | null {
    const { found } = this
    const size = found.tree.size
    const where = `segment ${piece.segment}, byte ${piece.offset}`
    if (piece.kind === 'broken') return bad(size, 'broken', `neither a record nor a checkpoint at ${where}`)
    if (!this.#lastIsSigned()) return bad(found.sealed - 1, 'bad-checkpoint', 'not signed by its key')
    found.end = { segment: piece.segment, offset: piece.offset }
    found.torn = piece.kind === 'torn' ? piece.length : 0
    if (this.isUnsealed) return this.#unsealed()
    if (piece.kind === 'torn') return tail(size, 'torn-record', `the last write is cut short at ${where}`)
    return size === 0 ? tail(0, 'no-records', 'the log has no first record') : null
  }

  #unsealed(): Problem | null {
    const { found } = this
    const seq = found.tree.size - 1
    const whole = decodeRecord(this.#unheard!.bytes, 'whole')
    if ('problem' in whole) return bad(seq, 'bad-record', whole.problem)
    this.#tell()
    return tail(seq, 'no-checkpoint', 'the last record is not sealed')
  }

  #lastIsSigned(): boolean {
    const note = this.found.lastNote
    return note === null || verifierOf(this.#lastSigner)?.signed(note, textOf(note)) === true
  }

  /** newest-checkpoint is written after the log's own, and not waited for: it can be torn or behind, never ahead. */
  secondPlace(judged: Judgement): Problem | null {
    const { found } = this
    found.secondPlace = judged
    const last = Math.max(0, found.tree.size - 1)
    if (judged === 'ahead') return bad(found.sealed, 'records-missing', `newest-checkpoint goes beyond ${found.sealed}`)
    if (judged === 'other') return bad(last, 'two-checkpoints', 'newest-checkpoint is another one, and signed')
    return judged === 'equal' ? null : tail(last, 'second-place', `newest-checkpoint is ${judged}`)
  }
}
