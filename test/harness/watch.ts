// Records for the watch to hear, as literal as they lie in a log, and a log of them in memory.
import type { Body, RecordType } from '../../electron/audit/bodies.js'
import type { monitorBodies } from '../../electron/audit/monitor-bodies.js'
import type { Heard } from '../../electron/monitor/event.js'
import type { LocalTime } from '../../electron/monitor/rule.js'
import { rules } from '../../electron/monitor/rules/index.js'
import { Watch } from '../../electron/monitor/watch.js'
import { armed, device, intent, result } from './audit.js'

/** Monday 2 January 2090. */
export const monday = Date.UTC(2090, 0, 2)
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** A station in Greenwich. */
export const utc: LocalTime = {
  hour: (at) => new Date(at).getUTCHours(),
  weekday: (at) => new Date(at).getUTCDay(),
  day: (at) => new Date(at).toISOString().slice(0, 10),
}

export interface Load {
  readonly serial?: string
  readonly port?: string
  readonly by?: string
  readonly outcome?: Body<'attempt-result'>['outcome']
  readonly ksn?: string
  readonly firmware?: string
  /** Milliseconds between armed and result. */
  readonly takes?: number
  readonly with?: Partial<Body<'attempt-result'>>
}

export class Told {
  readonly watch = new Watch(rules, utc)
  seq = 0
  now = monday + 10 * HOUR
  #attempts = 0

  constructor(mode: 'lab' | 'production' = 'production') {
    this.record('log-created', { mode, stationId: 'st-1', logId: 'log-1', vkey: 'none' })
  }

  record<Type extends RecordType>(type: Type, body: Body<Type>, by = 'zhang'): Heard {
    return this.raw(type, body, by)
  }
  raw(type: string, body: unknown, by = 'zhang'): Heard {
    const record = { seq: this.seq++, wall: new Date(this.now).toISOString(), type, actors: [by], body }
    this.watch.hear(record)
    return record
  }

  /** A whole attempt. */
  load({ serial = 'SN0001', port = '/dev/ttyUSB0', by = 'zhang', outcome = 'injected', ...more }: Load = {}): void {
    const attempt = `at-${++this.#attempts}`
    const its = { ...device(serial), firmware: more.firmware ?? '1.0.3' }
    this.record('attempt-intent', { ...intent(attempt), port, ksn: more.ksn ?? null }, by)
    this.record('attempt-armed', { ...armed(attempt, serial), device: its }, by)
    this.now += more.takes ?? 1000
    this.record('attempt-result', { ...result(attempt, outcome, serial), device: its, ...more.with }, by)
    this.now += MINUTE
  }

  /** Alerts found and not yet on record, as `rule severity kind name figure/limit`. */
  due(): string[] {
    return this.watch.alerts
      .due()
      .map(
        ({ body: { rule, severity, subject, figure, limit } }) =>
          `${rule} ${severity} ${subject.kind} ${subject.name} ${figure}/${limit}`,
      )
  }
  /** As the station does: puts on record what was found. */
  raise(): string[] {
    const due = this.watch.alerts.due().map(({ body }) => body)
    for (const body of due) this.raw('alert-raised', body, 'station')
    return due.map(({ alert }) => alert)
  }
  set(rule: string, name: string, to: number): void {
    this.record('threshold-changed', this.watch.thresholds.change(rule, name, to, 'wang'), 'wang')
  }
}

/** One of each record that the watch leaves. */
export const monitorSamples = {
  'alert-raised': {
    alert: 'repeated-mismatch/7/0',
    rule: 'repeated-mismatch',
    severity: 'severe',
    subject: { kind: 'device', name: 'SN0001' },
    figure: 2,
    limit: 2,
    other: null,
    records: [4, 7],
  },
  'alert-acknowledged': { alert: 'repeated-mismatch/7/0', by: 'Wang Fang', note: '' },
  'threshold-changed': { rule: 'clock-jump', name: 'seconds', from: 60, to: 90, weakens: true, by: 'Wang Fang' },
  'syslog-set': { to: { protocol: 'tcp', host: 'log.example', port: 514 }, by: 'Wang Fang' },
  'plan-step-ticked': { plan: 'repeated-mismatch/7/0', step: 'stop', done: true, by: 'Li', note: '' },
} as const satisfies { readonly [Type in keyof typeof monitorBodies]: Body<Type> }
