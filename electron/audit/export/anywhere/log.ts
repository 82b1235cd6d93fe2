// The log itself: every record follows the one before it, and each has one checkpoint, signed by the one key it must have.
import { type Fields, LONGEST_GROUP, noteEnd, parsed, recordEnd, sha256, Tree } from './format.js'
import type { Dropped } from './pruned.js'
import { shapeProblem } from './shapes.js'
import { signedBy } from './signatures.js'

export interface Problem {
  /** Not as a power cut leaves it. */
  readonly bad: boolean
  readonly seq: number
  readonly reason: string
}

/** What others ask about: checkpoints of these sizes, records of these numbers. */
export interface Wanted {
  readonly sizes: ReadonlySet<number>
  readonly seqs: ReadonlySet<number>
}

export class Log {
  sealed = 0
  /** Records that were dropped; the log begins behind them. */
  dropped = 0
  mode: string | null = null
  origin = ''
  station = ''
  problem: Problem | null = null
  /** Checkpoints by size, and records by number, of those that somebody asks for. */
  readonly seen = new Map<number, { note: string; vkey: string; root: string }>()
  readonly records = new Map<number, Fields>()
  /** Keys of witnesses that the log names, and what it tells of their cosignatures. */
  readonly witnesses: string[] = []
  readonly cosigned: { seq: number; witness: string; sha256: string }[] = []
  /** Hashes of what is known of dropped records, as the log tells them. */
  readonly pruned = new Set<unknown>()
  tree = new Tree()
  private prev = '0'.repeat(64)
  private keys: string[] = []

  constructor(
    private readonly pinned: string | undefined,
    private readonly wanted: Wanted,
  ) {}

  get size(): number {
    return this.tree.size
  }

  found(bad: boolean, seq: number, reason: string): false {
    if (this.problem === null || (bad && !this.problem.bad)) this.problem = { bad, seq, reason }
    return false
  }

  /** The log goes on behind records that were dropped. */
  begin({ size, tree, prev, next, note, signer, born, records }: Dropped): void {
    Object.assign(this, { dropped: size, sealed: size, tree, prev, keys: [next] })
    this.named(born)
    this.seen.set(size, { note, vkey: signer, root: tree.root().toString('base64') })
    for (const record of records) this.heard(record)
  }

  private named({ mode = '', stationId = '', logId = '' }: Record<string, string>): void {
    Object.assign(this, { mode, station: stationId, origin: `kcv-station/${mode}/${stationId}/${logId}` })
  }

  /** @returns whether reading may go on */
  record(bytes: Buffer): boolean {
    const seq = this.size
    if (this.size > this.sealed) return this.found(true, seq - 1, 'no-checkpoint: the record has none, not the last')
    const record = parsed(bytes)
    if (record?.v !== 1) return this.found(true, seq, 'bad-record: no canonical JSON of a known version')
    const wrong = shapeProblem(record)
    if (wrong !== null) return this.found(true, seq, `bad-record: ${wrong}`)
    const { prev, type, station, nextVkey, body } = record
    if (record.seq !== seq || prev !== this.prev) return this.found(true, seq, 'bad-link: not the one that follows')
    if ((type === 'log-created') !== (seq === 0)) return this.found(true, seq, 'bad-record: log-created, or not')
    if (seq === 0 && !this.born((body ?? {}) as Record<string, string>)) return false
    if (station !== this.station) return this.found(true, seq, 'bad-record: names another station')
    if (!String(nextVkey).startsWith(`${this.origin}+`)) return this.found(true, seq, 'bad-record: names no key of it')
    this.keys.push(String(nextVkey))
    const leaf = sha256('\x00', bytes)
    this.prev = leaf.toString('hex').toUpperCase()
    this.tree.append(leaf)
    this.heard(record)
    return true
  }

  private heard(record: Fields): void {
    const seq = Number(record.seq)
    const body = record.body as Fields
    if (this.wanted.seqs.has(seq)) this.records.set(seq, record)
    if (record.type === 'witness-accepted') this.witnesses.push(String(body.vkey))
    if (record.type === 'log-pruned') this.pruned.add(body.sha256)
    if (record.type === 'checkpoint-cosigned')
      this.cosigned.push({ seq, witness: String(body.witness), sha256: String(body.sha256) })
  }

  private born(body: Record<string, string>): boolean {
    this.named(body)
    const { vkey = '' } = body
    this.keys.push(vkey)
    if (!vkey.startsWith(`${this.origin}+`)) return this.found(true, 0, 'bad-record: no key of this log')
    return this.pinned === undefined || vkey === this.pinned || this.found(true, 0, 'other-key: not the pinned key')
  }

  checkpoint(note: string): boolean {
    if (this.size === this.sealed) return this.found(true, this.size, 'bad-checkpoint: it follows no record')
    const root = this.tree.root().toString('base64')
    const vkey = this.keys.shift() ?? ''
    if (!signedBy(vkey, note, `${this.origin}\n${this.size}\n${root}\n`))
      return this.found(true, this.size - 1, 'bad-checkpoint: not of this origin, size and root by its one key')
    this.sealed = this.size
    if (this.wanted.sizes.has(this.size)) this.seen.set(this.size, { note, vkey, root })
    return true
  }

  /** What one segment holds; only the last may end in the middle of an append. */
  segment(bytes: Buffer, isLast: boolean): boolean {
    for (let at = 0; at < bytes.length; ) {
      const isNote = bytes[at] === 10
      const end = isNote ? noteEnd(bytes, at + 1) : recordEnd(bytes, at)
      if (end === 0) return this.rest(bytes.length - at, isNote, isLast)
      const whole = bytes.subarray(isNote ? at + 1 : at + 8, end)
      if (!(isNote ? this.checkpoint(whole.toString('utf8')) : this.record(whole))) return false
      at = end
    }
    const isWhole = bytes.length > 0 && this.size === this.sealed
    return isLast || isWhole || this.found(true, this.size, 'broken: a closed segment without its last checkpoint')
  }

  private rest(length: number, isNote: boolean, isLast: boolean): false {
    const unsealed = this.size > this.sealed
    if (!isLast || (isNote && !unsealed) || length > LONGEST_GROUP)
      return this.found(true, this.size, 'broken: neither a record nor a checkpoint')
    return !unsealed && this.found(false, this.size, 'torn-record: the last write is cut short')
  }
}
