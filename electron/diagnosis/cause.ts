// What a cause of a mismatch is: a row with how it is found, how common it is, and what to do.
import type { Fact } from '../contract/fault.js'
import type { Bilingual } from '../contract/values.js'
import type { Scene } from './scene.js'
import type { StepId } from './steps.js'

/** On whose side the difference arose. */
export type Party = 'host' | 'letter' | 'operator' | 'line' | 'device'
export type Severity = 'low' | 'medium' | 'high' | 'critical'
export type Evidence = Readonly<Record<string, Fact>>

/** One way in which a cause fits what was seen. */
export interface Finding {
  readonly evidence: Evidence
  /** Part of the cause's prior that this way has; 1 where absent. */
  readonly share?: number
  /**
   * How much more likely what was seen is under this cause than by chance. For a value that a cause predicts it follows
   * from `matches`.
   */
  readonly odds: number
  /** Bytes of check value that the finding rests on; null where it rests on none. */
  readonly bytes: number | null
  readonly party?: Party
  /** The device itself said so: no check value is compared, so its length limits nothing. */
  readonly told?: true
}

/** Odds of a value met among several predictions: each of them is met by chance once in 256^bytes. */
export const matches = (bytes: number, among: number, fits = 1): Pick<Finding, 'odds' | 'bytes'> => ({
  odds: (fits / Math.max(1, among)) * 256 ** Math.min(bytes, 8),
  bytes,
})

export interface CauseRow {
  /** 1: from check values and facts. 2: also by a search over the keys that are in native memory. */
  readonly tier: 1 | 2
  /** How common it is among mismatches, as technicians meet them; all rows and `unknown` come to about 1. */
  readonly prior: number
  readonly party: Party
  readonly severity: Severity
  /** Fields of the case that it is found by. */
  readonly needs: readonly string[]
  /** Happens between wrapping and unwrapping: a load under a MAC that was accepted rules it out. */
  readonly onTheWay?: true
  /** Happens where components are typed: components whose values were verified rule it out. */
  readonly typed?: true
  /** A slip of one finger, that no machine makes: ruled out where what was typed is known to be right. */
  readonly slip?: true
  readonly find?: (scene: Scene) => readonly Finding[]
  /** What to do; `{name}` is filled from the evidence, and a sentence in brackets that lacks its fact is left out. */
  readonly action: Bilingual
  readonly steps: readonly StepId[]
}
export type CauseTable = Readonly<Record<string, CauseRow>>
