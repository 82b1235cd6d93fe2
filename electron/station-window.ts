// The station as the window sees it: one view made of all rooms, and the doors the gate's handlers use.
import { basename } from 'node:path'
import { createDirectory } from './audit/directory.js'
import { listRecords } from './audit/list.js'
import { theStation } from './audit/record.js'
import { AuditDesk } from './audit-desk.js'
import { asFault, Fault, type FaultView, faultView } from './contract/fault.js'
import type { ExportKind } from './contract/monitor.js'
import { isPlace } from './contract/people.js'
import type { ReportView } from './contract/report-views.js'
import type { SheetStation, SheetView } from './contract/sheet-views.js'
import type { PracticeAsked } from './contract/training.js'
import type { Language, Mode } from './contract/values.js'
import type { StationView } from './contract/views.js'
import { labOperator } from './custody/operator.js'
import { Dependencies, reachByTcp } from './dependencies.js'
import { isByPeople } from './devices/driver.js'
import { driverOf, families } from './devices/index.js'
import { DiagnosisDesk } from './diagnosis-desk.js'
import { Bench } from './injection/bench.js'
import type { PluggedPort } from './injection/bench-doors.js'
import { isBeingRead } from './injection/card-view.js'
import { Desk } from './injection/desk.js'
import { practiceProfiles } from './injection/practice.js'
import { fileProfile } from './injection/profile.js'
import type { HandlerDoors } from './ipc/handlers.js'
import type { Monitor } from './monitor/monitor.js'
import { PlugHistory } from './plug-history.js'
import { portMemory } from './port-memory.js'
import { probe } from './probe.js'
import { RegisterDesk } from './register-desk.js'
import type { SimulatorBench } from './simulators.js'
import { APP, Station } from './station.js'
import { watchOver } from './station-monitor.js'
import { isRealPort, isThere, productionHere, readSettings, readWhole, writeSettings, writeWhole } from './store.js'
import { TrainingDesk } from './training-desk.js'
import { trainingDirectory } from './training-words.js'

const MOST_NOTICES = 5
/** One announcement a frame of the screen at most: sixteen busy ports must not drown the page. */
const FRAME_MS = 16

/** What only a window can do: dialogs and paper. */
export interface PeopleDoors {
  readonly pickFile: () => Promise<string | null>
  readonly saveAs: (suggested: string) => Promise<string | null>
  readonly print: (report: ReportView, language: Language, path: string) => Promise<void>
  readonly printSheet: (sheet: SheetView, language: Language, path: string) => Promise<void>
  /** A terminal's log; null where nobody picked one. */
  readonly pickLog: () => Promise<string | null>
  readonly openTraining: (asked: PracticeAsked) => void
}

export class StationWindow {
  readonly bench: Bench
  readonly #desk: Desk
  readonly #audit: AuditDesk
  readonly #monitor: Monitor
  #language: Language
  #notices: readonly FaultView[] = []
  readonly #dependencies: Dependencies
  readonly #training: TrainingDesk
  readonly #plugs = new PlugHistory(Date.now)
  #heard: (view: StationView) => void = () => {}
  #due = false
  #announced = 0
  #files = 0
  #picking = false

