// The desks beside the bench: diagnosis, register, training, paper; and what is looked at for them while the window is open.
import { basename } from 'node:path'
import { listRecords } from './audit/list.js'
import type { Actor } from './audit/log.js'
import type { KeyPress } from './ceremony/press.js'
import { Fault } from './contract/fault.js'
import type { Paper } from './contract/paper.js'
import type { SheetStation } from './contract/sheet-views.js'
import type { PracticeAsked } from './contract/training.js'
import type { Language } from './contract/values.js'
import { Dependencies, reachByTcp } from './dependencies.js'
import { DiagnosisDesk } from './diagnosis-desk.js'
import type { Bench } from './injection/bench.js'
import type { HandlerDoors } from './ipc/handlers.js'
import type { Monitor } from './monitor/monitor.js'
import { PlugHistory } from './plug-history.js'
import { RegisterDesk } from './register-desk.js'
import type { SimulatorBench } from './simulators.js'
import type { Station } from './station.js'
import { isRealPort, productionHere, readWhole } from './store.js'
import { TrainingDesk } from './training-desk.js'
import { trainingDirectory } from './training-words.js'

/** What only a window can do: dialogs, paper, keys, another window. */
export interface PeopleDoors {
  readonly pickFile: () => Promise<string | null>
  readonly saveAs: (suggested: string) => Promise<string | null>
  /** Takes the window's keys before the page has them. @returns how to stop @throws ceremony/… */
  readonly capture: (heard: (press: KeyPress) => void) => Promise<() => void>
  /** Lets a person pick a file that is there. */
  readonly pick: (what: 'note' | 'archive') => Promise<string | null>
  readonly print: (paper: Paper, language: Language, path: string) => Promise<void>
  /** A terminal's log; null where nobody picked one. */
  readonly pickLog: () => Promise<string | null>
  readonly openTraining: (asked: PracticeAsked) => void
}

export interface DesksDoors {
  readonly station: Station
  readonly dataDirectory: string
  readonly training: boolean
  readonly bench: Bench
  readonly simulators: SimulatorBench
  readonly people: PeopleDoors
  readonly monitor: Monitor
  readonly language: () => Language
  readonly actor: () => Actor
  readonly notice: (error: unknown) => void
}

export class StationDesks {
  readonly #dependencies: Dependencies
  readonly #training: TrainingDesk
  readonly #plugs = new PlugHistory(Date.now)

  constructor(private readonly doors: DesksDoors) {
    const { station, dataDirectory, training, people, notice } = doors
    this.#dependencies = new Dependencies({
      log: station.log,
      mayReach: this.#mayReach,
      reach: reachByTcp,
      now: Date.now,
      changed: () => {},
      notice,
    })
    this.#training = new TrainingDesk({
      training,
      possible: () => station.log.mode === 'lab' && !productionHere(process.env),
      directory: training ? dataDirectory : trainingDirectory(dataDirectory),
      log: station.log,
      startHere: (driver, behave) => this.#startSimulator(driver, behave),
      openWindow: people.openTraining,
    })
  }

  begin(): void {
    this.#dependencies.begin()
  }
  end(): void {
    this.#dependencies.end()
  }
  /** The ports that are there now. */
  look(ports: readonly string[]): void {
    this.#plugs.look(ports)
  }

  /** What the command line that opened this window asks to practise. */
  practise(asked: PracticeAsked): void {
    void this.#training.here(asked).catch(this.doors.notice)
  }

  handlers(): Pick<HandlerDoors, 'startSimulator' | 'printMonitor' | 'diagnosis' | 'register' | 'training'> {
    const { station, dataDirectory, bench, people, actor, language } = this.doors
    return {
      startSimulator: (driver, behave) => this.#startSimulator(driver, behave),
      printMonitor: (what) => this.#printMonitor(what),
      diagnosis: new DiagnosisDesk({
        directory: dataDirectory,
        log: station.log,
        cards: () => bench.views(),
        jobOf: bench.jobOf,
        actor,
        lookAround: async () => (this.#mayReach() ? this.#dependencies.look() : null),
        replugged: (port) => this.#plugs.times(port),
        pickLog: async () => {
          const path = await people.pickLog()
          return path === null ? null : { file: basename(path), bytes: readWhole(path) }
        },
        saveAs: people.saveAs,
        printSheet: (sheet, path) => people.print({ kind: 'sheet', sheet }, language(), path),
        station: () => this.#sheetStation(),
      }),
      register: new RegisterDesk({
        log: station.log,
        dependencies: this.#dependencies,
        mayReach: this.#mayReach,
        actor,
      }),
      training: this.#training,
    }
  }

  /** A station that may hold clear keys opens no connection: in production only one born `connected` does. */
  #mayReach = (): boolean => this.doors.station.log.mode === 'lab'

  async #startSimulator(driver: string, behave: readonly string[]): Promise<string> {
    const { bench, simulators, station } = this.doors
    bench.assertRoom()
    const port = await simulators.add(driver, behave)
    await station.attemptLog.append('simulator-started', { driver, port, behave })
    await bench.add(port, driver, true)
    return port
  }

  async #printMonitor(what: 'operators' | 'plans'): Promise<string | null> {
    const { people, monitor, language } = this.doors
    const path = await people.saveAs(`kcv-station-${what}.pdf`)
    if (path === null) return null
    const sheet = { kind: what, monitor: monitor.view(), station: this.#sheetStation() }
    await people.print({ kind: 'sheet', sheet }, language(), path)
    return path
  }

  #sheetStation(): SheetStation {
    const { stationId, size, mode } = this.doors.station.log
    return { stationId, size, mode, training: this.doors.training, madeAt: new Date().toISOString() }
  }
}

/** Told by one of its first records: a training directory and any other are never taken for each other. */
export async function isTrainingDirectory(directory: string): Promise<boolean> {
  for await (const record of listRecords(directory, { before: FIRST_RECORDS }))
    if (record.type === 'training-begun') return true
  return false
}
const FIRST_RECORDS = 16

/** No terminal of flesh and copper ever meets the training bench. @throws training/real-port */
export function assertPracticePort(training: boolean, port: string): void {
  if (training && isRealPort(port)) throw new Fault('training/real-port', { port })
}
