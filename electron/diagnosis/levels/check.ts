// A check of one level: what it found, with the figures that it found it by.
import type { Bilingual } from '../../contract/values.js'
import type { Evidence } from '../cause.js'
import type { History } from '../history.js'
import type { Judged } from '../posterior.js'
import type { Scene } from '../scene.js'
import type { Surroundings } from '../surroundings.js'

export type CheckStatus = 'ok' | 'warn' | 'fail' | 'unknown'
export interface CheckResult {
  readonly id: string
  readonly status: CheckStatus
  readonly evidence: Evidence
  readonly text: Bilingual
}
export interface Looked {
  readonly scene: Scene
  readonly judged: readonly Judged[]
  /** null without a data directory. */
  readonly history: History | null
  readonly around: Surroundings
}
export type Check = (looked: Looked) => CheckResult

export const result = (id: string, status: CheckStatus, evidence: Evidence, en: string, zh: string): CheckResult => ({
  id,
  status,
  evidence,
  text: { en, zh },
})

/** Numbers of records as evidence: the latest few. */
export const lately = (seqs: readonly number[]): readonly string[] => seqs.slice(-10).map((seq) => `#${seq}`)
