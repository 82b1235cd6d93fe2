// When a witness last saw the log, and whether a new run must wait until one sees it again.
import { Fault } from '../../contract/fault.js'
import type { Mode } from '../../contract/values.js'
import type { AuditRecord } from '../record.js'

export interface CosignPolicy {
  /** Attempts that may follow the last record that a witness saw. */
  readonly attempts: number
  /** Hours that may pass after a witness last cosigned. */
  readonly hours: number
}

/** Lab logs prove nothing in the field and wait for nobody. */
export const cosignPolicies: Readonly<Record<Mode, CosignPolicy | null>> = {
  lab: null,
  production: { attempts: 500, hours: 7 * 24 },
}

export interface LastCosigned {
  readonly seq: number
  readonly witness: string
  /** ISO 8601, by the witness's clock. */
  readonly at: string
}

/** A pure fold over the records. */
export class Freshness {
  #last: LastCosigned | null = null
  #bornAt: number | null = null
  /** Numbers of the attempts' first records that no witness has seen. */
  #unseen: number[] = []

  get last(): LastCosigned | null {
    return this.#last
  }

  /** Attempts that no witness has seen. */
  get unseen(): number {
    return this.#unseen.length
  }

  /** By which measure of the policy a witness must see the log before another run; null while none must. */
  due(policy: CosignPolicy | null, now: number): keyof CosignPolicy | null {
    if (policy === null) return null
    if (this.#unseen.length >= policy.attempts) return 'attempts'
    const since = this.#last === null ? this.#bornAt : Date.parse(this.#last.at)
    return since !== null && now - since > policy.hours * 3_600_000 ? 'hours' : null
  }

  heard({ type, seq, wall, body }: AuditRecord): void {
    if (type === 'log-created') this.#bornAt = Date.parse(wall)
    if (type === 'attempt-intent') this.#unseen.push(seq)
    if (type !== 'checkpoint-cosigned' || (this.#last !== null && body.size - 1 < this.#last.seq)) return
    this.#last = { seq: body.size - 1, witness: body.witness, at: body.at }
    this.#unseen = this.#unseen.filter((unseen) => unseen >= body.size)
  }

  /**
   * Asked before a run begins; an attempt under way is never stopped by it.
   * @param now milliseconds since 1970 @throws Fault audit/cosignature-due
   */
  assertFresh(policy: CosignPolicy | null, now: number): void {
    const due = this.due(policy, now)
    if (due === null || policy === null) return
    const because =
      due === 'attempts'
        ? `no witness has seen the last ${this.#unseen.length} attempts`
        : `a witness last saw the log more than ${policy.hours} hours ago`
    throw new Fault('audit/cosignature-due', { because })
  }
}
