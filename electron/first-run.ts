// The newcomer's job where there is no display: a simulated terminal, two components, live check values, a record, a verified log.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createDirectory } from './audit/directory.js'
import { verifyDirectory } from './audit/verify.js'
import { eventLine } from './cli/event-line.js'
import { exitCode } from './cli/inject.js'
import { type Io, makeIo } from './cli/io.js'
import { asFault, Fault } from './contract/fault.js'
import type { Language } from './contract/values.js'
import { readJob } from './injection/job-file.js'
import { runPort } from './injection/port.js'
import { practiceProfiles } from './injection/practice.js'
import { type PreparedJob, prepare } from './injection/prepare.js'
import { draft } from './injection/records.js'
import { serialRegister } from './injection/rules.js'
import { hardenProcess, liveSecrets } from './keys/vault.js'
import { SimulatorBench } from './simulators.js'
import { APP, Station } from './station.js'
import { defaultDataDirectory, isThere, makeLinkFolder, productionHere, removeFolder, writeLine } from './store.js'

const here = dirname(fileURLToPath(import.meta.url))

const words: Record<Language, Record<'born' | 'kept' | 'terminal' | 'components' | 'verified' | 'next', string>> = {
  en: {
    born: 'A lab data directory was made: ',
    kept: 'Lab data directory: ',
    terminal: 'A simulated Newland K21 is plugged in at ',
    components: 'Two published test components; their check values: ',
    verified: 'The log was verified: ',
    next: 'Next: npx kcv-station --help    With a display, npm start opens the workstation window.',
  },
  zh: {
    born: '已建立实验数据目录：',
    kept: '实验数据目录：',
    terminal: '模拟的 Newland K21 已接入：',
    components: '两个公开的测试分量，其校验值：',
    verified: '日志校验结果：',
    next: '接下来：npx kcv-station --help    有显示器时，npm start 会打开工作站窗口。',
  },
}

async function firstRun(io: Io): Promise<number> {
  const say = words[io.language]
  const directory = io.environment.KCV_DATA_DIR || defaultDataDirectory(io.environment)
  const born = !isThere(directory)
  if (born) await createDirectory(directory, { mode: 'lab', app: APP })
  io.result({}, (born ? say.born : say.kept) + directory)
  const folder = makeLinkFolder()
  const simulators = new SimulatorBench(folder, (cli) =>
    spawn(process.execPath, [join(here, 'cli-main.js'), ...cli], { stdio: ['ignore', 'pipe', 'inherit'] }),
  )
  const station = await Station.open(directory)
  try {
    using read = readJob(practiceProfiles[0]!.job())
    using job = prepare(read)
    const exit = await load(station, simulators, job, io)
    const { verdict, size, reasons } = await verifyDirectory(directory, {})
    io.result({}, `${say.verified}${verdict.toUpperCase()}, ${size} records ${reasons.join('; ')}`.trimEnd())
    io.result({}, say.next)
    return verdict === 'pass' ? exit : 1
  } finally {
    await station.close()
    simulators.endAll()
    removeFolder(folder)
  }
}

async function load(station: Station, simulators: SimulatorBench, job: PreparedJob, io: Io): Promise<number> {
  const say = words[io.language]
  const driver = 'newland-k21'
  const path = await simulators.add(driver, [])
  await station.attemptLog.append('simulator-started', { driver, port: path, behave: [] })
  io.result({}, say.terminal + path)
  io.result({}, say.components + (job.all[0]?.componentKcvs ?? []).join(', '))
  const port = await station.openPort({ path, driver, settings: {} })
  try {
    await draft(station.attemptLog, job, [path])
    const context = station.context((event) => io.result(event, eventLine(event, io.language)), {
      allowErase: false,
      elsewhere: serialRegister(),
    })
    return exitCode(await runPort(context, port, job))
  } finally {
    await port.close()
  }
}

hardenProcess()
const io = makeIo({
  json: false,
  read: () => 0,
  environment: process.env,
  out: (line) => writeLine(1, line),
  err: (line) => writeLine(2, line),
})
try {
  if (productionHere(process.env)) throw new Fault('station/production-here', { command: 'start' })
  process.exitCode = await firstRun(io)
} catch (error) {
  const fault = asFault(error)
  io.fault(fault)
  process.exitCode = fault.row.exit
}
if (liveSecrets() !== 0) process.exitCode = 70
