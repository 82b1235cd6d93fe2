// `audit reconcile`: what a run was meant for against what the records say became of it.
import { createHash } from 'node:crypto'
import { Fault } from '../contract/fault.js'
import type { Outcome } from '../contract/values.js'
import type { AuditRecord } from './record.js'
import { tidyText } from './tidy.js'

export interface Settled {
  readonly label: string
  readonly outcome: Outcome | 'interrupted' | 'unfinished'
  /** What reading back said afterwards of an attempt whose result was not known; null where nobody did. */
  readonly readBack: string | null
  /** Closed by a person, with a reason. */
  readonly closed: boolean
}

export interface Reconciled {
  readonly run: string
  /** The serial numbers it was meant for; null where there was no list, or the log has its hash alone and none was given. */
  readonly listed: readonly string[] | null
  /** How many it was meant for; null where there was no list. */
  readonly listedCount: number | null
  /** Every key of the run ended as injected. */
  readonly injected: readonly string[]
  /** Tried, and not every key is injected. */
  readonly failed: readonly { readonly serial: string; readonly keys: readonly Settled[] }[]
  /** Listed and never tried. */
  readonly missing: readonly string[] | null
  /** Not on the list: refused as such, or loaded where there was none to refuse it. */
  readonly unlisted: readonly string[]
  /** Attempts on devices that gave no serial number: they count for no device. */
  readonly unnamed: number
  /** Every attempt of the run, for its receipts. */
  readonly attempts: readonly string[]
}

interface Draft {
  readonly run: string
  readonly labels: readonly string[]
}

/** Hears every record of a log in order; then answers for one run. Which attempt belongs to it is told by its port. */
export class Reconciliation {
  /** The draft that each port works by. */
  #drafts = new Map<string, Draft>()
  #isKnown = false
  readonly #labels = new Set<string>()
  /** Devices with keys of their own: which label is meant for which device stands in the job alone. */
  #hasKeysOfEach = false
  #inventory: { readonly size: number; readonly sha256: string } | null = null
  readonly #lists = new Map<string, string[]>()
  readonly #attempts = new Map<string, { serial: string | null; settled: Settled }>()
  readonly #refused = new Set<string>()

  constructor(private readonly run: string) {}

  heard(record: AuditRecord): void {
    const { type, body } = record
    // A process that starts works by drafts of its own.
    if (type === 'station-opened') this.#drafts = new Map()
    if (type === 'job-drafted') this.#drafted(body)
    if (type === 'inventory-listed') {
      const before = body.part === 0 ? [] : (this.#lists.get(body.sha256) ?? [])
      this.#lists.set(body.sha256, [...before, ...body.serials])
    }
    if (type === 'device-refused' && this.#isOurs(body.port) && body.device?.serial)
      this.#refused.add(body.device.serial)
    if (type === 'attempt-intent' && this.#isOurs(body.port)) {
      const settled = { label: body.label, outcome: 'unfinished', readBack: null, closed: false } as const
      this.#attempts.set(body.attempt, { serial: null, settled })
    }
    this.#follow(record)
  }

  #drafted({ run, ports, keys, inventory }: Extract<AuditRecord, { type: 'job-drafted' }>['body']): void {
    for (const port of ports) this.#drafts.set(port, { run, labels: keys.map(({ label }) => label) })
    if (run !== this.run) return
    this.#isKnown = true
    this.#inventory = inventory
    for (const { label } of keys) this.#labels.add(label)
    this.#hasKeysOfEach ||= new Set(keys.map(({ label }) => label)).size < keys.length
  }

  #isOurs(port: string): boolean {
    return this.#drafts.get(port)?.run === this.run
  }

  #follow({ type, body }: AuditRecord): void {
    const known = 'attempt' in body && body.attempt !== null ? this.#attempts.get(body.attempt) : undefined
    if (known === undefined) return
    const settle = (change: Partial<Settled>) => {
      known.settled = { ...known.settled, ...change }
    }
    if (type === 'attempt-armed') known.serial = body.device.serial
    if (type === 'attempt-result') {
      known.serial ??= body.device?.serial ?? null
      settle({ outcome: body.outcome })
      if (body.fault === 'injection/not-listed' && known.serial !== null) this.#refused.add(known.serial)
    }
    if (type === 'attempt-interrupted') settle({ outcome: 'interrupted' })
    if (type === 'attempt-read-back') settle({ readBack: body.kcv.verdict })
    if (type === 'attempt-closed') settle({ closed: true })
  }

  /**
   * @param given the list as somebody kept it, in its order; judged by the hash that the log has of it
   * @throws Fault audit/no-run, audit/other-inventory
   */
  answer(given: { readonly file: string; readonly serials: readonly string[] } | null): Reconciled {
    const { run } = this
    if (!this.#isKnown) throw new Fault('audit/no-run', { run })
    if (given !== null && hashOf(given.serials) !== this.#inventory?.sha256)
      throw new Fault('audit/other-inventory', { run, file: given.file })
    const list = given?.serials.map(tidyText) ?? this.#lists.get(this.#inventory?.sha256 ?? '') ?? null
    const meant = list === null ? null : new Set(list)
    const tried = this.#tried()
    const isDone = (serial: string) => {
      const keys = tried.get(serial)!
      // A draft without labels must not make a run of failures look done.
      const ofEach = this.#hasKeysOfEach || this.#labels.size === 0
      const outcomes = ofEach ? [...keys.values()] : [...this.#labels].map((label) => keys.get(label))
      return outcomes.every((settled) => settled?.outcome === 'injected')
    }
    const serials = [...tried.keys()].filter((serial) => !this.#refused.has(serial) || meant?.has(serial)).sort()
    return {
      run,
      listed: meant === null ? null : [...meant].sort(),
      listedCount: this.#inventory?.size ?? null,
      injected: serials.filter(isDone),
      failed: serials
        .filter((serial) => !isDone(serial))
        .map((serial) => ({ serial, keys: [...tried.get(serial)!.values()] })),
      missing: meant === null ? null : [...meant].filter((serial) => !tried.has(serial)).sort(),
      unlisted: [
        ...new Set([...this.#refused, ...serials.filter((serial) => meant !== null && !meant.has(serial))]),
      ].sort(),
      unnamed: [...this.#attempts.values()].filter(({ serial }) => serial === null).length,
      attempts: [...this.#attempts.keys()],
    }
  }

  /** The last attempt of each key on each device: a second try makes good what the first did not. */
  #tried(): Map<string, Map<string, Settled>> {
    const tried = new Map<string, Map<string, Settled>>()
    for (const { serial, settled } of this.#attempts.values())
      if (serial !== null) tried.set(serial, (tried.get(serial) ?? new Map()).set(settled.label, settled))
    return tried
  }
}

const hashOf = (serials: readonly string[]): string =>
  createHash('sha256')
    .update([...new Set(serials)].join('\n'))
    .digest('hex')
    .toUpperCase()
