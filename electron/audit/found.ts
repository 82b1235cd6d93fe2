// What a walk over a log answers, and how it is asked.
import type { Identity } from './layout.js'
import type { Place } from './read-records.js'
import type { AuditRecord, Thoroughness } from './record.js'
import type { Judgement } from './second-place.js'
import type { Tree } from './tree.js'

export interface Problem {
  /** `tail` is what a power cut can leave behind; `bad` is not. */
  readonly grade: 'tail' | 'bad'
  /** `code: sentence`. */
  readonly reason: string
  /** Number of the first record it concerns. */
  readonly seq: number
}

/** What a walk found, as far as it came. */
export interface Found {
  identity: Identity | null
  readonly tree: Tree
  /** `prev` of the record that would come next. */
  prev: string
  /** Where the last record lies, and where all that is whole ends. */
  last: (Place & { readonly length: number }) | null
  /** The last records, as many as one group can hold; oldest first. */
  readonly recent: Place[]
  end: Place
  /** Bytes after that: an append cut short; 0 for none. */
  torn: number
  /** Number of good checkpoints, and the last one. */
  sealed: number
  lastNote: string | null
  /** Public keys for the checkpoint of size `sealed + 1` and, after an unsealed record, of `sealed + 2`. */
  readonly signers: string[]
  secondPlace: Judgement
  problem: Problem | null
}

/** What a walk knew right after a good checkpoint: another walk over the same bytes before it may go on from here. */
export interface RestartPoint {
  readonly found: Found
  /** Public key of that checkpoint. */
  readonly signer: string
}

export interface WalkOptions {
  /** `whole` reads every field and checks every signature; `looked` trusts the root and checks the last signature. */
  readonly how: Thoroughness
  /** See Source. */
  readonly patience?: number
  readonly pinned?: string | undefined
  readonly heard?: (record: AuditRecord, bytes: number) => void
  readonly signal?: AbortSignal | undefined
  /** Where to begin, for whoever knows that nothing before it has changed. */
  readonly from?: RestartPoint
  /** Hears of every good checkpoint; `point` makes the restart point. */
  readonly sealed?: (point: () => RestartPoint) => void
}
