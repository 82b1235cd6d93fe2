// What the log knows: the attempts before this one, and the case of an attempt made from its records. Reads only.

import type { z } from 'zod'
import { listRecords } from '../audit/list.js'
import type { Body, RecordOf } from '../audit/log.js'
import { Fault } from '../contract/fault.js'
import type { caseShape } from './case.js'

type Result = Body<'attempt-result'>
type Drafted = Body<'job-drafted'>

/** An attempt that has a result. */
export interface PastAttempt {
  readonly attempt: string
  /** Number of its result's record. */
  readonly seq: number
  /** When its result was recorded, ms since 1970. */
  readonly at: number
  readonly run: string | null
  readonly port: string
  readonly operator: string | null
  readonly serial: string | null
  readonly model: string | null
  readonly firmware: string | null
  readonly outcome: Result['outcome']
  readonly code: string | null
  readonly line: Result['line']
  readonly intent: Body<'attempt-intent'>
  readonly armed: Body<'attempt-armed'> | null
  readonly result: Result
  readonly drafted: Drafted | null
}

export interface History {
  /** Oldest first. */
  readonly attempts: readonly PastAttempt[]
  /** The attempt that is looked at; null where none was named. */
  readonly attempt: PastAttempt | null
  readonly clockJumps: readonly number[]
  /** Values that people read off a terminal: who, and in which round. */
  readonly readings: readonly { readonly by: readonly string[]; readonly round: number }[]
  /** Times of diagnoses that searched over keys. */
  readonly searches: readonly string[]
}

/** Attempts kept: the latest, whatever the size of the log. */
const MOST_KEPT = 20_000
const MOST_READINGS = 1_000

/** @throws station/no-data-directory, audit/suspect; diagnosis/no-attempt for an id that has no result */
export async function readHistory(directory: string, id: string | null): Promise<History> {
  const intents = new Map<string, RecordOf<'attempt-intent'> & { readonly drafted: Drafted | null }>()
  const armed = new Map<string, Body<'attempt-armed'>>()
  const attempts: PastAttempt[] = []
  const [clockJumps, searches]: [number[], string[]] = [[], []]
  let readings: History['readings'][number][] = []
  let drafts: Drafted[] = []
  for await (const record of listRecords(directory)) {
    if (record.type === 'clock-jumped') clockJumps.push(record.seq)
    if (record.type === 'diagnosis-made' && record.body.searched) searches.push(record.wall)
    if (record.type === 'attempt-answer' && record.body.said === 'value')
      readings = [...readings.slice(1 - MOST_READINGS), { by: record.body.by, round: record.body.round ?? 1 }]
    if (record.type === 'job-drafted')
      drafts = [...drafts.filter(({ jobHash }) => jobHash === record.body.jobHash), record.body]
    if (record.type === 'attempt-intent')
      intents.set(record.body.attempt, { ...record, drafted: draftOf(drafts, record.body) })
    if (record.type === 'attempt-armed') armed.set(record.body.attempt, record.body)
    if (record.type !== 'attempt-result') continue
    const intent = intents.get(record.body.attempt)
    if (!intent) continue
    attempts.push(past(record, intent, armed.get(record.body.attempt) ?? null))
    intents.delete(record.body.attempt)
    armed.delete(record.body.attempt)
    if (attempts.length > MOST_KEPT) attempts.shift()
  }
  const attempt = attempts.find((one) => one.attempt === id) ?? null
  if (id !== null && attempt === null) throw new Fault('diagnosis/no-attempt', { attempt: id, field: '--attempt' })
  return { attempts, attempt, clockJumps, readings, searches }
}

/** The drafted list that plans this key: the latest one. */
const draftOf = (drafts: readonly Drafted[], { label, slot }: Body<'attempt-intent'>): Drafted | null =>
  drafts.findLast(({ keys }) => keys.some((key) => key.label === label && key.slot === slot)) ?? null

