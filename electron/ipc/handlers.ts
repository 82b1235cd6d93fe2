// One handler a command. The compiler asks for a row here when the contract gains one.
import type { CommandAnswer, CommandArgs, CommandName } from '../contract/commands.js'
import { Fault } from '../contract/fault.js'
import type { ExportKind } from '../contract/monitor.js'
import type { Answer } from '../contract/people.js'
import type { Language } from '../contract/values.js'
import type { StationView } from '../contract/views.js'
import type { Operator } from '../custody/operator.js'
import type { Bench } from '../injection/bench.js'
import type { Monitor } from '../monitor/monitor.js'
import { type AuditDoors, auditHandlers } from './audit-handlers.js'
import { type CeremonyHandlerDoors, ceremonyHandlers } from './ceremony-handlers.js'
import { type DiagnosisDoors, diagnosisHandlers } from './diagnosis-handlers.js'
import { type RegisterDoors, registerHandlers } from './register-handlers.js'
import { type TrainingDoors, trainingHandlers } from './training-handlers.js'

export interface HandlerDoors {
  readonly bench: Bench
  readonly view: () => StationView
  /** A person's answer to the question that is open at a port. */
  readonly answer: (port: string, question: string, answer: Answer) => void
  readonly setLanguage: (language: Language) => void
  readonly startSimulator: (driver: string, behave: readonly string[]) => Promise<string>
  /** Lets a person pick a job file; answers the profile made of it. */
  readonly openJobFile: () => Promise<string | null>
  /** A pseudo-terminal: no terminal of flesh and copper is at its other end. */
  readonly isSimulated: (port: string) => boolean
  readonly removed: (port: string) => void
  readonly audit: AuditDoors
  readonly monitor: Monitor
  /** Who works at the window. */
  readonly actor: Operator
  /** Lets a person pick a place and writes the export there; null where nobody picked one. */
  readonly saveExport: (what: ExportKind) => Promise<string | null>
  readonly printMonitor: (what: 'operators' | 'plans') => Promise<string | null>
  readonly diagnosis: DiagnosisDoors
  readonly register: RegisterDoors
  readonly training: TrainingDoors
  readonly ceremony: CeremonyHandlerDoors
  /** A fault of work that nobody waits for any more. */
  readonly notice: (error: unknown) => void
}

export type Handlers = {
  readonly [Name in CommandName]: (args: CommandArgs<Name>) => Promise<CommandAnswer<Name>>
}

export function handlers(doors: HandlerDoors): Handlers {
  const { bench, monitor, actor } = doors
  /** Work that takes as long as a device does: the reply is "begun", the view tells the rest. */
  const begin = async (work: () => Promise<void>): Promise<null> => {
    void work().catch(doors.notice)
    return null
  }
  return {
    'station/view': async () => doors.view(),
    'station/language': async ({ language }) => {
      doors.setLanguage(language)
      return null
    },
    'port/simulate': async ({ driver, behave }) => ({ port: await doors.startSimulator(driver, behave) }),
    'port/add': async ({ port, driver }) => {
      await bench.add(port, driver, doors.isSimulated(port))
      return null
    },
    'port/remove': async ({ port }) => {
      bench.remove(port)
      doors.removed(port)
      return null
    },
    'port/identify': ({ port }) => begin(() => bench.identify(port)),
    'port/family': ({ port, driver }) => begin(() => bench.ports.family(port, driver)),
    'port/rename': async ({ port, label }) => {
      bench.ports.rename(port, label)
      return null
    },
    'port/settings': async ({ port }) => bench.ports.settings(port),
    'port/configure': async ({ port, baud, settings }) => {
      const asked = bench.ports.configure(port, { baud, settings })
      return begin(() => asked)
    },
    'port/scan': ({ port, serial }) => begin(() => bench.ports.scan(port, serial)),
    'port/probe': ({ port }) => begin(() => bench.ports.probe(port)),
    'job/choose': async ({ port, profile }) => {
      bench.choose(port, profile)
      return null
    },
    'job/open': async ({ port }) => {
      if (!bench.has(port)) throw new Fault('injection/no-port', { port })
      const profile = await doors.openJobFile()
      if (profile !== null) bench.choose(port, profile)
      return { profile }
    },
    'job/start': ({ ports }) => begin(() => bench.start(ports)),
    'job/allow-erase': ({ port, attempt }) => begin(() => bench.startErasing(port, attempt)),
    'job/stop': async ({ port }) => {
      bench.stop(port)
      return null
    },
    'attempt/read-back': ({ port, attempt }) => begin(() => bench.readBack(port, attempt)),
    'attempt/close': async ({ port, attempt, reason }) => {
      await bench.close(port, attempt, reason)
      return null
    },
    'question/answer': async ({ port, question, answer }) => {
      doors.answer(port, question, answer)
      return null
    },
    ...auditHandlers(doors.audit),
    'monitor/view': async () => monitor.view(),
    'alert/acknowledge': async ({ alert, by, note }) => {
      await monitor.acknowledge(alert, by, note, actor)
      return null
    },
    'plan/tick': async (tick) => {
      await monitor.tick(tick, actor)
      return null
    },
    'threshold/change': async ({ rule, name, value, by }) => {
      await monitor.changeThreshold(rule, name, value, by, actor)
      return null
    },
    'syslog/set': async ({ to, by }) => {
      await monitor.setSyslog(to, by, actor)
      return null
    },
    'monitor/export': async ({ what }) => ({ path: await doors.saveExport(what) }),
    'monitor/print': async ({ what }) => ({ path: await doors.printMonitor(what) }),
    ...diagnosisHandlers(doors.diagnosis),
    ...registerHandlers(doors.register),
    ...trainingHandlers(doors.training),
    ...ceremonyHandlers(doors.ceremony),
  }
}
