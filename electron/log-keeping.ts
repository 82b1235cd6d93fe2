// What the window does for the log's life beyond the station: it is exported, seen by a witness, and shortened. What takes long
// is read in a thread; what is written to the log is written here, where its one writer is.

import { witnessOf } from './audit/anchors/cosignature.js'
import { cosignPolicies } from './audit/anchors/freshness.js'
import { takeCompared } from './audit/anchors/take.js'
import { type ErrandOptions, runErrand } from './audit/errand.js'
import type { AuditLog } from './audit/log.js'
import { type Actor, theStation } from './audit/record.js'
import { droppedBefore, keptDays } from './audit/retention/policy.js'
import { dropPlanned, type PrunePlan } from './audit/retention/prune.js'
import { Fault } from './contract/fault.js'
import { bilingual } from './contract/faults/reasons.js'
import type { WitnessView } from './contract/keeping-views.js'
import type { LogView } from './contract/views.js'
import { labOperator } from './custody/operator.js'
import type { TwoPeople } from './custody/two-people.js'
import type { KeepingDoors } from './ipc/audit-handlers.js'

export interface LogKeepingDoors {
  readonly log: AuditLog
  readonly dir: string
  /** Name and version of the program. */
  readonly app: string
  readonly saveAs: (suggested: string) => Promise<string | null>
  /** Lets a person pick a file that is there; null where nobody did. */
  readonly pick: (what: 'note' | 'archive') => Promise<string | null>
  readonly twoPeople: TwoPeople
  readonly now: () => number
  /** The one long work at a time over the log; told how far it is, and stopped. */
  readonly alone: <Answer>(work: (way: ErrandOptions) => Promise<Answer>) => Promise<Answer>
  /** Of the station's own calendar, for the name of a file. */
  readonly day: () => string
}

export class LogKeeping {
  #plan: PrunePlan | null = null

  constructor(private readonly desk: LogKeepingDoors) {}

  view(): Pick<LogView, 'witness' | 'keptDays'> {
    const { log } = this.desk
    return { witness: this.#witness(), keptDays: keptDays[log.mode] }
  }

  #witness(): WitnessView {
    const { log, now } = this.desk
    const freshness = log.freshness()
    const { last, unseen } = freshness
    const policy = cosignPolicies[log.mode]
    const records = log.size - 1 - (last?.seq ?? -1)
    return { last, records, attempts: unseen, policy, due: freshness.due(policy, now()) }
  }

  readonly doors: KeepingDoors = {
    exportLog: () =>
      this.desk.alone(async (way) => {
        const { dir, app, saveAs, day } = this.desk
        const path = await saveAs(`kcv-log-${day()}.tar`)
        if (path === null) return null
        const { file, size, sha256, reasons } = await runErrand(dir, 'export', { path, app }, way)
        return { file, size, sha256, reasons: reasons.map(bilingual) }
      }),
    cosign: (vkey) =>
      this.desk.alone(async (way) => {
        const { dir, log, pick } = this.desk
        const accept = vkey === null ? null : witnessOf(vkey)
        if (vkey !== null && accept === null) throw new Fault('audit/no-witness-key')
        const path = await pick('note')
        if (path === null) return null
        const { mode, stationId, logId, size } = log
        const compared = await runErrand(dir, 'compare', { path, log: { mode, stationId, logId, size } }, way)
        const isNew = accept !== null && !compared.witnesses.includes(accept.vkey)
        return takeCompared(dir, log, compared, { accept, by: await this.#by(isNew) })
      }),
    planPruning: (days) =>
      this.desk.alone(async (way) => {
        const { dir, log, pick, now } = this.desk
        const { mode, stationId, logId } = log
        const before = droppedBefore(mode, days, now())
        this.#plan = null
        const archive = await pick('archive')
        if (archive === null) return null
        this.#plan = await runErrand(dir, 'prune', { archive, before, log: { mode, stationId, logId } }, way)
        const { pruned, youngest } = this.#plan
        return { archive, size: pruned.size, youngest }
      }),
    prune: (size) =>
      this.desk.alone(async () => {
        const { dir, log, twoPeople } = this.desk
        const plan = this.#plan
        if (plan === null || plan.pruned.size !== size)
          throw new Fault('audit/cannot-prune', { because: 'choose the archive again' })
        const by = await twoPeople('dropping old records')
        // Used once, whatever comes of it: what it was made from is the log of then.
        this.#plan = null
        const { sha256 } = await dropPlanned(dir, log, plan, { by })
        return { size, sha256 }
      }),
  }

  // Whose cosignature it is stands in it: to store it nobody needs to sign in. Accepting a witness is another matter.
  async #by(accepts: boolean): Promise<Actor> {
    if (accepts) return this.desk.twoPeople('accepting a witness')
    return this.desk.log.mode === 'lab' ? labOperator : theStation
  }
}
