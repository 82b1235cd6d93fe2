// From records to events: joins an attempt's records, its port with its batch, and forgets what has ended.
import { z } from 'zod'
import type { Body } from '../audit/log.js'
import type { Mode } from '../contract/values.js'
import { type Heard, type LoadEnded, nowhere, type WatchEvent, type Where } from './event.js'

type Device = Body<'attempt-result'>['device']
type Common = Pick<LoadEnded, 'seq' | 'at' | 'mode' | 'where'>
interface UnderWay {
  readonly where: Where
  readonly unique: boolean
  readonly armed: boolean
}

/** First loads remembered, so that a second try is told from a first; the oldest are forgotten. */
const MOST_FIRSTS = 50_000
/** Attempts without a settled result that are remembered. */
const MOST_UNDER_WAY = 5_000

// Records of rooms that are built beside this one: read where they have this shape, passed over where not.
const cosigned = z.object({ size: z.int().min(0) })
const signIn = z.object({ operator: z.string().min(1) })

export class Reading {
  #mode: Mode = 'lab'
  readonly #batches = new Map<string, string>()
  readonly #underWay = new Map<string, UnderWay>()
  readonly #firsts = new Set<string>()

  /** Every record of the log, in order. */
  hear(record: Heard): WatchEvent {
    const operator = record.actors.length > 0 ? record.actors.join('+') : null
    const at = Date.parse(record.wall)
    const common = { seq: record.seq, at, mode: this.#mode, where: { ...nowhere, operator } }
    const read = Object.hasOwn(this.#readers, record.type) ? this.#readers[record.type] : undefined
    return read ? read(record.body as never, common) : { kind: 'other', ...common }
  }

  readonly #readers: Readonly<Record<string, (body: never, common: Common) => WatchEvent>> = {
    'log-created': ({ mode }: Body<'log-created'>, common) => {
      this.#mode = mode
      return { kind: 'other', ...common, mode }
    },
    'job-drafted': ({ run, ports }: Body<'job-drafted'>, common) => {
      for (const port of ports) this.#batches.set(port, run)
      return { kind: 'other', ...common }
    },
    'attempt-intent': ({ attempt, port, ksn }: Body<'attempt-intent'>, common) => {
      const where = { ...common.where, port, batch: this.#batches.get(port) ?? null }
      keep(this.#underWay, attempt, { where, unique: ksn !== null, armed: false }, MOST_UNDER_WAY)
      return { kind: 'other', ...common, where }
    },
    'attempt-armed': ({ attempt, device }: Body<'attempt-armed'>, common) => {
      const known = this.#underWay.get(attempt)
      const where = { ...withDevice(known?.where ?? common.where, device), operator: common.where.operator }
      if (known) this.#underWay.set(attempt, { ...known, where, armed: true })
      return { kind: 'load-begun', ...common, where }
    },
    'attempt-result': (body: Body<'attempt-result'>, common) => this.#ended(body, common),
    'attempt-read-back': ({ attempt, serial, kcv }: Body<'attempt-read-back'>, common) => {
      const known = this.#underWay.get(attempt)?.where ?? { ...common.where, serial }
      if (kcv.verdict === 'match' || kcv.verdict === 'mismatch') this.#underWay.delete(attempt)
      const where = { ...known, operator: common.where.operator }
      return { kind: 'read-back', ...common, where, verdict: kcv.verdict }
    },
    'attempt-closed': ({ attempt }: Body<'attempt-closed'>, common) => {
      this.#underWay.delete(attempt)
      return { kind: 'other', ...common }
    },
    'attempt-answer': ({ attempt, port, question, said, ms, by }: Body<'attempt-answer'>, common) => {
      const known = this.#underWay.get(attempt)?.where ?? { ...common.where, port }
      const where = { ...known, operator: by.length > 0 ? by.join('+') : common.where.operator }
      // Only a value that somebody read takes time to read.
      return { kind: 'answered', ...common, where, question: said === 'value' ? question : 'none', ms }
    },
    'device-refused': ({ port, device, because }: Body<'device-refused'>, common) => {
      const where = withDevice({ ...common.where, port, batch: this.#batches.get(port) ?? null }, device)
      return { kind: 'device-refused', ...common, where, because }
    },
    'clock-jumped': ({ byMs }: Body<'clock-jumped'>, common) => ({ kind: 'clock-jumped', ...common, byMs }),
    'checkpoint-cosigned': (body: never, common) => {
      const { data } = cosigned.safeParse(body)
      return data ? { kind: 'anchored', ...common, size: data.size } : { kind: 'other', ...common }
    },
    'sign-in-failed': (body: never, common) => {
      const { data } = signIn.safeParse(body)
      const where = { ...common.where, operator: data?.operator ?? common.where.operator }
      return { kind: 'sign-in-failed', ...common, where }
    },
  }

  #ended(body: Body<'attempt-result'>, common: Common): LoadEnded {
    const known = this.#underWay.get(body.attempt)
    if (body.outcome !== 'indeterminate') this.#underWay.delete(body.attempt)
    const where = { ...withDevice(known?.where ?? common.where, body.device), operator: common.where.operator }
    const { line, kcv } = body
    return {
      kind: 'load-ended',
      ...common,
      where,
      outcome: body.outcome,
      armed: known?.armed ?? false,
      label: body.label,
      usage: body.usage,
      unique: known?.unique ?? false,
      reported: kcv?.reported ?? null,
      method: kcv?.method ?? null,
      provenance: kcv?.provenance ?? null,
      warnings: body.warnings,
      bytes: line ? line.txBytes + line.rxBytes : 0,
      lineErrors: line ? line.garbageBytes + line.badChecksums + line.retries + line.timeouts : 0,
      first: this.#isFirst(`${where.batch}|${where.serial ?? where.port}|${body.usage}|${body.slot}`),
    }
  }

  #isFirst(load: string): boolean {
    if (this.#firsts.has(load)) return false
    this.#firsts.add(load)
    if (this.#firsts.size > MOST_FIRSTS) this.#firsts.delete(this.#firsts.values().next().value!)
    return true
  }
}

const withDevice = (where: Where, device: Device): Where => {
  if (device === null) return where
  const model = device.model ?? device.family
  return { ...where, serial: device.serial, model, firmware: device.firmware && `${model} ${device.firmware}` }
}

/** Sets, and forgets the oldest where there are more than `most`. */
function keep<Value>(into: Map<string, Value>, key: string, value: Value, most: number): void {
  into.set(key, value)
  if (into.size > most) into.delete(into.keys().next().value!)
}
