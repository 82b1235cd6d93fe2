// The diagnoses of this window: made, shown, searched deeper, ticked. What is asked of a diagnosis, and its record, meet here.
import { listRecords } from './audit/list.js'
import type { AuditLog } from './audit/log.js'
import type { CheckView, DiagnosisView } from './contract/diagnosis-views.js'
import { Fault } from './contract/fault.js'
import type { PortCardView } from './contract/views.js'
import type { Operator } from './custody/operator.js'
import { simulators } from './devices/simulators.js'
import { caseOfAttempt, type History, readHistory } from './diagnosis/history.js'
import { type Diagnosis, type DiagnosisCase, diagnose, type OpenCase, readCase } from './diagnosis/index.js'
import { nothingDone, type Progress, withRecord } from './diagnosis/progress.js'
import { assertNotTooOften, recordOf } from './diagnosis/record.js'
import { bytesOf } from './diagnosis/typed-case.js'
import { diagnosisView } from './diagnosis/view.js'
import { keysOfJob } from './diagnosis-keys.js'
import { isBeingRead } from './injection/card-view.js'
import type { DiagnosisDoors } from './ipc/diagnosis-handlers.js'

export interface DeskDoors {
  readonly directory: string
  readonly log: AuditLog
  /** Under whose name a record is written. */
  readonly by: () => Operator
  readonly cards: () => readonly PortCardView[]
  /** The job that is chosen for a port, in a buffer of its own. */
  readonly jobOf: (port: string) => Uint8Array
}

interface Open {
  readonly id: number
  readonly wall: string
  readonly attempt: string | null
  readonly label: string | null
  readonly made: Diagnosis
  readonly known: DiagnosisCase
  readonly searched: boolean
  readonly progress: Progress
}

/** Those that can still be ticked; older ones are made anew. */
const MOST_OPEN = 64
/** A terminal that shows a wrong value for no reason of its own. */
const ANY_MISMATCH = 'wrong-kcv'

export class DiagnosisDesk implements DiagnosisDoors {
  readonly #open = new Map<number, Open>()
  constructor(private readonly doors: DeskDoors) {}

  async explain(attempt: string): Promise<DiagnosisView> {
    this.#assertNobodyReads()
    const history = await readHistory(this.doors.directory, attempt)
    using open = readCase(null, { lab: false, base: caseOfAttempt(history) })
    return this.#show(await this.#make(open, history, { attempt, label: history.attempt!.intent.label }))
  }

  async typed(typed: Parameters<DiagnosisDoors['typed']>[0]): Promise<DiagnosisView> {
    this.#assertNobodyReads()
    using open = readCase(bytesOf(typed), { lab: false })
    const history = await readHistory(this.doors.directory, null)
    return this.#show(await this.#make(open, history, { attempt: null, label: null }))
  }

  /** The keys are in native memory while this runs, and the record says that they were searched. */
  async search(diagnosis: number): Promise<DiagnosisView> {
    this.#assertNobodyReads()
    const { attempt, label, known } = this.#find(diagnosis)
    const card = attempt === null ? null : this.#cardOf(attempt)
    if (!card || label === null || this.doors.log.mode !== 'lab') throw new Fault('diagnosis/no-keys')
    const history = await readHistory(this.doors.directory, attempt)
    assertNotTooOften(history.searches, Date.now())
    using keys = keysOfJob(this.doors.jobOf(card.port), label, known)
    return this.#show(await this.#make({ case: known, keys: keys.keys, tmk: null }, history, { attempt, label }))
  }