  private constructor(
    private readonly station: Station,
    private readonly dataDirectory: string,
    private readonly settingsFile: string,
    private readonly simulators: SimulatorBench,
    private readonly people: PeopleDoors,
    private readonly training: boolean,
  ) {
    this.#language = readSettings(settingsFile).language === 'en' ? 'en' : 'zh'
    this.#desk = new Desk({ now: Date.now, changed: () => this.#changed() })
    this.bench = new Bench(
      {
        openPort: (path, driver) => station.openPort({ path, driver, settings: {} }, this.#desk.ask),
        context: (emit, options) => station.context(emit, options),
        attempt: (id) => station.attempt(id),
        driverOf,
        isThere: (path) => isPlace(path) || isThere(path),
        ...portMemory(settingsFile),
        probe: async (path) => (await probe(station.log.mode, path)).driver,
        mode: station.log.mode,
        now: Date.now,
        changed: () => this.#changed(),
      },
      practiceProfiles,
    )
    this.#audit = new AuditDesk({
      log: station.log,
      dir: dataDirectory,
      changed: () => this.#changed(),
      beingRead: () => isBeingRead(this.bench.views()),
      saveAs: (suggested) => people.saveAs(suggested),
      print: (report, path) => people.print(report, this.#language, path),
      now: Date.now,
    })
    this.#monitor = watchOver(station, dataDirectory, {
      changed: () => this.#changed(),
      notice: (error) => this.doors.notice(error),
    })
    this.#dependencies = new Dependencies({
      log: station.log,
      mayReach: this.#mayReach,
      reach: reachByTcp,
      now: Date.now,
      changed: () => {},
      notice: (error) => this.doors.notice(error),
    })
    this.#training = new TrainingDesk({
      training,
      possible: () => station.log.mode === 'lab' && !productionHere(process.env),
      directory: training ? dataDirectory : trainingDirectory(dataDirectory),
      log: station.log,
      startHere: (driver, behave) => this.#startSimulator(driver, behave),
      openWindow: people.openTraining,
    })
    this.doors = this.#makeDoors()
    station.log.onAppend(() => this.#changed())
    const open = station.log.attempts().open()
    if (open.length > 0) {
      const serials = open.map(({ serial, port }) => serial ?? port)
      this.#notices = [faultView(new Fault('injection/unsettled', { count: open.length, serials }))]
    }
  }

  /** Opens the data directory; the first time, a lab one is born there. */
  static async open(
    dataDirectory: string,
    settingsFile: string,
    simulators: SimulatorBench,
    people: PeopleDoors,
    { training = false }: { readonly training?: boolean } = {},
  ): Promise<StationWindow> {
    const fresh = !isThere(dataDirectory)
    if (fresh) await createDirectory(dataDirectory, { mode: 'lab', app: APP })
    if (!fresh && (await isTrainingDirectory(dataDirectory)) !== training)
      throw new Fault('training/not-its-directory', { path: dataDirectory })
    const station = await Station.open(dataDirectory)
    if (fresh && training) await station.log.append('training-begun', { about: 'simulated terminals alone' }, theStation)
    const window = new StationWindow(station, dataDirectory, settingsFile, simulators, people, training)
    void window.#monitor.read().catch(window.doors.notice)
    window.#dependencies.begin()
    return window
  }

  get mode(): Mode {
    return this.station.log.mode
  }
  onChange(heard: (view: StationView) => void): void {
    this.#heard = heard
  }
  /** @param plugged the ports that are there now; simulated ones exist in lab alone */
  look(plugged: readonly PluggedPort[]): void {
    const seen = plugged.filter(({ simulated }) => (this.training ? simulated : !simulated || this.mode === 'lab'))
    this.#plugs.look(seen.map(({ path }) => path))
    this.bench.look(seen)
  }
  close(): Promise<void> {
    this.#monitor.close()
    this.#dependencies.end()
    return this.#audit.close().finally(() => this.station.close())
  }

  readonly doors: HandlerDoors

  #makeDoors(): HandlerDoors {
    return {
      bench: this.bench,
      answer: (port, question, answer) => this.#desk.answer(port, question, answer, labOperator.actors),
      view: () => this.view(),
      setLanguage: (language) => {
        this.#language = language
        writeSettings(this.settingsFile, { language })
        this.#changed()
      },
      startSimulator: (driver, behave) => this.#startSimulator(driver, behave),
      openJobFile: async () => {
        if (this.#picking) return null
        this.#picking = true
        const path = await this.people.pickFile().finally(() => {
          this.#picking = false
        })
        if (path === null) return null
        const profile = fileProfile(`file-${++this.#files}`, path, readWhole)
        this.bench.offer(profile)
        return profile.id
      },
      isSimulated: (port) => isThere(port) && !isRealPort(port),
      removed: (port) => this.simulators.end(port),
      audit: this.#audit.doors,
      monitor: this.#monitor,
      actor: labOperator,
      saveExport: (what) => this.#saveExport(what),
      diagnosis: new DiagnosisDesk({
        directory: this.dataDirectory,
        log: this.station.log,
        cards: () => this.bench.views(),
        jobOf: this.bench.jobOf,
        actor: () => labOperator,
        lookAround: async () => (this.#mayReach() ? this.#dependencies.look() : null),
        replugged: (port) => this.#plugs.times(port),
        pickLog: async () => {
          const path = await this.people.pickLog()
          return path === null ? null : { file: basename(path), bytes: readWhole(path) }
        },
        saveAs: (suggested) => this.people.saveAs(suggested),
        printSheet: (sheet, path) => this.people.printSheet(sheet, this.#language, path),
        station: () => this.#sheetStation(),
      }),
      printMonitor: (what) => this.#printMonitor(what),
      register: new RegisterDesk({
        log: this.station.log,
        dependencies: this.#dependencies,
        mayReach: this.#mayReach,
        actor: () => labOperator,
      }),
      training: this.#training,
      notice: (error) => {
        this.#notices = [faultView(asFault(error)), ...this.#notices].slice(0, MOST_NOTICES)
        this.#changed()
      },
    }
  }

  view(): StationView {
    return {
      language: this.#language,
      mode: this.mode,
      training: this.training,
      stationId: this.station.log.stationId,
      operator: { id: 'lab', name: 'lab' },
      log: this.#audit.view(),
      openAlerts: this.#monitor.open,
      tally: this.bench.tally(),
      ports: this.bench.views(),
      profiles: this.bench.profileViews(),
      drivers: families.map((family) => ({ id: family.id, title: family.title, byPeople: isByPeople(family) })),
      questions: this.#desk.views(),
      notices: this.#notices,
    }
  }

  async #saveExport(what: ExportKind): Promise<string | null> {
    const { extension, text } = this.#monitor.export(what)
    const path = await this.people.saveAs(`kcv-station-${what.replace(/-\w+$/, '')}.${extension}`)
    if (path !== null) writeWhole(path, text)
    return path
  }

  /** A station that may hold clear keys opens no connection: in production only one born `connected` does. */
  #mayReach = (): boolean => this.mode === 'lab'

  async #startSimulator(driver: string, behave: readonly string[]): Promise<string> {
    this.bench.assertRoom()
    const port = await this.simulators.add(driver, behave)
    await this.station.attemptLog.append('simulator-started', { driver, port, behave })
    await this.bench.add(port, driver, true)
    return port
  }

  /** What the command line that opened this window asks to practise. */
  practise(asked: PracticeAsked): void {
    void this.#training.here(asked).catch(this.doors.notice)
  }

  async #printMonitor(what: 'operators' | 'plans'): Promise<string | null> {
    const path = await this.people.saveAs(`kcv-station-${what}.pdf`)
    if (path === null) return null
    const monitor = this.#monitor.view()
    await this.people.printSheet({ kind: what, monitor, station: this.#sheetStation() }, this.#language, path)
    return path
  }

  #sheetStation(): SheetStation {
    const { stationId, size } = this.station.log
    return { stationId, size, mode: this.mode, training: this.training, madeAt: new Date().toISOString() }
  }

  /** Many changes in one turn make one announcement; the first after a rest is not kept waiting. */
  #changed(): void {
    if (this.#due) return
    this.#due = true
    const announce = () => {
      this.#due = false
      this.#announced = performance.now()
      this.#heard(this.view())
    }
    const wait = this.#announced + FRAME_MS - performance.now()
    if (wait > 0) setTimeout(announce, wait)
    else setImmediate(announce)
  }
}

/** Told by one of its first records: a training directory and any other are never taken for each other. */
async function isTrainingDirectory(directory: string): Promise<boolean> {
  for await (const record of listRecords(directory, { before: FIRST_RECORDS }))
    if (record.type === 'training-begun') return true
  return false
}
const FIRST_RECORDS = 16
