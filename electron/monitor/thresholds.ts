// The thresholds of every rule as the log left them: as delivered, until a record says otherwise.
import type { Body } from '../audit/log.js'
import { Fault } from '../contract/fault.js'
import type { RuleView, Signed, ThresholdView } from '../contract/monitor.js'
import type { Heard } from './event.js'
import type { Rule, Threshold } from './rule.js'

interface Changed extends Omit<Signed, 'note'> {
  readonly value: number
}

export class Thresholds {
  readonly #changed = new Map<string, Changed>()

  constructor(private readonly rules: readonly Rule[]) {}

  of(rule: Rule, name: string): number {
    return this.#changed.get(`${rule.id} ${name}`)?.value ?? rule.thresholds[name]!.standard
  }

  /** A change of a threshold that no longer exists, or beyond its bounds, is passed over. */
  hear({ seq, wall }: Heard, { rule, name, to, by }: Body<'threshold-changed'>): void {
    const row = this.#row(rule, name)
    if (row && fits(row, to)) this.#changed.set(`${rule} ${name}`, { value: to, by, wall, seq })
  }

  /**
   * The record of a change, judged.
   * @throws Fault monitor/no-threshold; monitor/threshold-range
   */
  change(rule: string, name: string, to: number, by: string): Body<'threshold-changed'> {
    const row = this.#row(rule, name)
    if (!row) throw new Fault('monitor/no-threshold', { rule, name })
    if (!fits(row, to)) throw new Fault('monitor/threshold-range', { least: row.least, most: row.most })
    const from = this.of(this.rules.find(({ id }) => id === rule)!, name)
    const weakens = row.weaker === 'up' ? to > from : to < from
    return { rule, name, from, to, weakens, by }
  }

  view(): RuleView[] {
    return this.rules.map((rule) => ({
      id: rule.id,
      severity: rule.severity,
      thresholds: Object.entries(rule.thresholds).map(([name, row]) => this.#one(rule, name, row)),
    }))
  }

  #one(rule: Rule, name: string, { standard, least, most, unit }: Threshold): ThresholdView {
    const changed = this.#changed.get(`${rule.id} ${name}`)
    const signed = changed ? { by: changed.by, wall: changed.wall, seq: changed.seq } : null
    return { name, value: changed?.value ?? standard, standard, least, most, unit, changed: signed }
  }

  #row(id: string, name: string): Threshold | undefined {
    const thresholds = this.rules.find((rule) => rule.id === id)?.thresholds ?? {}
    return Object.hasOwn(thresholds, name) ? thresholds[name] : undefined
  }
}

const fits = ({ least, most }: Threshold, value: number) => Number.isInteger(value) && value >= least && value <= most
