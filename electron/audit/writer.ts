// Writes one record after the other: reads it back, seals it, makes both durable, retires the key. One failure ends it.
import { Fault } from '../contract/fault.js'
import type { Body, RecordType } from './bodies.js'
import type { ClockReading } from './clock.js'
import { readUpTo, writeAll } from './durable.js'
import { errorCode, type FileDoor } from './files.js'
import { frame } from './frame.js'
import { type Identity, originOf, places } from './layout.js'
import { checkpointText, sealed } from './note.js'
import type { Actor, AuditRecord } from './record.js'
import { encodeRecord, recordVersion } from './record.js'
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

export class Writer {
  #ended: string | null = null
  #closed = false

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
  ) {}

  /** Why nothing can be written any more; null while all is well. */
  get ended(): string | null {
    return this.#ended
  }

  /**
   * Write-ahead order: (next keys are on the medium) → record → read back → checkpoint behind it; both durable → the key
   * for two sizes on over the used one, durable. At any cut, at most the last record lacks its checkpoint, and its key is
   * still there. newest-checkpoint is written, not waited for: after a cut it may lag.
   * @throws Fault audit/bad-record and what `judge` throws: nothing was written, the log goes on;
   *   audit/not-writable: the log has ended; audit/suspect: it had ended before
   */
  async write<Type extends RecordType>(
    type: Type,
    body: Body<Type>,
    by: Actor,
    at: ClockReading,
  ): Promise<AuditRecord & { readonly type: Type }> {
    if (this.#ended !== null) throw new Fault('audit/suspect', { because: this.#ended })
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
    try {
      await this.#record(bytes)
      const note = this.keys.sign(size, checkpointText({ origin: originOf(identity), size, root: tree.root() }))
      await this.#seal(size, note)
    } catch (error) {
      this.#ended = error instanceof Fault ? String(error.facts.because) : errorCode(error)
      throw new Fault('audit/not-writable', { because: this.#ended }, { cause: error })
    }
    return record as AuditRecord & { readonly type: Type }
  }

  async #record(bytes: Buffer): Promise<void> {
    const { files, handles, head } = this
    if (head.offset >= this.rules.segmentLimit) await this.#nextSegment()
    const framed = frame(bytes)
    // Another writer, or a file cut from outside, shows here at the latest.
    if ((await files.size(handles.segment)) !== head.offset) throw suspect('the segment is not as it was left')
    await writeAll(files, handles.segment, framed, head.offset)
    const stored = await readUpTo(files, handles.segment, head.offset, framed.length)
    if (!stored.equals(framed)) throw suspect('the record reads back differently')
    const leaf = leafHash(bytes)
    head.tree.append(leaf)
    head.prev = leaf.toString('hex').toUpperCase()
    head.offset += framed.length
  }

  async #seal(size: number, note: string): Promise<void> {
    const { files, handles, head } = this
    const behind = sealed(note)
    await writeAll(files, handles.segment, behind, head.offset)
    head.offset += behind.length
    await files.datasync(handles.segment)
    await writeAll(files, handles.newest, behind.subarray(1), 0)
    await this.keys.retire(size)
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

  async close(): Promise<void> {
    this.#ended ??= 'closed'
    // A descriptor closed twice could by then be someone else's.
    if (this.#closed) return
    this.#closed = true
    const { segment, newest } = this.handles
    for (const fd of [segment, newest]) await this.files.close(fd).catch(() => {})
    await this.keys.close().catch(() => {})
  }
}

const suspect = (because: string) => new Fault('audit/suspect', { because })
