// The whole watch as a fold over records: rules, alerts, risk, figures. No clock, no log, no line in here.
import type { Body } from '../audit/log.js'
import {
  type Dimension,
  dimensions,
  type MonitorView,
  type RiskKind,
  type RuleId,
  riskKinds,
  type SyslogTarget,
} from '../contract/monitor.js'
import type { Mode } from '../contract/values.js'
import { Alerts } from './alerts.js'
import type { Heard } from './event.js'
import { DailyFigures } from './figures.js'
import { OperatorReport } from './operator-report.js'
import { Plans } from './plans.js'
import { Reading } from './reading.js'
import { HOUR } from './recent.js'
import { Risk } from './risk.js'
import type { Finding, Hearing, LocalTime, Rule } from './rule.js'
import { Thresholds } from './thresholds.js'

const MOST_ALERTS = 200
const MOST_PLANS = 50
const MOST_RISKS = 20
const MOST_ROWS = 50
const MOST_LINES = 8

export type WatchView = Omit<MonitorView, 'reading' | 'syslog'>

export class Watch {
  readonly thresholds: Thresholds
  readonly alerts = new Alerts()
  readonly plans = new Plans()
  readonly #reading = new Reading()
  readonly #figures: DailyFigures
  readonly #risk = new Risk()
  readonly #people: OperatorReport
  readonly #rules: readonly {
    readonly row: Rule
    readonly hearing: Hearing<string>
    readonly limit: (name: string) => number
  }[]
  #mode: Mode = 'lab'
  #syslog: SyslogTarget | null = null

  constructor(rules: readonly Rule[], local: LocalTime) {
    this.thresholds = new Thresholds(rules)
    this.#figures = new DailyFigures(local)
    this.#people = new OperatorReport(this.#figures, this.#risk)
    this.#rules = rules.map((row) => ({
      row,
      hearing: row.begin(local),
      limit: (name: string) => this.thresholds.of(row, name),
    }))
  }

  /** Where alerts are to be sent, by the log. */
  get syslog(): SyslogTarget | null {
    return this.#syslog
  }

  /** Every record of the log, in order, once. */
  hear(record: Heard): void {
    if (Object.hasOwn(this.#own, record.type)) this.#own[record.type]!(record, record.body as never)
    const event = this.#reading.hear(record)
    this.#mode = event.mode
    const found: { rule: RuleId; finding: Finding }[] = []
    for (const { row, hearing, limit } of this.#rules)
      hearing(event, limit).forEach((finding, place) => {
        found.push({ rule: row.id, finding })
        this.alerts.found(row, finding, place, event, limit('quiet') * HOUR)
      })
    this.#figures.hear(event)
    this.#risk.hear(event, found)
    this.#people.hear(event, new Set(found.map(({ rule }) => rule)))
  }

  readonly #own: Readonly<Record<string, (record: Heard, body: never) => void>> = {
    'alert-raised': (record, body: Body<'alert-raised'>) => this.alerts.raised(record, body),
    'alert-acknowledged': (record, body: Body<'alert-acknowledged'>) => this.alerts.acknowledged(record, body),
    'plan-step-ticked': (record, body: Body<'plan-step-ticked'>) => this.alerts.ticked(record, body),
    'diagnosis-made': (record, body: Body<'diagnosis-made'>) => this.plans.hear(record, body),
    'threshold-changed': (record, body: Body<'threshold-changed'>) => this.thresholds.hear(record, body),
    'syslog-set': (_, { to }: Body<'syslog-set'>) => {
      this.#syslog = to
    },
  }

  /** @param now ms since 1970: what the thirty days end with */
  view(now: number): WatchView {
    const risk = (kind: RiskKind) => this.#risk.views(kind, MOST_RISKS, now)
    const by = (dimension: Dimension) => this.#figures.by(dimension, now).slice(0, MOST_ROWS)
    return {
      mode: this.#mode,
      alerts: this.alerts.views(MOST_ALERTS, now),
      plans: this.plans.views(MOST_PLANS, (plan) => this.alerts.ticks(plan), now),
      ...this.alerts.counts(),
      rules: this.thresholds.view(),
      risk: Object.fromEntries(riskKinds.map((kind) => [kind, risk(kind)])) as Record<
        RiskKind,
        ReturnType<typeof risk>
      >,
      days: this.#figures.days(now),
      steps: this.#figures.steps(now),
      by: Object.fromEntries(dimensions.map((each) => [each, by(each)])) as Record<Dimension, ReturnType<typeof by>>,
      line: this.#figures.line(now, MOST_LINES),
      operators: this.#people.views(now).slice(0, MOST_ROWS),
    }
  }
}
