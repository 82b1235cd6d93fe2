// Bodies of the records that an attempt leaves. Check values come in here already cut to what the job shows.

import type { KcvComparison } from '../contract/events.js'
import type { Fault } from '../contract/fault.js'
import type { Outcome } from '../contract/values.js'
import type { Attempt } from './attempt.js'
import type { LineQuality } from './context.js'
import type { PreparedJob, PreparedKey } from './prepare.js'

const shown = (key: PreparedKey, hex: string | undefined): string | null => hex?.slice(0, 2 * key.bytes) ?? null

export const draftedBody = (job: PreparedJob, ports: readonly string[]) => ({
  run: job.run,
  lab: job.lab,
  ports,
  keys: job.all.map((key) => ({
    label: key.label,
    slot: key.slot,
    usage: key.usage,
    algorithm: key.algorithm,
    form: key.form,
    kcv: { method: key.method, bytes: key.bytes, expected: shown(key, key.expected?.hex), source: key.source },
    componentKcvs: key.componentKcvs,
    warnings: key.warnings,
  })),
  inventory: job.inventory?.size ?? null,
})

export const intentBody = (attempt: string, port: string, key: PreparedKey, warnings: readonly string[]) => ({
  attempt,
  port,
  label: key.label,
  slot: key.slot,
  usage: key.usage,
  algorithm: key.algorithm,
  form: key.form,
  under: key.under,
  kcv: {
    method: key.method,
    bytes: key.bytes,
    expected: shown(key, key.expected?.hex),
    expectedSource: key.source,
    station: shown(key, key.station?.hex),
  },
  warnings,
})

export const resultBody = (result: {
  readonly attempt: Attempt
  readonly id: string
  readonly key: PreparedKey
  readonly outcome: Outcome
  readonly kcv: KcvComparison | null
  readonly code: string | null
  readonly fault: Fault | null
  readonly ms: number
  readonly warnings: readonly string[]
  readonly line: LineQuality | null
}) => ({
  attempt: result.id,
  outcome: result.outcome,
  label: result.key.label,
  slot: result.key.slot,
  usage: result.key.usage,
  device: result.attempt.device,
  kcv: result.kcv,
  slotsAfter: result.attempt.after,
  code: result.code,
  fault: result.fault?.code ?? null,
  line: result.line,
  ms: result.ms,
  warnings: result.warnings,
})
