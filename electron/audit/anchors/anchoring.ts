// How far a log is known outside: what verifying asks of the anchors it is given and of the cosignatures beside the log.
import type { AnchorView } from '../../contract/views.js'
import type { Found, Problem, RestartPoint } from '../found.js'
import { originOf } from '../layout.js'
import { textOf } from '../note.js'
import type { AuditRecord } from '../record.js'
import type { PrunedFile } from '../retention/pruned.js'
import type { Anchor } from './anchor.js'
import { type Witness, witnessOf } from './cosignature.js'
import type { StoredCosignature } from './stored.js'

/** Hears the walk over a log, then judges. */
export class Anchoring {
  /** The log's own text at the sizes that somebody outside has seen. */
  readonly #texts = new Map<number, string | null>()
  /** What a receipt says, and whether its record says the same. */
  readonly #receipts = new Map<Anchor, boolean>()
  #heard = 0
  /** Records that were dropped: checkpoints of fewer cannot be looked up. */
  #dropped = 0
  readonly #named: Witness[] = []
  readonly #told: { readonly seq: number; readonly witness: string; readonly sha256: string }[] = []

  /** @param pinned witnesses whose keys the caller has from elsewhere */
  constructor(
    private readonly given: readonly Anchor[],
    private readonly pinned: readonly Witness[],
    private readonly stored: readonly StoredCosignature[],
  ) {
    for (const { size } of given) this.#texts.set(size, null)
    for (const { kept } of stored) this.#texts.set(kept.size, null)
  }

  /** The log goes on behind records that were dropped. */
  begin({ pruned }: PrunedFile): void {
    this.#dropped = pruned.size
    if (this.#texts.has(pruned.size)) this.#texts.set(pruned.size, textOf(pruned.note))
    for (const record of pruned.records) this.heard(record)
  }

  /** A record found good. */
  heard(record: AuditRecord): void {
    this.#heard = record.seq + 1
    if (record.type === 'witness-accepted') {
      const witness = witnessOf(record.body.vkey)
      if (witness !== null) this.#named.push(witness)
    }
    if (record.type === 'checkpoint-cosigned')
      this.#told.push({ seq: record.seq, witness: record.body.witness, sha256: record.body.sha256 })
    for (const anchor of this.given)
      if (anchor.receipt?.seq === record.seq) this.#receipts.set(anchor, says(record, anchor.receipt))
  }

  /** The checkpoint behind the record heard last was found good. */
  sealed(point: () => RestartPoint): void {
    if (this.#texts.has(this.#heard)) this.#texts.set(this.#heard, textOf(point().found.lastNote!))
  }

  /**
   * @param present hashes of the files in cosignatures/, looked at after the walk: a log that grows stores them first
   * @returns who has seen how much, newest last, and what does not agree with them
   */
  judge(
    { identity, sealed }: Found,
    present: ReadonlySet<string>,
  ): { readonly anchors: readonly AnchorView[]; readonly problem: Problem | null } {
    const origin = identity === null ? null : originOf(identity)
    const anchors: AnchorView[] = []
    let problem: Problem | null = null
    const take = (found: Problem | null, anchor: AnchorView) => {
      if (found === null) anchors.push(anchor)
      else if (problem === null || (found.grade === 'bad' && problem.grade !== 'bad')) problem = found
    }
    for (const anchor of this.given) {
      const found = this.#against(anchor, origin, sealed, anchor.by) ?? this.#receiptProblem(anchor)
      take(found, { seq: anchor.size - 1, by: anchor.by, at: null, how: 'given' })
    }
    for (const { kept, name } of this.stored)
      for (const line of kept.lines) {
        const signer = this.#signer(line, kept.text)
        if (signer === null || kept.size < this.#dropped) continue
        const at = new Date(signer.seconds * 1000).toISOString()
        const view = { seq: kept.size - 1, by: signer.witness.name, at, how: signer.how }
        take(this.#against({ ...kept, by: signer.witness.name }, origin, sealed, name), view)
      }
    for (const { seq, witness, sha256 } of this.#told)
      if (!present.has(sha256))
        problem ??= {
          grade: 'tail',
          reason: `cosignature-missing: record ${seq} tells of one by ${witness} that is not there`,
          seq,
        }
    return { anchors: anchors.sort((a, b) => a.seq - b.seq), problem }
  }

  #signer(line: string, text: string): { witness: Witness; seconds: number; how: 'witness' | 'named-by-log' } | null {
    for (const [how, witnesses] of [
      ['witness', this.pinned],
      ['named-by-log', this.#named],
    ] as const)
      for (const witness of witnesses) {
        const seconds = witness.signedAt(line, text)
        if (seconds !== null) return { witness, seconds, how }
      }
    return null
  }

  #against(
    { origin, size, root, by }: Pick<Anchor, 'origin' | 'size' | 'root' | 'by'>,
    ours: string | null,
    sealed: number,
    name: string,
  ): Problem | null {
    if (origin !== ours) return bad(0, 'other-log', `${name} is of ${origin}`)
    if (size < this.#dropped) return pruned(size - 1, `${name} is of records that were dropped; give their archive`)
    if (size > sealed) return bad(sealed, 'records-missing', `${by} has seen ${size} records`)
    const text = `${origin}\n${size}\n${root.toString('base64')}\n`
    return this.#texts.get(size) === text ? null : bad(size - 1, 'other-root', `${by} has seen another log of ${size}`)
  }

  #receiptProblem(anchor: Anchor): Problem | null {
    if (anchor.receipt === null || this.#receipts.get(anchor) === true) return null
    if (anchor.receipt.seq < this.#dropped) return pruned(anchor.receipt.seq, `the record of ${anchor.by} was dropped`)
    return bad(anchor.receipt.seq, 'other-record', `${anchor.by} is a receipt of another record ${anchor.receipt.seq}`)
  }
}

// Its leaf needs no look: the receipt's path leads from it to the root, and that root is the log's.
function says(record: AuditRecord, { outcome, serial }: NonNullable<Anchor['receipt']>): boolean {
  if (record.type !== 'attempt-result') return false
  return record.body.outcome === outcome && (record.body.device?.serial ?? null) === serial
}

const pruned = (seq: number, sentence: string): Problem => ({ grade: 'tail', reason: `pruned: ${sentence}`, seq })

const bad = (seq: number, code: string, sentence: string): Problem => ({
  grade: 'bad',
  reason: `${code}: ${sentence}`,
  seq,
})