  async tick(diagnosis: number, step: string, done: boolean): Promise<DiagnosisView> {
    const open = this.#find(diagnosis)
    const planned = open.made.report.plan.find(({ id }) => id === step)
    if (!planned) throw new Fault('diagnosis/no-step', { what: step })
    const { kind } = planned
    const body = { ...this.#about(open), step, kind, done }
    return this.#follow(open, await this.doors.log.append('diagnosis-step', body, this.doors.by()))
  }

  async check(
    diagnosis: number,
    check: string,
    answers: Parameters<DiagnosisDoors['check']>[2],
  ): Promise<DiagnosisView> {
    const open = this.#find(diagnosis)
    const asked = this.#checklist(open, check)
    const strange = answers.find(({ item }) => !asked.some((one) => one.item === item))
    if (asked.length === 0 || strange) throw new Fault('diagnosis/no-step', { what: strange?.item ?? check })
    const body = { ...this.#about(open), check, answers }
    return this.#follow(open, await this.doors.log.append('diagnosis-check', body, this.doors.by()))
  }

  /** Nothing is shown that is not on record. */
  async #make(
    open: Pick<OpenCase, 'case' | 'keys' | 'tmk'>,
    history: History,
    { attempt, label }: Pick<Open, 'attempt' | 'label'>,
  ): Promise<Open> {
    const { case: known, keys, tmk } = open
    const searched = keys !== null
    const made = await diagnose(known, { keys, tmk, history })
    const body = recordOf(made, known, { attempt, searched })
    const { seq: id, wall } = await this.doors.log.append('diagnosis-made', body, this.doors.by())
    const progress = await this.#progressOf(id, attempt)
    return { id, wall, attempt, label, made, known, searched, progress }
  }

  /** What was done about the same attempt before, in this window or an earlier one. */
  async #progressOf(diagnosis: number, attempt: string | null): Promise<Progress> {
    let progress = nothingDone
    if (attempt === null) return progress
    for await (const record of listRecords(this.doors.directory, {}))
      progress = withRecord(progress, record, { diagnosis, attempt })
    return progress
  }

  #follow(open: Open, record: Parameters<typeof withRecord>[1]): DiagnosisView {
    const { id: diagnosis, attempt } = open
    return this.#show({ ...open, progress: withRecord(open.progress, record, { diagnosis, attempt }) })
  }

  #show(open: Open): DiagnosisView {
    this.#open.delete(open.id)
    this.#open.set(open.id, open)
    if (this.#open.size > MOST_OPEN) this.#open.delete(this.#open.keys().next().value!)
    return diagnosisView({ ...open, search: this.#searchOf(open), practice: this.#practiceOf(open) })
  }

  #searchOf({ searched, attempt, known }: Open): DiagnosisView['search'] {
    if (searched) return 'done'
    const offered = attempt !== null && known.form === 'components' && this.doors.log.mode === 'lab'
    return offered && this.#cardOf(attempt)?.profile != null ? 'offered' : 'impossible'
  }

  /** The family of the case where it can be simulated with that fault, else the first that can. */
  #practiceOf({ made, known }: Open): DiagnosisView['practice'] {
    if (this.doors.log.mode !== 'lab') return null
    const guidance = made.report.levels.behaviour.find(({ id }) => id === 'behaviour/guidance')
    const behave = String(guidance?.evidence.practiseWith ?? ANY_MISMATCH)
    const can = simulators.filter(({ behaviours }) => Object.hasOwn(behaviours, behave))
    const family = can.find(({ driver }) => driver === known.device?.family) ?? can[0]
    return family ? { driver: family.driver, behave, same: behave !== ANY_MISMATCH } : null
  }

  #cardOf(attempt: string): PortCardView | null {
    return this.doors.cards().find(({ keys }) => keys.some((key) => key.attempt === attempt)) ?? null
  }

  #checklist(open: Open, check: string): NonNullable<CheckView['checklist']> {
    const { levels } = diagnosisView({ ...open, search: 'impossible', practice: null })
    const all = Object.values(levels).flat()
    return all.find(({ id }) => id === check)?.checklist ?? []
  }

  #about({ id: diagnosis, attempt, known }: Open) {
    return { diagnosis, attempt, serial: known.device?.serial ?? null }
  }

  #find(diagnosis: number): Open {
    const open = this.#open.get(diagnosis)
    if (!open) throw new Fault('diagnosis/unknown', { diagnosis })
    return open
  }

  /** Whoever is to read a value off a terminal must not find it here. */
  #assertNobodyReads(): void {
    if (isBeingRead(this.doors.cards())) throw new Fault('diagnosis/being-read')
  }
}
