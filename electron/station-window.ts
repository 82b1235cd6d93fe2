// The station as the window sees it: one view made of all rooms, and the doors the gate's handlers use.
import { createDirectory } from './audit/directory.js'
import { theStation } from './audit/record.js'
import { AuditDesk } from './audit-desk.js'
import { CeremonyDesk } from './ceremony-desk.js'
import type { Ending } from './contract/ceremony.js'
import { asFault, Fault, type FaultView, faultView } from './contract/fault.js'
import type { ExportKind } from './contract/monitor.js'
import { isPlace } from './contract/people.js'
import type { PracticeAsked } from './contract/training.js'
import type { Language, Mode } from './contract/values.js'
import type { StationView } from './contract/views.js'
import { labOperator } from './custody/operator.js'
import { twoPeopleIn } from './custody/two-people.js'
import { isByPeople } from './devices/driver.js'
import { driverOf, families } from './devices/index.js'
import { Bench } from './injection/bench.js'
import type { PluggedPort } from './injection/bench-doors.js'
import { isBeingRead } from './injection/card-view.js'
import { Desk } from './injection/desk.js'
import { practiceProfiles } from './injection/practice.js'
import { fileProfile } from './injection/profile.js'
import type { HandlerDoors } from './ipc/handlers.js'
import type { Monitor } from './monitor/monitor.js'
import { portMemory } from './port-memory.js'
import { probe } from './probe.js'
import type { SimulatorBench } from './simulators.js'
import { APP, Station, unsettled } from './station.js'
import { type Refusals, refusalsInto } from './station-denials.js'
import { assertPracticePort, isTrainingDirectory, type PeopleDoors, StationDesks } from './station-desks.js'
import { watchOver } from './station-monitor.js'
import { isRealPort, isThere, readSettings, readWhole, writeSettings, writeWhole } from './store.js'

const MOST_NOTICES = 5
/** One announcement a frame of the screen at most: sixteen busy ports must not drown the page. */
const FRAME_MS = 16

export class StationWindow {
  readonly bench: Bench
  readonly #desk: Desk
  readonly #audit: AuditDesk
  readonly #monitor: Monitor
  readonly refusals: Refusals
  readonly #desks: StationDesks
  readonly #ceremony: CeremonyDesk
  #language: Language
  #notices: readonly FaultView[] = []
  #heard: (view: StationView) => void = () => {}
  #due = false
  #announced = 0
  #files = 0
  #picking = false

  private constructor(
    private readonly station: Station,
    dataDirectory: string,
    private readonly settingsFile: string,
    private readonly simulators: SimulatorBench,
    private readonly people: PeopleDoors,
    private readonly training: boolean,
  ) {
    this.#language = readSettings(settingsFile).language === 'en' ? 'en' : 'zh'
    this.#desk = new Desk({ now: Date.now, changed: () => this.#changed() })
    this.bench = new Bench(
      {
        openPort: async (path, driver, { baud, settings }, scanned) => {
          assertPracticePort(training, path)
          return station.openPort({ path, driver, settings, baud: baud ?? undefined, scanned }, this.#desk.ask)
        },
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
      app: APP,
      saveAs: (suggested) => people.saveAs(suggested),
      pick: (what) => people.pick(what),
      print: (paper, path) => people.print(paper, this.#language, path),
      twoPeople: twoPeopleIn(station.log.mode),
      now: Date.now,
    })
    this.#monitor = watchOver(station, dataDirectory, {
      changed: () => this.#changed(),
      notice: (error) => this.doors.notice(error),
    })
    this.refusals = refusalsInto(station.log)
    this.#desks = new StationDesks({
      ...{ station, dataDirectory, training, simulators, people, bench: this.bench, monitor: this.#monitor },
      language: () => this.#language,
      actor: () => labOperator,
      notice: (error) => this.doors.notice(error),
    })
    this.#ceremony = new CeremonyDesk({
      log: station.log,
      who: () => labOperator,
      mayEnter: () => {},
      bench: this.bench,
      settingsFile,
      pickFile: () => people.pickFile(),
      capture: (heard) => people.capture(heard),
      changed: () => this.#changed(),
      notice: (error) => this.doors.notice(error),
    })
    this.doors = this.#makeDoors()
    station.log.onAppend(() => this.#changed())
    this.#notices = unsettled(station.log)
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
    else if ((await isTrainingDirectory(dataDirectory)) !== training)
      throw new Fault('training/not-its-directory', { path: dataDirectory })
    const station = await Station.open(dataDirectory)
    if (fresh && training)
      await station.log.append('training-begun', { about: 'simulated terminals alone' }, theStation)
    const window = new StationWindow(station, dataDirectory, settingsFile, simulators, people, training)
    void window.#monitor.read().catch(window.doors.notice)
    window.#desks.begin()
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
    const seen = plugged.filter(({ simulated }) => (simulated ? this.mode === 'lab' : !this.training))
    this.#desks.look(seen.map(({ path }) => path))
    this.bench.look(seen)
    this.#ceremony.look()
  }
  /** What the command line that opened this window asks to practise. */
  readonly practise = (asked: PracticeAsked): void => this.#desks.practise(asked)
  /** Nobody may be in front of the window any more: what is being entered is wiped. */
  leave(because: Ending): void {
    this.#ceremony.ceremonies.leave(because)
  }
  async close(): Promise<void> {
    this.leave('closed')
    this.#ceremony.close()
    this.#monitor.close()
    this.#desks.end()
    await this.refusals.close()
    await this.#audit.close().finally(() => this.station.close())
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
      openJobFile: async () => {
        if (this.#picking) return null
        this.#picking = true
        const path = await this.people.pickFile().finally(() => {
          this.#picking = false
        })
        if (path === null) return null
        const profile = fileProfile(`file-${++this.#files}`, path, readWhole)
        this.bench.profiles.offer(profile)
        return profile.id
      },
      isSimulated: (port) => isThere(port) && !isRealPort(port),
      removed: (port) => this.simulators.end(port),
      audit: this.#audit.doors,
      monitor: this.#monitor,
      actor: labOperator,
      saveExport: (what) => this.#saveExport(what),
      ...this.#desks.handlers(),
      ceremony: this.#ceremony.handlers,
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
      profiles: this.bench.profiles.views(),
      drivers: families.map((family) => ({ id: family.id, title: family.title, byPeople: isByPeople(family) })),
      questions: this.#desk.views(),
      ceremony: this.#ceremony.ceremonies.view(),
      notices: this.#notices,
    }
  }

  async #saveExport(what: ExportKind): Promise<string | null> {
    const { extension, text } = this.#monitor.export(what)
    const path = await this.people.saveAs(`kcv-station-${what.replace(/-\w+$/, '')}.${extension}`)
    if (path !== null) writeWhole(path, text)
    return path
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
