// The watch at work on an open log: reads the history, hears what comes, puts alerts on record and sends them.
import { listRecords } from '../audit/list.js'
import type { Actor, AuditLog, Body } from '../audit/log.js'
import { theStation } from '../audit/record.js'
import { asFault, Fault } from '../contract/fault.js'
import type { DiagnosisStepView, ExportKind, MonitorView, SyslogTarget } from '../contract/monitor.js'
import type { Heard } from './event.js'
import { exports } from './export.js'
import { Outbox } from './outbox.js'
import { HOUR } from './recent.js'
import type { LocalTime } from './rule.js'
import { rules } from './rules/index.js'
import { type SyslogSource, syslogMessage } from './syslog.js'
import { Watch } from './watch.js'

/** Milliseconds of history read before the window gets its turn. */
const SLICE_MS = 8
/** What a history that was never watched gives rise to is put on record if it is as young as this, and the newest so many. */
const YOUNG_MS = 7 * 24 * HOUR
const MOST_BELATED = 50

export interface MonitorDoors {
  readonly log: Pick<AuditLog, 'append' | 'onAppend' | 'size' | 'mode'>
  readonly dataDirectory: string
  readonly local: LocalTime
  /** Wall clock, ms since 1970. */
  readonly now: () => number
  readonly source: SyslogSource
  readonly send: (to: SyslogTarget, message: string) => Promise<void>
  readonly later: (work: () => void, ms: number) => void
  /** What a step of a diagnosis's plan says; null for one that this build does not know. */
  readonly stepWords?: (step: string) => NonNullable<DiagnosisStepView['words']> | null
  readonly changed: () => void
  /** A fault that no command waits for. */
  readonly notice: (error: unknown) => void
}

export class Monitor {
  readonly #watch: Watch
  readonly #outbox: Outbox
  #next = 0
  #came: Heard[] = []
  #reading: MonitorView['reading']
  #raising = false
  #closed = false
  readonly #stop: () => void

  constructor(private readonly doors: MonitorDoors) {
    this.#watch = new Watch(rules, doors.local)
    this.#outbox = new Outbox(doors)
    this.#reading = { done: 0, of: doors.log.size }
    // Heard from here on, so that no record falls between the history and what comes.
    this.#stop = doors.log.onAppend((record) => this.#live(record))
  }

  close(): void {
    this.#closed = true
    this.#stop()
  }

