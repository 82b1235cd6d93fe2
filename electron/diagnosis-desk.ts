// The diagnoses of this window: made, shown, searched deeper, ticked. What is asked of a diagnosis, and its record, meet here.
import { listRecords } from './audit/list.js'
import type { Actor, AuditLog } from './audit/log.js'
import type { CheckView, DiagnosisView, FailureView, TerminalLogView } from './contract/diagnosis-views.js'
import { Fault } from './contract/fault.js'
import { planName } from './contract/plan-name.js'
import type { DependencyFigures } from './contract/register.js'
import type { SheetStation, SheetView } from './contract/sheet-views.js'
import type { PortCardView } from './contract/views.js'
import { caseOfAttempt, type History, readHistory } from './diagnosis/history.js'
import { type Diagnosis, type DiagnosisCase, diagnose, type OpenCase, readCase } from './diagnosis/index.js'
import { nothingDone, type Progress, withRecord } from './diagnosis/progress.js'
import { assertNotTooOften, recordOf } from './diagnosis/record.js'
import type { Depths } from './diagnosis/search.js'
import type { Surroundings } from './diagnosis/surroundings.js'
import { importTerminalLog } from './diagnosis/terminal-log.js'
import { bytesOf } from './diagnosis/typed-case.js'
import { diagnosisView } from './diagnosis/view.js'
import { withCalendar } from './diagnosis/with-calendar.js'
import { keysOfJob } from './diagnosis-keys.js'
import { practiceOf } from './diagnosis-practice.js'
import { isBeingRead } from './injection/card-view.js'
import type { DiagnosisDoors } from './ipc/diagnosis-handlers.js'
import { LongerSearches, longerOf } from './longer-searches.js'

export interface DeskDoors {
  readonly directory: string
  readonly log: AuditLog
  readonly cards: () => readonly PortCardView[]
  /** The job that is chosen for a port, in a buffer of its own. */
  readonly jobOf: (port: string) => Uint8Array
  readonly actor: () => Actor
  /** Looks at what the station depends on; null where it opens no connection of its own. */
  readonly lookAround: () => Promise<readonly DependencyFigures[] | null>
  /** Times that a port came and went within the last hour. */
  readonly replugged: (port: string) => number
  /** A terminal's log that a person picks: its name and bytes; null where nobody picked one. */
  readonly pickLog: () => Promise<{ readonly file: string; readonly bytes: Uint8Array } | null>
  readonly saveAs: (suggested: string) => Promise<string | null>
  readonly printSheet: (sheet: SheetView, path: string) => Promise<void>
  readonly station: () => SheetStation
}

interface Open {
  readonly id: number
  readonly wall: string
  readonly attempt: string | null
  readonly label: string | null
  readonly made: Diagnosis
  readonly known: DiagnosisCase
  readonly searched: boolean
  /** For two wrong digits, too. */
  readonly longer: boolean
  readonly progress: Progress
}

/** Those that can still be ticked; older ones are made anew. */
const MOST_OPEN = 64

export class DiagnosisDesk implements DiagnosisDoors {
  readonly #open = new Map<number, Open>()
  readonly #longer = new LongerSearches()
  constructor(private readonly doors: DeskDoors) {}

  async explain(attempt: string): Promise<DiagnosisView> {
    this.#assertNobodyReads()
    const history = await readHistory(this.doors.directory, attempt)
    using open = readCase(null, { lab: false, base: caseOfAttempt(history) })
    return this.#show(await this.#make(open, history, { attempt, label: history.attempt!.intent.label }))
  }

  async typed(typed: Parameters<DiagnosisDoors['typed']>[0]): Promise<DiagnosisView> {
    this.#assertNobodyReads()
    using open = withCalendar(readCase(bytesOf(typed), { lab: false }), this.doors.log.register())
    const history = await readHistory(this.doors.directory, null)
    return this.#show(await this.#make(open, history, { attempt: null, label: null }))
  }

  /** The keys are in native memory while this runs, and the record says that they were searched. */
  search(diagnosis: number): Promise<DiagnosisView> {
    return this.#searched(diagnosis, {})
  }

  async searchLonger(diagnosis: number): Promise<DiagnosisView> {
    const found = await this.#longer.run(diagnosis, (depths) => this.#searched(diagnosis, depths))
    return found ?? this.#view(this.#find(diagnosis))
  }

  longer(diagnosis: number, stop: boolean): { done: number | null } {
    return this.#longer.told(diagnosis, stop)
  }

