// Bodies of the records that an attempt leaves. Check values come in here already cut to what the job shows.

import { createHash } from 'node:crypto'
import type { Body } from '../audit/log.js'
import type { KcvComparison } from '../contract/events.js'
import { Fault } from '../contract/fault.js'
import type { CheckValue, LineFigures, Outcome, SlotState } from '../contract/values.js'
import { longestShown } from '../keys/profile.js'
import type { AttemptLog } from './append-port.js'
import type { Attempt } from './attempt.js'
import type { PortAtWork } from './context.js'
import { type Judgement, shown } from './outcome.js'
import type { PreparedJob, PreparedKey } from './prepare.js'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex').toUpperCase()

/** A record holds as many keys as this; a job with more is told in several, under one hash. */
const KEYS_A_RECORD = 200

/** As long a list as the log tells; a longer one stays with whoever made it, and the log has its hash. */
const MOST_LISTED = 4_000
const SERIALS_A_RECORD = 200

const hashOf = (inventory: ReadonlySet<string>): string => sha256([...inventory].join('\n'))

/** The list of serial numbers as records tell it, for reconciling later; none where there is no list, or it is too long. */
export function listedBodies({ inventory }: PreparedJob): Body<'inventory-listed'>[] {
  if (inventory === null || inventory.size === 0 || inventory.size > MOST_LISTED) return []
  const serials = [...inventory]
  // No record may look as if it held a key: of such a list only the hash is told.
  if (serials.some((serial) => /[0-9A-Fa-f]{32}/.test(serial))) return []
  const parts = Math.ceil(serials.length / SERIALS_A_RECORD)
  return Array.from({ length: parts }, (_, part) => ({
    sha256: hashOf(inventory),
    part,
    parts,
    serials: serials.slice(part * SERIALS_A_RECORD, (part + 1) * SERIALS_A_RECORD),
  }))
}

/** Tells the log what is about to be tried. Nothing is sent before. @throws audit/… */
export async function draft(log: AttemptLog, job: PreparedJob, ports: readonly string[]): Promise<void> {
  for (const body of draftedBodies(job, ports)) await log.append('job-drafted', body)
  for (const body of listedBodies(job))
    if (log.listed?.(body.sha256) === false) await log.append('inventory-listed', body)
}

/** By which every record names the job: over its text without secrets. */
export const hashOfJob = ({ text }: Pick<PreparedJob, 'text'>): string => sha256(text)

export function draftedBodies(job: PreparedJob, ports: readonly string[]): Body<'job-drafted'>[] {
  const keys = job.all.map((key) => ({
    label: key.label,
    slot: key.slot,
    usage: key.usage,
    algorithm: key.algorithm,
    form: key.form,
    kcv: { method: key.method, bytes: key.bytes, expected: shown(key.expected, key.bytes), source: key.source },
    componentKcvs: key.componentKcvs,
    warnings: key.warnings,
  }))
  const common = {
    run: job.run,
    lab: job.lab,
    ports,
    inventory: job.inventory && { size: job.inventory.size, sha256: hashOf(job.inventory) },
    jobHash: hashOfJob(job),
  }
  const records = Math.ceil(keys.length / KEYS_A_RECORD)
  return Array.from({ length: records }, (_, i) => ({
    ...common,
    keys: keys.slice(i * KEYS_A_RECORD, (i + 1) * KEYS_A_RECORD),
  }))
}

export const intentBody = (
  attempt: string,
  { path, named }: Pick<PortAtWork, 'path' | 'named'>,
  key: PreparedKey,
  warnings: readonly string[],
): Body<'attempt-intent'> => ({
  attempt,
  port: path,
  ...(named ? { portLabel: named.label } : {}),
  ...(named?.place ? { portPlace: named.place } : {}),
  label: key.label,
  slot: key.slot,
  usage: key.usage,
  algorithm: key.algorithm,
  form: key.form,
  under: key.under && { label: key.under.label, slot: key.under.slot, usage: key.under.usage, kcv: key.under.kcv },
  ksn: key.ksn,
  kcv: {
    method: key.method,
    bytes: key.bytes,
    expected: shown(key.expected, key.bytes),
    expectedSource: key.source,
    station: shown(key.station, key.bytes),
  },
  warnings,
})

export const resultBody = (result: {
  readonly attempt: Attempt
  readonly id: string
  readonly key: PreparedKey
  readonly outcome: Outcome
  readonly kcv: KcvComparison | null
  readonly fault: Fault | null
  readonly ms: number
  readonly warnings: readonly string[]
  readonly line: LineFigures | null
}): Body<'attempt-result'> => ({
  attempt: result.id,
  outcome: result.outcome,
  label: result.key.label,
  slot: result.key.slot,
  usage: result.key.usage,
  device: result.attempt.device,
  kcv: result.kcv,
  slotsAfter: result.attempt.after.map((state) => cutSlot(state, result.key.bytes)),
  ...answer(result.attempt.reply),
  fault: result.fault?.code ?? null,
  line: result.line,
  ms: result.ms,
  warnings: result.warnings,
})

/** No more of a slot's check value than the job shows. */
export const cutSlot = (state: SlotState, bytes: number): SlotState => ({
  ...state,
  kcv: state.kcv?.slice(0, 2 * bytes) ?? null,
})

/** What the station computes by the bound method of the device's answer; null where there is no such answer, or no key. */
export const boundTo = ({ material }: PreparedKey, reply: Attempt['reply']): CheckValue | null =>
  material?.form === 'initial-key' && reply && 'bound' in reply && reply.bound?.method === 'newland-dukpt'
    ? (material.bound?.(reply.bound.method) ?? null)
    : null

/** The three values as they are shown and recorded; where a bound value decided, it and the station's, for nobody expects one. */
export const comparisonOf = (
  key: PreparedKey,
  { verdict, reported, provenance }: Judgement,
  bound: CheckValue | null,
): KcvComparison => {
  const { label, slot, source } = key
  const decides = bound !== null && reported?.method === bound.method
  const { method } = decides ? bound : key
  const bytes = Math.min(key.bytes, longestShown(method, key.profile))
  const expected = decides ? null : key.expected
  return {
    label,
    slot,
    expected: shown(expected, bytes),
    expectedSource: expected ? source : null,
    station: shown(decides ? bound : key.station, bytes),
    reported: shown(reported, bytes),
    method,
    bytes,
    provenance,
    verdict,
  }
}

/** The device's own code, and what the protocol says it means. */
const answer = (reply: Attempt['reply']) =>
  reply === null || reply instanceof Fault
    ? { code: null, codeMeaning: null }
    : { code: reply.code, codeMeaning: reply.kind === 'refused' ? reply.meaning.en : null }
