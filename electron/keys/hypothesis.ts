// What may have become of a key on its way, tried in native memory against one check value. Answers which explanations
// fit, never a key, a digit, its place, or a check value of anything tried.

import type { Secret } from '../contract/secret.js'
import type { Algorithm } from '../contract/values.js'

/** The keys that are in native memory at this moment. All are the caller's to dispose. */
export interface KeysAtHand {
  readonly algorithm: Algorithm
  readonly key: Secret | null
  readonly components: readonly Secret[]
  /** Components of other keys of the job: `of` is that key's label. */
  readonly otherComponents: readonly { readonly of: string; readonly component: Secret }[]
  readonly kek: Secret | null
  readonly previousKek: Secret | null
  readonly bdk: Secret | null
  /** 10 or 12 bytes. */
  readonly ksn: Uint8Array | null
}

/** One explanation that makes the value. */
export interface Explanation {
  /** Cause id as in the table of causes (tier 2 rows); a double fault is two, in the order of the alphabet, joined by `+`. */
  readonly cause: string
  /** Facts that may be said aloud: `component` (1-based), `of`, `method`, `algorithm`, `variant`, `direction`, `kek` ('current'|'previous'|'test')…; never digits or positions.
   *  One explanation stands for all variants of its cause that fit: it has the facts they share, so a missing `component` was not decidable. */
  readonly facts: Readonly<Record<string, string | number>>
}

export interface Searched {
  readonly explanations: readonly Explanation[]
  /** Distinct hypotheses tried, for the odds of a chance match: N / 256^bytes. */
  readonly tried: number
  /** How many of `tried` belong to each cause. */
  readonly triedBy: Readonly<Record<string, number>>
}

/** `single`: every single cause incl. one-digit errors; `double`: pairs of structural causes, and a typo with a structural one;
 *  `two-digits`: the long search. Each tries, counts and tells only what `single` has not. */
export type Depth = 'single' | 'double' | 'two-digits'

export interface SearchOptions {
  readonly depth: Depth
  readonly signal?: AbortSignal
  /** The keys at hand are what was typed, the value that of what should have been: slips are undone, too. */
  readonly typed?: boolean
  /** 0 to 1. */
  readonly onProgress?: (done: number) => void
}