  async #searched(diagnosis: number, depths: Depths): Promise<DiagnosisView> {
    this.#assertNobodyReads()
    const { attempt, label, known } = this.#find(diagnosis)
    const card = attempt === null ? null : this.#cardOf(attempt)
    if (!card || label === null || this.doors.log.mode !== 'lab') throw new Fault('diagnosis/no-keys')
    const history = await readHistory(this.doors.directory, attempt)
    assertNotTooOften(history.searches, Date.now())
    using keys = keysOfJob(this.doors.jobOf(card.port), label, known)
    const open = { case: known, keys: keys.keys, tmk: null }
    return this.#show(await this.#make(open, history, { attempt, label }, depths))
  }

  /** The same record as a tick of the monitor's: the plan is one. */
  async tick(diagnosis: number, step: string, done: boolean): Promise<DiagnosisView> {
    const open = this.#find(diagnosis)
    if (!open.made.report.plan.some(({ id }) => id === step)) throw new Fault('diagnosis/no-step', { what: step })
    const actor = this.doors.actor()
    const body = { plan: planName({ diagnosis, attempt: open.attempt }), step, done, by: nameOf(actor), note: '' }
    return this.#follow(open, await this.doors.log.append('plan-step-ticked', body, actor))
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
    return this.#follow(open, await this.doors.log.append('diagnosis-check', body, this.doors.actor()))
  }

  failures(): readonly FailureView[] {
    return this.doors.log.failures().list()
  }

  /** What the log says, never its text: it may hold card numbers. */
  async importLog(): Promise<TerminalLogView | null> {
    const picked = await this.doors.pickLog()
    if (picked === null) return null
    const { lines, events } = importTerminalLog(picked.bytes, new Date().getFullYear())
    return { file: picked.file, lines, events: events.slice(-MOST_EVENTS) }
  }

  async print(diagnosis: number): Promise<{ file: string } | null> {
    this.#assertNobodyReads()
    const found = this.#view(this.#find(diagnosis))
    const path = await this.doors.saveAs(`kcv-diagnosis-${diagnosis}.pdf`)
    if (path === null) return null
    await this.doors.printSheet({ kind: 'diagnosis', found, station: this.doors.station() }, path)
    return { file: path }
  }

  /** Nothing is shown that is not on record. */
  async #make(
    open: Pick<OpenCase, 'case' | 'keys' | 'tmk'>,
    history: History,
    { attempt, label }: Pick<Open, 'attempt' | 'label'>,
    depths: Depths = {},
  ): Promise<Open> {
    const { case: known, keys, tmk } = open
    const searched = keys !== null
    const made = await diagnose(known, { keys, tmk, history, around: await this.#around(known, history), ...depths })
    const body = recordOf(made, known, { attempt, searched })
    const { seq: id, wall } = await this.doors.log.append('diagnosis-made', body, this.doors.actor())
    const progress = await this.#progressOf(id, attempt)
    return { id, wall, attempt, label, made, known, searched, longer: depths.long === true, progress }
  }

  async #around(known: DiagnosisCase, history: History): Promise<Surroundings> {
    const { log, lookAround, replugged } = this.doors
    const { device } = known
    const dependencies = await lookAround()
    const port = history.attempt?.port
    return {
      firmware: device?.firmware
        ? log.register().verdict({
            family: device.family ?? '',
            model: device.model ?? null,
            firmware: device.firmware,
          })
        : null,
      dependencies,
      offline: dependencies === null,
      replugged: port === undefined ? null : replugged(port),
    }
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
    return this.#view(open)
  }

  #view(open: Open): DiagnosisView {
    const view = diagnosisView({ ...open, search: this.#searchOf(open), practice: this.#practiceOf(open) })
    return { ...view, ...longerOf(open) }
  }

  #searchOf({ searched, attempt, known }: Open): DiagnosisView['search'] {
    if (searched) return 'done'
    const held = known.form === 'components' || known.form === 'initial-key'
    const offered = attempt !== null && held && this.doors.log.mode === 'lab'
    return offered && this.#cardOf(attempt)?.profile != null ? 'offered' : 'impossible'
  }

  #practiceOf({ made, known }: Open): DiagnosisView['practice'] {
    if (this.doors.log.mode !== 'lab') return null
    return practiceOf(made.report.causes[0]?.cause ?? '', known.device?.family ?? null)
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

const nameOf = ({ actors }: Actor): string => actors.join('+') || 'station'

/** Events of an imported log that go along with a case. */
const MOST_EVENTS = 60
