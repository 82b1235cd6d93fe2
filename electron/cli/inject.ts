// `inject`: one job from standard input into the devices at the given ports, a line an event.
import type { InjectionEvent } from '../contract/events.js'
import { Fault } from '../contract/fault.js'
import type { Outcome } from '../contract/values.js'
import { driverOf } from '../devices/index.js'
import { shownEvent } from '../injection/blind.js'
import type { AttemptEnd } from '../injection/context.js'
import { readJob } from '../injection/job-file.js'
import { assertMode, refuseWeakInProduction } from '../injection/policy.js'
import { fitAll, runPort, worst } from '../injection/port.js'
import { settingsFor } from '../injection/port-choice.js'
import { type PreparedJob, prepare } from '../injection/prepare.js'
import { draft } from '../injection/records.js'
import { serialRegister } from '../injection/rules.js'
import { readAll } from '../keys/lines.js'
import { type OpenPort, type PortSpec, Station } from '../station.js'
import type { CliCommand } from './command.js'
import { eventLine } from './event-line.js'
import { faultJson, type Io } from './io.js'
import type { Asking } from './keyboard.js'
import { askerFor } from './people.js'
import { portSpecs } from './port-spec.js'
import { heedSignals } from './process.js'

export const inject: CliCommand = {
  name: 'inject',
  usage:
    'inject --data-dir DIR [--allow-erase] [--answers FILE] --port PATH[=DRIVER[,baud=N][,SETTING=V]…]…   one job, JSON, on standard input',
  options: {
    'data-dir': { type: 'string' },
    'allow-erase': { type: 'boolean' },
    answers: { type: 'string' },
    port: { type: 'string', multiple: true },
  },
  inProduction: false,
  async run(options, io) {
    const directory = options.required('data-dir', 'a data directory made by init')
    const specs = await portSpecs(options.many('port'))
    using read = readJob(readAll(io.read))
    using job = prepare(read)
    using people = askerFor(specs, options.optional('answers'), io)
    heedSignals()
    const station = await Station.open(directory)
    try {
      assertMode(job, station.log.mode)
      refuseWeakInProduction(job)
      return await run(station, specs, job, { allowErase: options.flag('allow-erase'), people }, io)
    } finally {
      await station.close()
    }
  },
}

async function run(
  station: Station,
  specs: readonly PortSpec[],
  job: PreparedJob,
  { allowErase, people }: { readonly allowErase: boolean; readonly people: Asking | null },
  io: Io,
): Promise<number> {
  for (const spec of specs) fitSpec(job, spec)
  const ports = await Promise.all(specs.map((spec) => station.openPort(spec, people?.ask)))
  try {
    assertAnyOpen(ports)
    const paths = specs.map(({ path }) => path)
    await draft(station.attemptLog, job, paths)
    const context = station.context((event) => print(event, io), {
      allowErase,
      elsewhere: serialRegister(),
      stopping: () => io.stopping(),
    })
    // One port's trouble, the log's included, never cuts short what another has under way.
    const ended = await Promise.allSettled(ports.map((port) => runPort(context, port, job)))
    const failed = ended.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
    return exitCode(ended.flatMap((one) => (one.status === 'fulfilled' ? one.value : [])))
  } finally {
    await Promise.all(ports.map((port) => port.close()))
  }
}

/** Before a port is opened: opening one already raises lines that a device may feel. */
function fitSpec(job: PreparedJob, spec: PortSpec): void {
  const driver = driverOf(spec.driver)
  fitAll(job, { driver, settings: settingsFor(driver, spec.settings) })
}

/** Where not one port could be opened there is no attempt to record, and the first port's fault is the answer. */
function assertAnyOpen(ports: readonly OpenPort[]): void {
  if (ports.some(({ session }) => !(session instanceof Fault))) return
  const [fault] = ports.map(({ session }) => session).filter((session) => session instanceof Fault)
  if (fault) throw fault
}

export function print(happened: InjectionEvent, io: Io): void {
  const event = shownEvent(happened)
  const fault = 'fault' in event && event.fault ? faultJson(event.fault, io.language) : null
  io.result('fault' in event ? { ...event, fault } : event, eventLine(event, io.language))
}

export const exitOf: Readonly<Record<Outcome, number>> = {
  indeterminate: 2,
  mismatched: 1,
  refused: 1,
  unverified: 1,
  attested: 1,
  'already-present': 1,
  abandoned: 1,
  injected: 0,
}

/** The worst outcome; a load refused because it would erase is a matter of permission. */
export function exitCode(ends: readonly AttemptEnd[]): number {
  const outcome = worst(ends)
  if (outcome === null) return 1
  if (outcome !== 'indeterminate' && ends.some(({ fault }) => fault?.code === 'injection/would-erase')) return 77
  return exitOf[outcome]
}
