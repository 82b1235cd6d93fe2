// `diagnose`: why a check value does not agree, from a case on standard input or from an attempt in the log.
import { languages } from '../contract/values.js'
import { labOperator } from '../custody/operator.js'
import { Dependencies, reachByTcp } from '../dependencies.js'
import { caseOfAttempt, type History, readHistory } from '../diagnosis/history.js'
import {
  type Diagnosis,
  type DiagnosisCase,
  diagnose as diagnoseCase,
  type OpenCase,
  readCase,
} from '../diagnosis/index.js'
import { assertNotTooOften, recordOf } from '../diagnosis/record.js'
import type { Depths } from '../diagnosis/search.js'
import { nothingAround, type Surroundings } from '../diagnosis/surroundings.js'
import { importTerminalLog } from '../diagnosis/terminal-log.js'
import { withCalendar } from '../diagnosis/with-calendar.js'
import { readAll } from '../keys/lines.js'
import { Station } from '../station.js'
import { readWhole } from '../store.js'
import { type CliCommand, type Options, usageFault } from './command.js'
import { reportLines } from './diagnosis-words.js'
import type { Io } from './io.js'

export const diagnose: CliCommand = {
  name: 'diagnose',
  usage:
    'diagnose [--data-dir DIR [--attempt ID [--stdin]]] [--log FILE] [--long] [--lang zh|en]   one case, JSON, on standard input; --log: a terminal’s own log',
  options: {
    'data-dir': { type: 'string' },
    attempt: { type: 'string' },
    stdin: { type: 'boolean' },
    log: { type: 'string' },
    long: { type: 'boolean' },
    lang: { type: 'string' },
  },
  inProduction: false,
  async run(options, io) {
    const directory = options.optional('data-dir')
    const language = options.optional('lang') === undefined ? io.language : options.oneOf('lang', languages)
    const made = await (directory === undefined ? inLab(options, io) : onRecord(directory, options, io)).catch(
      (error) => {
        // A long search that a signal ended: nothing came of it.
        if (io.stopping()) return null
        throw error
      },
    )
    if (!made) return STOPPED
    io.result(made.report, reportLines(made.report, language))
    return 0
  },
}

/** As every command that a signal ends. */
const STOPPED = 74

/** Without a data directory nothing is recorded, and nothing of earlier attempts is known. */
async function inLab(options: Options, io: Io): Promise<Diagnosis> {
  if (options.optional('attempt') !== undefined)
    throw usageFault('--attempt needs --data-dir', '--data-dir', 'the data directory that the attempt is in')
  using open = withLog(readCase(readAll(io.read), { lab: true }), options)
  // Awaited here: the keys are released when this function ends.
  return await run(open, null, options, io)
}

/** The case of an attempt needs no standard input; with --stdin what comes there is added to it, or put in its place. */
async function onRecord(directory: string, options: Options, io: Io): Promise<Diagnosis> {
  const attempt = options.optional('attempt') ?? null
  const station = await Station.open(directory)
  try {
    const history = await readHistory(directory, attempt)
    const base = attempt === null ? null : caseOfAttempt(history)
    const bytes = base !== null && !options.flag('stdin') ? null : readAll(io.read)
    const register = station.log.register()
    using open = withCalendar(withLog(readCase(bytes, { lab: station.log.mode === 'lab', base }), options), register)
    const searched = open.keys !== null || open.tmk !== null
    if (searched) assertNotTooOften(history.searches, Date.now())
    const made = await run(open, history, options, io, await around(open.case, station))
    await station.log.append('diagnosis-made', recordOf(made, open.case, { attempt, searched }), labOperator)
    return made
  } finally {
    await station.close()
  }
}

function run(
  { case: known, keys, tmk }: OpenCase,
  history: History | null,
  options: Options,
  io: Io,
  around: Surroundings = nothingAround,
): Promise<Diagnosis> {
  const long = options.flag('long') ? stoppable(io) : {}
  return diagnoseCase(known, {
    keys,
    tmk,
    history,
    around,
    long: options.flag('long'),
    ...long,
  })
}

/** What the terminal's own log says, added to a sign-in. @throws input/unreadable-file, diagnosis/log-… */
function withLog(open: OpenCase, options: Options): OpenCase {
  const file = options.optional('log')
  if (file === undefined) return open
  const { signIn } = open.case
  if (!signIn) throw usageFault('--log belongs to a sign-in', '--log', 'a case with "signIn"')
  const { events } = importTerminalLog(readWhole(file), new Date().getFullYear())
  return { ...open, case: { ...open.case, signIn: { ...signIn, events: [...(signIn.events ?? []), ...events] } } }
}

/** Version table and dependencies; a station that may hold clear keys opens no connection. */
async function around({ device }: DiagnosisCase, { log }: Station): Promise<Surroundings> {
  const offline = log.mode !== 'lab'
  const doors = { log, mayReach: () => !offline, reach: reachByTcp, now: Date.now, changed: () => {}, notice: () => {} }
  const known = { family: device?.family ?? '', model: device?.model ?? null, firmware: device?.firmware ?? null }
  return {
    firmware: log.register().verdict(known),
    dependencies: offline ? null : await new Dependencies(doors).look(),
    offline,
    replugged: null,
  }
}

/** Progress of the long search, which a signal ends between two parts of it. */
function stoppable(io: Io): Pick<Depths, 'signal' | 'onProgress'> {
  const stop = new AbortController()
  const say = progressOn(io)
  return {
    signal: stop.signal,
    onProgress: (done) => {
      say(done)
      if (io.stopping()) stop.abort()
    },
  }
}

/** Every tenth part of the long search. */
function progressOn(io: Io): (done: number) => void {
  let said = 0
  return (done) => {
    if (done < said + 0.1) return
    said = Math.floor(10 * done) / 10
    io.remark(`${Math.round(100 * done)} %`)
  }
}
