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
  /** Where the last whole frame lies, and where the next one would. */
  last: (Place & { readonly length: number }) | null
  end: Place
  /** Bytes of a record cut short after the last whole one; 0 for none. */
  tornRecord: number
  /** Number of good checkpoints, where the last one lies, and where the next one would. */
  sealed: number
  lastNote: { readonly at: number; readonly note: string } | null
  notesEnd: number
  tornNote: number
  /** Public keys for the checkpoint of size `sealed + 1` and, after an unsealed record, of `sealed + 2`. */
  readonly signers: string[]
  secondPlace: Judgement
  problem: Problem | null
}

export interface WalkOptions {
  /** `whole` reads every field and checks every signature; `looked` trusts the root and checks the last signature. */
  readonly how: Thoroughness
  /** See Source. */
  readonly patience?: number
  readonly pinned?: string | undefined
  readonly heard?: (record: AuditRecord, bytes: number) => void
  readonly signal?: AbortSignal | undefined
}
