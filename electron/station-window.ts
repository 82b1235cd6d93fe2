// The station as the window sees it: one view made of all rooms, and the doors the gate's handlers use.

import { Announcing } from './announcing.js'
import { createDirectory } from './audit/directory.js'
import { theStation } from './audit/record.js'
import { AuditDesk } from './audit-desk.js'
import { CardReaders } from './card-readers.js'
import { assertCombining, CeremonyDesk } from './ceremony-desk.js'
import type { Ending } from './contract/ceremony.js'
import { asFault, Fault, type FaultView, faultView } from './contract/fault.js'
import type { ExportKind } from './contract/monitor.js'
import type { PracticeAsked } from './contract/training.js'
import type { Language, Mode } from './contract/values.js'
import type { StationView } from './contract/views.js'
import { Birth } from './custody/birth.js'
import type { Staff } from './custody/staff.js'
import { twoPeopleIn } from './custody/two-people.js'
import { isByPeople } from './devices/driver.js'
import { families } from './devices/index.js'
import type { Bench } from './injection/bench.js'
import type { PluggedPort } from './injection/bench-doors.js'
import { isBeingRead } from './injection/card-view.js'
import { Desk } from './injection/desk.js'
import type { HandlerDoors } from './ipc/handlers.js'
import { JobFiles } from './job-files.js'
import type { Monitor } from './monitor/monitor.js'
import type { SimulatorBench } from './simulators.js'
import { APP, Station, unsettled } from './station.js'
import { benchOf } from './station-bench.js'
import { type Refusals, refusalsInto } from './station-denials.js'
import { isTrainingDirectory, type PeopleDoors, StationDesks } from './station-desks.js'
import { watchOver } from './station-monitor.js'
import { approveJob, NOTHING_TO_SEE, withApprovals } from './station-people.js'
import { type JoinedStaff, joinStaff } from './station-staff.js'
import { isRealPort, isThere, readSettings, writeSettings, writeWhole } from './store.js'

const MOST_NOTICES = 5

export class StationWindow {
  readonly bench: Bench
  readonly #desk: Desk
  readonly #audit: AuditDesk
  readonly #monitor: Monitor
  readonly #joined: JoinedStaff
  readonly #birth: Birth
  readonly refusals: Refusals
  readonly #desks: StationDesks
  readonly #ceremony: CeremonyDesk
  readonly #cards = new CardReaders()
  #language: Language
  #notices: readonly FaultView[] = []
  #heard: (view: StationView) => void = () => {}
  readonly #announcing = new Announcing(() => this.#heard(this.view()))
  readonly #jobs: JobFiles