  /** Reads the whole log once, in slices. Resolves when everything counts. @throws audit/suspect, audit/unreadable */
  async read(): Promise<void> {
    const { dataDirectory, log, changed } = this.doors
    const of = log.size
    let slice = performance.now()
    for await (const record of listRecords(dataDirectory)) {
      if (this.#closed || record.seq >= of) break
      this.#hear(record)
      if (performance.now() - slice < SLICE_MS) continue
      this.#reading = { done: this.#next, of }
      changed()
      await new Promise(setImmediate)
      slice = performance.now()
    }
    const newest = this.doors.now()
    const due = this.#watch.alerts.due()
    const belated = due.filter(({ at }) => newest - at < YOUNG_MS).slice(-MOST_BELATED)
    for (const one of due) if (!belated.includes(one)) this.#watch.alerts.forget(one.body.alert)
    this.#outbox.aim(this.#watch.syslog)
    this.#reading = null
    for (const record of this.#came.splice(0)) this.#hear(record)
    changed()
    await this.#raise()
  }

  get open(): number {
    return this.#watch.alerts.counts().open
  }

  view(): MonitorView {
    const view = this.#watch.view(this.doors.now())
    return { ...view, plans: this.#worded(view.plans), reading: this.#reading, syslog: this.#outbox.view() }
  }

  #worded(plans: MonitorView['plans']): MonitorView['plans'] {
    const { stepWords } = this.doors
    if (!stepWords) return plans
    const worded = (one: DiagnosisStepView): DiagnosisStepView => {
      const words = stepWords(one.step)
      return words ? { ...one, words } : one
    }
    return plans.map((plan) => ({ ...plan, steps: plan.steps.map(worded) }))
  }

  /** @param by the person who says to have seen it @throws monitor/reading, monitor/no-alert, monitor/confirmed, audit/… */
  async acknowledge(alert: string, by: string, note: string, actor: Actor): Promise<void> {
    this.#assertRead()
    const open = this.#watch.alerts.isOpen(alert)
    if (open === null) throw new Fault('monitor/no-alert', { alert })
    if (!open) throw new Fault('monitor/confirmed')
    await this.doors.log.append('alert-acknowledged', { alert, by, note }, actor)
  }

  /** @throws monitor/reading, monitor/no-threshold, monitor/threshold-range, monitor/two-people, audit/… */
  async changeThreshold(rule: string, name: string, value: number, by: string, actor: Actor): Promise<void> {
    this.#assertRead()
    const change = this.#watch.thresholds.change(rule, name, value, by)
    if (change.from === change.to) return
    if (change.weakens) this.#assertTwo(actor)
    await this.doors.log.append('threshold-changed', change, actor)
  }

  /** @throws monitor/reading, monitor/two-people where alerts would go nowhere or elsewhere, audit/… */
  async setSyslog(to: SyslogTarget | null, by: string, actor: Actor): Promise<void> {
    this.#assertRead()
    if (this.#watch.syslog !== null) this.#assertTwo(actor)
    await this.doors.log.append('syslog-set', { to, by }, actor)
  }

  /** @throws monitor/reading, monitor/no-alert, monitor/no-step, audit/… */
  async tick(tick: Body<'plan-step-ticked'>, actor: Actor): Promise<void> {
    this.#assertRead()
    const { plan, step } = tick
    const planned = this.#watch.plans.has(plan, step)
    if (planned) return void (await this.doors.log.append('plan-step-ticked', tick, actor))
    if (planned === false) throw new Fault('monitor/no-step', { plan, step })
    const alert = this.#watch.alerts.find(plan, this.doors.now())
    if (!alert) throw new Fault('monitor/no-alert', { alert: plan })
    if (!alert.plan.some((one) => one.step === step)) throw new Fault('monitor/no-step', { plan, step })
    await this.doors.log.append('plan-step-ticked', tick, actor)
  }

  export(kind: ExportKind): { readonly extension: string; readonly text: string } {
    this.#assertRead()
    const { extension, text } = exports[kind]
    return { extension, text: text(this.view()) }
  }

  #assertRead(): void {
    if (this.#reading !== null) throw new Fault('monitor/reading')
  }
  /** Lab: one person may stand for two. */
  #assertTwo(actor: Actor): void {
    if (this.doors.log.mode !== 'lab' && new Set(actor.actors).size < 2) throw new Fault('monitor/two-people')
  }

  #live(record: Heard): void {
    if (this.#closed) return
    if (this.#reading !== null) this.#came.push(record)
    else {
      this.#hear(record)
      void this.#raise()
    }
  }

  #hear(record: Heard): void {
    if (record.seq < this.#next) return
    this.#next = record.seq + 1
    this.#watch.hear(record)
    if (this.#reading !== null) return
    if (record.type === 'alert-raised') this.#send(record)
    if (record.type === 'syslog-set') this.#outbox.aim(this.#watch.syslog)
    this.doors.changed()
  }

  #send({ body, seq, wall }: Heard): void {
    this.#outbox.put(syslogMessage(body as Body<'alert-raised'>, seq, wall, this.doors.source))
  }

  /** Puts what was found on record, one after the other; what cannot be stays found. */
  async #raise(): Promise<void> {
    if (this.#raising) return
    this.#raising = true
    try {
      for (let due = this.#watch.alerts.due(); due.length > 0 && !this.#closed; due = this.#watch.alerts.due()) {
        const { body } = due[0]!
        const record = await this.doors.log.append('alert-raised', body, theStation)
        // The log tells its listeners a moment later; the next look must not find it due again.
        this.#watch.alerts.raised(record, body)
      }
    } catch (error) {
      this.doors.notice(asFault(error))
    } finally {
      this.#raising = false
    }
  }
}
