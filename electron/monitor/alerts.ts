// Alerts as the log has them: raised once in the quiet time, confirmed by a person, their plans ticked.
import type { Body } from '../audit/log.js'
import type { AlertView, RuleId, Signed } from '../contract/monitor.js'
import { planOf } from './contingency.js'
import type { Heard } from './event.js'
import type { Finding, Rule } from './rule.js'

/** Found and not on record yet. */
export interface Due {
  readonly at: number
  readonly body: Body<'alert-raised'>
}
interface Raised {
  readonly body: Body<'alert-raised'>
  readonly seq: number
  readonly wall: string
  confirmed: Signed | null
}

export class Alerts {
  readonly #raised = new Map<string, Raised>()
  readonly #due = new Map<string, Due>()
  /** The newest alert of a rule about a subject. */
  readonly #latest = new Map<string, { readonly at: number; readonly alert: string }>()
  readonly #repeats = new Map<string, number>()
  readonly #ticks = new Map<string, Map<string, Signed>>()
  #confirmed = 0

  /** @returns whether it is an alert of its own, and no repetition within the quiet time */
  found(
    rule: Rule,
    finding: Finding,
    place: number,
    { seq, at }: { seq: number; at: number },
    quietMs: number,
  ): boolean {
    const { subject, figure, limit, records, other, severity } = finding
    const about = `${rule.id} ${subject.kind} ${subject.name}`
    const latest = this.#latest.get(about)
    // A clock set back must not silence a rule for as long as it was ahead.
    if (latest && Math.abs(at - latest.at) < quietMs) {
      this.#repeats.set(latest.alert, (this.#repeats.get(latest.alert) ?? 0) + 1)
      return false
    }
    // The same log gives the same names: what was raised before is known again when the log is read anew.
    const alert = `${rule.id}/${seq}/${place}`
    this.#latest.set(about, { at, alert })
    const body = {
      alert,
      rule: rule.id,
      severity: severity ?? rule.severity,
      subject,
      figure,
      limit,
      other: other ?? null,
      records,
    }
    if (!this.#raised.has(alert)) this.#due.set(alert, { at, body })
    return true
  }

  raised({ seq, wall }: Heard, body: Body<'alert-raised'>): void {
    this.#due.delete(body.alert)
    if (!this.#raised.has(body.alert)) this.#raised.set(body.alert, { body, seq, wall, confirmed: null })
  }

  acknowledged({ seq, wall }: Heard, { alert, by, note }: Body<'alert-acknowledged'>): void {
    const known = this.#raised.get(alert)
    if (!known || known.confirmed) return
    known.confirmed = { by, note, wall, seq }
    this.#confirmed += 1
  }

  ticked({ seq, wall }: Heard, { plan, step, done, by, note }: Body<'plan-step-ticked'>): void {
    const ticks = this.#ticks.get(plan) ?? new Map<string, Signed>()
    this.#ticks.set(plan, ticks)
    if (done) ticks.set(step, { by, note, wall, seq })
    else ticks.delete(step)
  }

  due(): readonly Due[] {
    return [...this.#due.values()]
  }
  forget(alert: string): void {
    this.#due.delete(alert)
  }
  /** Whether there is such an alert, and nobody has confirmed it; null where there is none. */
  isOpen(alert: string): boolean | null {
    const known = this.#raised.get(alert)
    return known ? known.confirmed === null : null
  }
  counts(): { readonly open: number; readonly confirmed: number } {
    return { open: this.#raised.size - this.#confirmed, confirmed: this.#confirmed }
  }
  /** Steps of any plan that are ticked, the diagnosis's too. */
  ticks(plan: string): ReadonlyMap<string, Signed> {
    return this.#ticks.get(plan) ?? new Map()
  }

  find(alert: string, now: number): AlertView | null {
    const known = this.#raised.get(alert)
    return known ? this.#view(known, now) : null
  }

  /** The newest first. @param now ms since 1970 */
  views(most: number, now: number): AlertView[] {
    const newest = [...this.#raised.values()].slice(-most).reverse()
    return newest.map((one) => this.#view(one, now))
  }

  #view({ body, seq, wall, confirmed }: Raised, now: number): AlertView {
    return {
      ...body,
      rule: body.rule as RuleId,
      seq,
      wall,
      repeats: this.#repeats.get(body.alert) ?? 0,
      confirmed,
      plan: planOf({ severity: body.severity, wall }, this.#ticks.get(body.alert), now),
    }
  }
}
