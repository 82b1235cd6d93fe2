// Writes records in groups: reads each back, seals it, makes all of them durable, retires their keys. One failure ends it.
import { Fault } from '../contract/fault.js'
import { longestAppend, longestSeal } from './append.js'
import type { Body, RecordType } from './bodies.js'
import type { ClockReading } from './clock.js'
import { readUpTo, writeAll } from './durable.js'
import { errorCode, type FileDoor } from './files.js'
import { frame } from './frame.js'
import { type Identity, originOf, places } from './layout.js'
import { checkpointText, sealed } from './note.js'
import { type Actor, type AuditRecord, encodeRecord, type RecordOf, recordVersion } from './record.js'
import { lastWords, type Reserve } from './reserve.js'
import type { SigningKeys } from './seal.js'
import { leafHash, type Tree } from './tree.js'

/** Where the next record goes. */
export interface Head {
  readonly identity: Identity
  readonly app: string
  readonly tree: Tree
  prev: string
  segment: number
  offset: number
}

/** Open files, the writer's to close. */
export interface Handles {
  segment: number
  readonly newest: number
}

/** A record that is composed and not written yet. */
interface Member {
  readonly framed: Buffer
  /** Of the log with it, and the text of the checkpoint that says so. */
  readonly size: number
  readonly text: string
}

export class Writer {
  #ended: string | null = null
  #closed = false
  /** The disk is full and the reserve was given up. */
  #full = false
  #group: Member[] = []
  /** Bytes of the group, its checkpoints at their longest. */
  #bytes = 0

  constructor(
    private readonly files: FileDoor,
    private readonly dir: string,
    readonly head: Head,
    private readonly handles: Handles,
    private readonly keys: SigningKeys,
    private readonly rules: {
      readonly segmentLimit: number
      /** Throws where this record may not follow those before it. */
      readonly judge: (record: AuditRecord) => void
    },
    /** null before the log is born. */
    private readonly reserve: Reserve | null = null,
  ) {}

  /** Why nothing can be written any more; null while all is well. */
  get ended(): string | null {
    return this.#ended
  }

  /** Whether one more record may join the group: there is a key for it to name, and a group stays as short as readers expect. */
  get hasRoom(): boolean {
    return this.keys.holds(this.head.tree.size + 2) && this.#bytes <= longestAppend
  }

  /**
   * The next record of the group that `commit` will write; those after it follow from it.
   * @throws Fault audit/bad-record, what `judge` throws, and audit/not-writable for anything but a result once the disk is
   *   full: the group is as it was; audit/suspect: the log has ended
   */
  compose<Type extends RecordType>(type: Type, body: Body<Type>, by: Actor, at: ClockReading): RecordOf<Type> {
    if (this.#ended !== null) throw new Fault('audit/suspect', { because: this.#ended })
    if (this.#full && !lastWords.has(type)) throw new Fault('audit/not-writable', { because: 'ENOSPC' })
    const { identity, app, tree, prev } = this.head
    const size = tree.size + 1
    const { record, bytes } = encodeRecord({
      v: recordVersion,
      seq: tree.size,
      prev,
      nextVkey: this.keys.vkey(size + 1),
      bootId: at.bootId,
      monoMs: at.mono,
      wall: new Date(at.wall).toISOString(),
      type,
      actors: by.actors,
      role: by.role,
      session: by.session,
      station: identity.stationId,
      app,
      body,
    })
    this.rules.judge(record)
    const leaf = leafHash(bytes)
    tree.append(leaf)
    this.head.prev = leaf.toString('hex').toUpperCase()
    const framed = frame(bytes)
    this.#bytes += framed.length + longestSeal
    this.#group.push({ framed, size, text: checkpointText({ origin: originOf(identity), size, root: tree.root() }) })
    return record as AuditRecord as RecordOf<Type>
  }

  /**
   * Makes the group durable. Write-ahead order: (keys ahead are on the medium) → each record, read back, and its checkpoint
   * behind it → all of them durable → keys further on over the used ones, durable. At any cut, records that nobody was told
   * of are whole, or lack their checkpoint, or are torn, from some place on, and their keys are all still there.
   * newest-checkpoint is written, not waited for: after a cut it may lag.
   * @throws Fault audit/not-writable: nothing of the group counts, and the log has ended
   */
  async commit(): Promise<void> {
    const group = this.#group
    this.#group = []
    this.#bytes = 0
    if (group.length === 0) return
    try {
      if (this.head.offset >= this.rules.segmentLimit) await this.#nextSegment()
      let note = ''
      for (const { framed, size, text } of group) {
        await this.#record(framed)
        note = this.keys.sign(size, text)
        await this.#seal(note)
      }
      await this.files.datasync(this.handles.segment)
      await writeAll(this.files, this.handles.newest, Buffer.from(note, 'utf8'), 0)
      await this.keys.roll(group.at(-1)!.size)
    } catch (error) {
      this.#ended = error instanceof Fault ? String(error.facts.because) : errorCode(error)
      throw new Fault('audit/not-writable', { because: this.#ended }, { cause: error })
    }
  }

  async #record(framed: Buffer): Promise<void> {
    const { files, handles, head } = this
    // Another writer, or a file cut from outside, shows here at the latest.
    if ((await files.size(handles.segment)) !== head.offset) throw suspect('the segment is not as it was left')
    await this.#write(framed)
    const stored = await readUpTo(files, handles.segment, head.offset, framed.length)
    if (!stored.equals(framed)) throw suspect('the record reads back differently')
    head.offset += framed.length
  }

  async #seal(note: string): Promise<void> {
    const behind = sealed(note)
    await this.#write(behind)
    this.head.offset += behind.length
  }

  async #write(bytes: Buffer): Promise<void> {
    const { files, handles, head } = this
    try {
      await writeAll(files, handles.segment, bytes, head.offset)
    } catch (error) {
      if (errorCode(error) !== 'ENOSPC' || this.#full || this.reserve === null) throw error
      this.#full = true
      await this.reserve.release()
      await writeAll(files, handles.segment, bytes, head.offset)
    }
  }

  async #nextSegment(): Promise<void> {
    const { files, handles, head } = this
    const full = handles.segment
    handles.segment = await files.open(places(this.dir).segment(head.segment + 1), 'create')
    // All of it was synced: closing has nothing left to lose.
    await files.close(full).catch(() => {})
    await files.datasync(handles.segment)
    await files.syncDirectory(places(this.dir).log)
    head.segment += 1
    head.offset = 0
  }

  async close(because = 'closed'): Promise<void> {
    this.#ended ??= because
    // A descriptor closed twice could by then be someone else's.
    if (this.#closed) return
    this.#closed = true
    const { segment, newest } = this.handles
    for (const fd of [segment, newest]) await this.files.close(fd).catch(() => {})
    await this.keys.close().catch(() => {})
  }
}

const suspect = (because: string) => new Fault('audit/suspect', { because })