  private constructor(
    private readonly station: Station,
    dataDirectory: string,
    private readonly settingsFile: string,
    private readonly simulators: SimulatorBench,
    private readonly people: PeopleDoors,
    private readonly training: boolean,
  ) {
    const toldOf = { changed: () => this.#changed(), notice: (error: unknown) => this.#notice(error) }
    this.#joined = joinStaff(station, dataDirectory, toldOf, this.#cards.person)
    this.#birth = new Birth(this.#joined.derive, toldOf.changed)
    this.#language = readSettings(settingsFile).language === 'en' ? 'en' : 'zh'
    this.#desk = new Desk({ now: Date.now, changed: () => this.#changed() })
    this.bench = benchOf(station, this.#desk, settingsFile, toldOf.changed, training)
    this.#jobs = new JobFiles(station, this.bench, () => people.pickFile())
    this.#audit = new AuditDesk({
      log: station.log,
      dir: dataDirectory,
      changed: () => this.#changed(),
      beingRead: () => isBeingRead(this.bench.views()),
      app: APP,
      saveAs: (suggested) => people.saveAs(suggested),
      pick: (what) => people.pick(what),
      print: (paper, path) => people.print(paper, this.#language, path),
      twoPeople: twoPeopleIn(station.log.mode, () => station.operator()),
      now: Date.now,
    })
    this.#monitor = watchOver(station, dataDirectory, toldOf)
    this.refusals = refusalsInto(station.log)
    this.#desks = new StationDesks({
      ...{ station, dataDirectory, training, simulators, people, bench: this.bench, monitor: this.#monitor },
      language: () => this.#language,
      actor: () => station.operator(),
      notice: toldOf.notice,
    })
    this.#ceremony = new CeremonyDesk({
      log: station.log,
      profile: station.log.mode === 'lab' ? 'legacy' : (station.people.keyProfile ?? 'pci'),
      mayCombine: () => assertCombining(station),
      who: () => this.staff.present(),
      mayEnter: (person, key, component) => this.staff.assertMayEnter(person, key, component),
      bench: this.bench,
      settingsFile,
      pickFile: () => people.pickFile(),
      capture: (heard) => people.capture(heard),
      readCard: (pin) => this.#cards.component(pin),
      changed: () => this.#changed(),
      notice: toldOf.notice,
    })
    this.staff.onLeave(() => this.leave('user-switched'))
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
    this.#cards.close()
    this.#monitor.close()
    this.#desks.end()
    await this.#joined.close()
    await this.refusals.close()
    await this.#audit.close().finally(() => this.station.close())
  }
  get staff(): Staff {
    return this.#joined.staff
  }

  readonly doors: HandlerDoors

  #makeDoors(): HandlerDoors {
    return {
      bench: this.bench,
      answer: (port, question, answer) => this.#desk.answer(port, question, answer, this.station.operator().actors),
      view: () => this.view(),
      setLanguage: (language) => {
        this.#language = language
        writeSettings(this.settingsFile, { language })
        this.#changed()
      },
      openJobFile: this.#jobs.open,
      isSimulated: (port) => isThere(port) && !isRealPort(port),
      removed: (port) => this.simulators.end(port),
      audit: this.#audit.doors,
      monitor: this.#monitor,
      actor: () => this.station.operator(),
      people: {
        desk: this.#joined.desk,
        birth: this.#birth,
        finishBirth: async () => {
          const plan = this.#birth.finish()
          if (this.bench.working) throw new Fault('injection/busy', { port: '' })
          await this.people.beBorn(plan)
        },
        approveJob: (profile) => approveJob(this.station, this.bench.profiles.summary(profile)),
      },
      saveExport: (what) => this.#saveExport(what),
      ...this.#desks.handlers(),
      ceremony: this.#ceremony.handlers,
      notice: (error) => this.#notice(error),
    }
  }

  #notice(error: unknown): void {
    this.#notices = [faultView(asFault(error)), ...this.#notices].slice(0, MOST_NOTICES)
    this.#changed()
  }

  view(): StationView {
    const { staff } = this.#joined
    const ports = this.bench.views()
    const [person, lab] = [staff.session()?.person, this.mode === 'lab' ? 'lab' : '']
    const all = {
      language: this.#language,
      mode: this.mode,
      training: this.training,
      stationId: this.station.log.stationId,
      operator: person ?? { id: lab, name: lab },
      presence: staff.presence(),
      may: staff.may(),
      pending: staff.pending(),
      birth: this.#birth.view(),
      log: this.#audit.view(),
      openAlerts: this.#monitor.open,
      tally: this.bench.tally(),
      ports,
      profiles: withApprovals(this.station, this.bench),
      drivers: families.map((family) => ({ id: family.id, title: family.title, byPeople: isByPeople(family) })),
      questions: this.#desk.views(),
      ceremony: this.#ceremony.view(isBeingRead(ports)),
      notices: this.#notices,
    }
    // Who is not signed in, or stands before a locked window, sees that the station is there and nothing of its work.
    return staff.standing() === 'nobody' ? { ...all, ...NOTHING_TO_SEE } : all
  }

  async #saveExport(what: ExportKind): Promise<string | null> {
    const { extension, text } = this.#monitor.export(what)
    const path = await this.people.saveAs(`kcv-station-${what.replace(/-\w+$/, '')}.${extension}`)
    if (path !== null) writeWhole(path, text)
    return path
  }

  #changed(): void {
    this.#announcing.changed()
  }
}
