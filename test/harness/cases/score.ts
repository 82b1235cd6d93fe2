// How one report stands against the truth of its case.
import type { MadeCase } from './shape.js'

/** What is read of a report; the whole answer is on the page of `diagnose`. */
export interface Report {
  readonly party: string
  readonly causes: readonly {
    readonly cause: string
    readonly confidence: number
    readonly tiedWith?: readonly string[] | undefined
  }[]
}

export interface Score {
  readonly row: string
  readonly form: string
  /** Bytes of the expected value. */
  readonly bytes: number
  readonly decidable: boolean
  /** Truth, or one that leaves the same facts, stands first; among the first three. */
  readonly first: boolean
  readonly amongThree: boolean
  /** The truth itself stands first: what calibration is about. */
  readonly exact: boolean
  readonly confidence: number
  readonly saysUnknown: boolean
  /** A cause named with 0.9 and more that neither is the truth nor one of two faults. */
  readonly falselyAccused: string | null
  /** null where the facts name nobody. */
  readonly party: boolean | null
  /** Whose side it truly was; the first where several may be named. */
  readonly side: string
  /** null where there is no tie. */
  readonly tieNamed: boolean | null
  readonly saidFirst: string
}

export const SURE = 0.9

export function score({ row, form, case: json, truth }: MadeCase, { party, causes }: Report): Score {
  const right = new Set([truth.cause, ...truth.ties])
  const accused = new Set([...right, ...truth.cause.split('+')])
  const top = causes[0]
  const sure = causes.filter(({ confidence }) => confidence >= SURE)
  const tied = truth.ties.length > 0
  return {
    row,
    form,
    bytes: json.expected.length / 2,
    decidable: truth.decidable,
    first: top !== undefined && right.has(top.cause),
    amongThree: causes.slice(0, 3).some(({ cause }) => right.has(cause)),
    exact: top?.cause === truth.cause,
    confidence: top?.confidence ?? 0,
    saysUnknown: top === undefined || top.cause === 'unknown',
    falselyAccused: (tied ? sure : sure.filter(({ cause }) => !accused.has(cause)))[0]?.cause ?? null,
    party: truth.parties.length === 0 ? null : truth.parties.includes(party),
    side: truth.parties[0] ?? 'nobody',
    tieNamed: tied
      ? sure.length === 0 && causes.some(({ cause, tiedWith }) => right.has(cause) && (tiedWith?.length ?? 0) > 0)
      : null,
    saidFirst: top?.cause ?? '',
  }
}