function past(
  record: RecordOf<'attempt-result'>,
  { body: intent, drafted }: RecordOf<'attempt-intent'> & { readonly drafted: Drafted | null },
  armed: Body<'attempt-armed'> | null,
): PastAttempt {
  const { body } = record
  const device = body.device ?? armed?.device ?? null
  return {
    attempt: body.attempt,
    seq: record.seq,
    at: Date.parse(record.wall),
    run: drafted?.run ?? null,
    port: intent.port,
    operator: record.actors[0] ?? null,
    serial: device?.serial ?? null,
    model: device?.model ?? null,
    firmware: device?.firmware ?? null,
    outcome: body.outcome,
    code: body.code,
    line: body.line,
    intent,
    armed,
    result: body,
    drafted,
  }
}

/** The case of an attempt, as the records tell it. @throws diagnosis/no-expected where no value was expected */
export function caseOfAttempt({ attempts, attempt }: History): z.input<typeof caseShape> {
  const one = attempt!
  const { intent, result, armed, drafted } = one
  // A value made of more than the key decided: nobody expects one but the station.
  const bound = result.kcv && result.kcv.method !== intent.kcv.method ? result.kcv : null
  const expected = bound ? bound.station : (result.kcv?.expected ?? intent.kcv.expected)
  if (expected === null) throw new Fault('diagnosis/no-expected', { attempt: one.attempt, field: '--attempt' })
  const before = armed?.slotsBefore.find(({ slot, usage }) => slot === intent.slot && usage === intent.usage)
  const planned = drafted?.keys.find(({ label, slot }) => label === intent.label && slot === intent.slot)
  const device = result.device ?? armed?.device
  return {
    algorithm: intent.algorithm,
    method: bound?.method ?? intent.kcv.method,
    expected,
    expectedSource: bound ? 'station' : intent.kcv.expectedSource,
    station: result.kcv?.station ?? intent.kcv.station,
    reported: result.kcv?.reported ?? null,
    form: intent.form,
    components: (planned?.componentKcvs ?? []).map((kcv) => ({ kcv })),
    kek: intent.under ? { kcv: intent.under.kcv } : null,
    slot: { slot: intent.slot, before: before?.kcv ?? null },
    slots: otherSlots(one),
    otherDevices: attempts
      .filter(
        (other) =>
          other.run !== null &&
          other.run === one.run &&
          other.serial !== one.serial &&
          other.intent.label === intent.label,
      )
      .map(({ serial, result: { kcv }, intent: { kcv: due } }) => ({
        serial,
        expected: due.expected,
        reported: kcv?.reported ?? null,
      })),
    dukpt: intent.ksn ? { ksn: intent.ksn } : null,
    line: result.line ? lineOf(result.line) : null,
    sent: armed !== null,
    ...(device
      ? {
          device: {
            serial: device.serial,
            family: device.family,
            model: device.model,
            firmware: device.firmware,
            tampered: device.tampered,
            provenance: result.kcv?.provenance ?? null,
            code: result.code,
            codeMeaning: result.codeMeaning,
          },
        }
      : {}),
  }
}

/** Of what a record says of the line, the figures that a case takes: records may say more. */
const lineOf = ({
  txBytes,
  rxBytes,
  garbageBytes,
  badChecksums,
  retries,
  timeouts,
  strayReplies,
  resyncs,
}: NonNullable<Result['line']>) => ({
  ...{ txBytes, rxBytes, garbageBytes, badChecksums, retries, timeouts },
  ...{ strayReplies: strayReplies ?? null, resyncs: resyncs ?? null },
})

/** Slots of this device: what the job meant for each, and what each held before. */
function otherSlots({ intent, armed, drafted }: PastAttempt) {
  const meant = (drafted?.keys ?? []).filter((key) => key.slot !== intent.slot)
  const held = (armed?.slotsBefore ?? []).filter(({ slot, kcv }) => slot !== intent.slot && kcv !== null)
  return [
    ...meant.map(({ slot, label, kcv }) => ({ slot, label, expected: kcv.expected })),
    ...held.map(({ slot, kcv }) => ({ slot, before: kcv })),
  ]
}
