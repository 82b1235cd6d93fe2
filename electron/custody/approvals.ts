// Which jobs somebody brought and which somebody else approved: a fold of the log, asked before a job is drafted.
import type { AuditRecord, Body } from '../audit/log.js'
import { Fault } from '../contract/fault.js'

interface Approval {
  readonly by: readonly string[]
  /** ms since 1970 */
  readonly until: number
}
/** Jobs of the last days; older ones are approved anew. */
const MOST_JOBS = 10_000

export class Approvals {
  readonly #openedBy = new Map<string, string>()
  readonly #approved = new Map<string, Approval>()

  heard({ type, actors, body }: AuditRecord): void {
    if (type === 'job-opened') keep(this.#openedBy, (body as Body<'job-opened'>).jobHash, actors[0] ?? '')
    if (type === 'job-approved') {
      const { jobHash, until } = body as Body<'job-approved'>
      keep(this.#approved, jobHash, { by: actors, until: Date.parse(until) })
    }
  }

  openedBy(jobHash: string): string | null {
    return this.#openedBy.get(jobHash) ?? null
  }

  isApproved(jobHash: string, now: number): boolean {
    return (this.#approved.get(jobHash)?.until ?? 0) > now
  }

  /** Whoever brought a job does not approve it. @throws Fault custody/own-job */
  assertOthers(jobHash: string, officer: string): void {
    if (this.#openedBy.get(jobHash) === officer) throw new Fault('custody/own-job')
  }

  /** @param by who loads it @throws Fault custody/not-approved, custody/own-job */
  assertApproved(jobHash: string, by: readonly string[], now: number): void {
    const approval = this.#approved.get(jobHash)
    if (!approval || approval.until <= now) throw new Fault('custody/not-approved')
    if (by.length === 0 || approval.by.some((officer) => by.includes(officer))) throw new Fault('custody/own-job')
  }
}

function keep<Value>(into: Map<string, Value>, key: string, value: Value): void {
  into.delete(key)
  into.set(key, value)
  if (into.size > MOST_JOBS) into.delete(into.keys().next().value!)
}
