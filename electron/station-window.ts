// The station as the window sees it: one view made of all rooms, and the doors the gate's handlers use.
import { createDirectory } from './audit/directory.js'
import { listRecords } from './audit/list.js'
import type { AuditRecord } from './audit/record.js'
import { verifyDirectory } from './audit/verify.js'
import { asFault, Fault, type FaultView, faultView } from './contract/fault.js'
import type { ExportKind } from './contract/monitor.js'
import { isPlace } from './contract/people.js'
import type { Language, Mode } from './contract/values.js'
import type { LogView, RecordView, StationView, VerifyView } from './contract/views.js'
import { labOperator } from './custody/operator.js'
import { isByPeople } from './devices/driver.js'
import { driverOf, families } from './devices/index.js'
import { Bench } from './injection/bench.js'
import type { PluggedPort } from './injection/bench-doors.js'
import { withoutValues } from './injection/blind.js'
import { isBeingRead } from './injection/card-view.js'
import { Desk } from './injection/desk.js'
import { practiceProfiles } from './injection/practice.js'
import { fileProfile } from './injection/profile.js'
import type { HandlerDoors } from './ipc/handlers.js'
import type { Monitor } from './monitor/monitor.js'
import { portMemory } from './port-memory.js'
import { probe } from './probe.js'
import type { SimulatorBench } from './simulators.js'
import { APP, Station } from './station.js'
import { watchOver } from './station-monitor.js'
import { isRealPort, isThere, readSettings, readWhole, writeSettings, writeWhole } from './store.js'

const MOST_NOTICES = 5
/** One announcement a frame of the screen at most: sixteen busy ports must not drown the page. */
const FRAME_MS = 16

export class StationWindow {
  readonly bench: Bench
  readonly #desk: Desk
  readonly #monitor: Monitor
  #language: Language
  #log: Omit<LogView, 'size'> = { state: 'unverified', verifiedSize: null, reasons: [] }
  #notices: readonly FaultView[] = []
  #heard: (view: StationView) => void = () => {}
  #due = false
  #announced = 0
  #files = 0
  #picking = false
  #verifying: Promise<VerifyView> | null = null

  private constructor(
    private readonly station: Station,
    private readonly dataDirectory: string,
    private readonly settingsFile: string,
    private readonly simulators: SimulatorBench,
    private readonly pickFile: () => Promise<string | null>,
    private readonly pickPlace: (name: string) => Promise<string | null>,
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
    this.#monitor = watchOver(station, dataDirectory, {
      changed: () => this.#changed(),
      notice: (error) => this.doors.notice(error),
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
    pickFile: () => Promise<string | null>,
    pickPlace: (name: string) => Promise<string | null>,
  ): Promise<StationWindow> {
    if (!isThere(dataDirectory)) await createDirectory(dataDirectory, { mode: 'lab', app: APP })
    const station = await Station.open(dataDirectory)
    const window = new StationWindow(station, dataDirectory, settingsFile, simulators, pickFile, pickPlace)
    void window.#monitor.read().catch(window.doors.notice)
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
    this.bench.look(plugged.filter(({ simulated }) => !simulated || this.mode === 'lab'))
  }
  close(): Promise<void> {
    this.#monitor.close()
    return this.station.close()
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
      startSimulator: async (driver, behave) => {
        this.bench.assertRoom()
        const port = await this.simulators.add(driver, behave)
        await this.station.attemptLog.append('simulator-started', { driver, port, behave })
        await this.bench.add(port, driver, true)
        return port
      },
      openJobFile: async () => {
        if (this.#picking) return null
        this.#picking = true
        const path = await this.pickFile().finally(() => {
          this.#picking = false
        })
        if (path === null) return null
        const profile = fileProfile(`file-${++this.#files}`, path, readWhole)
        this.bench.offer(profile)
        return profile.id
      },
      isSimulated: (port) => isThere(port) && !isRealPort(port),
      removed: (port) => this.simulators.end(port),
      records: (limit, before) => this.#records(limit, before),
      verify: () => {
        // One at a time: who asks meanwhile gets the same answer.
        this.#verifying ??= this.#verify().finally(() => {
          this.#verifying = null
        })
        return this.#verifying
      },
      monitor: this.#monitor,
      actor: labOperator,
      saveExport: (what) => this.#saveExport(what),
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
      stationId: this.station.log.stationId,
      operator: { id: 'lab', name: 'lab' },
      log: { size: this.station.log.size, ...this.#log },
      openAlerts: this.#monitor.open,
      tally: this.bench.tally(),
      ports: this.bench.views(),
      profiles: this.bench.profileViews(),
      drivers: families.map((family) => ({ id: family.id, title: family.title, byPeople: isByPeople(family) })),
      questions: this.#desk.views(),
      notices: this.#notices,
    }
  }

  async #records(limit: number, before: number | null): Promise<RecordView[]> {
    const last = before ?? this.station.log.size
    const beingRead = isBeingRead(this.bench.views())
    const records: RecordView[] = []
    for await (const record of listRecords(this.dataDirectory, {}))
      if (record.seq < last && record.seq >= last - limit) records.push(recordView(record, beingRead))
    return records.reverse()
  }

  async #saveExport(what: ExportKind): Promise<string | null> {
    const { extension, text } = this.#monitor.export(what)
    const path = await this.pickPlace(`kcv-station-${what.replace(/-\w+$/, '')}.${extension}`)
    if (path !== null) writeWhole(path, text)
    return path
  }

  async #verify(): Promise<VerifyView> {
    this.#log = { ...this.#log, state: 'verifying', reasons: [] }
    this.#changed()
    const view = await verifyDirectory(this.dataDirectory, {})
    this.#log = { state: view.verdict, verifiedSize: view.size, reasons: view.reasons }
    this.#changed()
    return view
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

/** @param beingRead people read a check value right now: no record shows one */
function recordView(record: AuditRecord, beingRead: boolean): RecordView {
  const body = record.body as {
    device?: { serial?: string | null } | null
    serial?: string | null
    outcome?: RecordView['outcome']
  }
  return {
    seq: record.seq,
    type: record.type,
    wall: record.wall,
    operator: record.actors.join(', '),
    device: body.device?.serial ?? body.serial ?? null,
    outcome: body.outcome ?? null,
    text: JSON.stringify(beingRead ? withoutValues(record) : record, null, 2),
  }
}
