// Composition root of the window: builds each room once, joins them, opens the window. No decisions are made here.

import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, type BrowserWindow, dialog, powerMonitor, utilityProcess } from 'electron'
import { asFault, Fault } from './contract/fault.js'
import { openGate } from './ipc/gate.js'
import { handlers } from './ipc/handlers.js'
import { keyCapture, watchLeaving } from './key-capture.js'
import { hardenProcess } from './keys/vault.js'
import { LOOK_MS, PortWatch } from './port-watch.js'
import { printPaper } from './print.js'
import { makeProduction } from './production-birth.js'
import { SimulatorBench } from './simulators.js'
import { APP } from './station.js'
import { dataDirectoryHere } from './station-place.js'
import { StationWindow } from './station-window.js'
import { makeLinkFolder, productionHere, removeFolder } from './store.js'
import { stateRoots } from './store-people.js'
import { shownTerminals, terminalFolder, usbSerialPorts } from './store-ports.js'
import { askedIn, isTraining, trainingDirectory, trainingWords } from './training-words.js'
import { loadPage, makeWindow, prepareWindows } from './window.js'
import { listPorts } from './wire/ports.js'

const here = dirname(fileURLToPath(import.meta.url))
/** The built page. */
const page = join(here, '../renderer')

/** The training bench is a program of its own beside the station: its own directory, its own log, its own lock. */
const training = isTraining(process.argv)
if (training) app.setPath('userData', `${app.getPath('userData')}-training`)

prepareWindows()
hardenProcess()
if (!app.requestSingleInstanceLock()) app.exit(75)
else app.whenReady().then(start).catch(fatal)

function fatal(error: unknown): void {
  const { sentence, row } = asFault(error)
  process.stderr.write(`${asFault(error).code}: ${sentence.en}\n`)
  dialog.showErrorBox('KCV Station', `${sentence.zh}\n\n${sentence.en}`)
  app.exit(row.exit)
}

async function start(): Promise<void> {
  if (training && productionHere(process.env)) throw new Fault('training/not-here')
  const folder = makeLinkFolder()
  const simulators = new SimulatorBench(folder, (words) =>
    utilityProcess.fork(join(here, 'cli-main.js'), [...words], {
      stdio: ['ignore', 'pipe', 'inherit'],
      serviceName: 'simulated terminal',
    }),
  )
  let window: BrowserWindow | null = null
  let capture: ReturnType<typeof keyCapture> = async () => {
    throw new Fault('ceremony/window-behind')
  }
  const roots = stateRoots(process.env)
  const root = app.isPackaged ? roots.installed : roots.own
  const open = (directory: string): Promise<StationWindow> =>
    StationWindow.open(
      directory,
      join(app.getPath('userData'), 'window.json'),
      simulators,
      {
        pickFile: async () => (window ? pickJobFile(window) : null),
        saveAs: async (suggested) => (window ? pickNewFile(window, suggested) : null),
        capture: (heard) => capture(heard),
        pick: async (what) => (window ? pickLogFile(window, what) : null),
        print: (paper, language, path) => printPaper(page, paper, language, path),
        pickLog: async () => (window ? pickTerminalLog(window) : null),
        openTraining: (asked) => openTraining(trainingWords(asked)),
        beBorn: async (plan) => {
          const directory = await makeProduction(plan, root, APP)
          // The answer goes out first: it is the last one of the lab's.
          setImmediate(() => void become(directory).catch(fatal))
        },
      },
      { training },
    )
  const dataDirectory = dataDirectoryHere(process.env)
  let station = await open(training ? trainingDirectory(dataDirectory) : dataDirectory)
  const behindGate = () => ({ handlers: handlers(station.doors), mode: station.mode, staff: station.staff })
  let gated = behindGate()
  const announce = openGate({
    station: () => gated,
    // While the station closes, its last changes are told to a window that is gone already.
    page: () => (window && !window.isDestroyed() ? window.webContents : null),
    denied: (call) => station.refusals.note(call),
  })
  const listen = () => station.onChange((view) => announce('station/changed', view))
  listen()
  /** From lab to the production station that was born: the page begins anew, and the lab is closed on this machine. */
  const become = async (directory: string): Promise<void> => {
    const before = station
    before.onChange(() => {})
    simulators.endAll()
    await before.close()
    station = await open(directory)
    gated = behindGate()
    listen()
    if (window) await loadPage(window)
  }
  // The gate knows the page before the page can speak.
  window = makeWindow(page, join(here, 'preload.cjs'))
  window.webContents.on('input-event', () => station.staff.sessions.touch())
  for (const event of ['lock-screen', 'suspend'] as const)
    powerMonitor.on(event as 'suspend', () => void station.staff.sessions.lock('system'))
  capture = keyCapture(window)
  await loadPage(window)
  watchLeaving(
    window,
    powerMonitor,
    () => picking,
    (because) => station.leave(because),
  )
  const terminals = terminalFolder(process.env)
  const watch = new PortWatch({ usb: usbSerialPorts, list: listPorts, terminals: () => shownTerminals(terminals) })
  const polling = setInterval(() => station.look(watch.look()), LOOK_MS)
  const asked = askedIn(process.argv)
  if (training && asked) station.practise(asked)
  app.on('second-instance', (_event, words) => {
    const more = askedIn(words)
    if (training && more) station.practise(more)
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  window.on('close', (event) => {
    if (window && station.bench.working && !mayClose(window)) event.preventDefault()
  })
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    event.preventDefault()
    clearInterval(polling)
    simulators.endAll()
    // Ports and log are closed before the process ends: a port left open ends it in a trap.
    void station.close().finally(() => {
      removeFolder(folder)
      app.exit(0)
    })
  })
}

/** Closing in the middle of a load leaves its result unknown: a person must want that. */
const mayClose = (window: BrowserWindow): boolean =>
  dialog.showMessageBoxSync(window, {
    type: 'warning',
    message:
      '正在灌装。现在关闭，结果将无法确定，设备会被锁定。\nA load is under way. Closing now leaves its result unknown and the device locked.',
    buttons: ['等待完成 Wait', '仍然关闭 Close anyway'],
    defaultId: 0,
    cancelId: 0,
  }) === 1

/** A dialog of ours is in front of the window: nobody has left it. */
let picking = false

/** The page never learns what is in the file, only its name. */
async function pickJobFile(window: BrowserWindow): Promise<string | null> {
  const filters = [{ name: 'JSON', extensions: ['json'] }]
  picking = true
  const { canceled, filePaths } = await dialog
    .showOpenDialog(window, { properties: ['openFile'], filters })
    .finally(() => {
      picking = false
    })
  return canceled ? null : (filePaths[0] ?? null)
}

/** The cosigned checkpoint that a witness gave back, or an export that was kept. */
async function pickLogFile(window: BrowserWindow, what: 'note' | 'archive'): Promise<string | null> {
  const all = { name: '*', extensions: ['*'] }
  const filters = what === 'archive' ? [{ name: 'TAR', extensions: ['tar'] }, all] : [all]
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters })
  return canceled ? null : (filePaths[0] ?? null)
}

/** Main reads it; the page learns what it says, never its text. */
async function pickTerminalLog(window: BrowserWindow): Promise<string | null> {
  const filters = [
    { name: 'log, txt, csv', extensions: ['log', 'txt', 'csv'] },
    { name: '*', extensions: ['*'] },
  ]
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters })
  return canceled ? null : (filePaths[0] ?? null)
}

/** The same program once more, as the training bench. One that runs already is told what to practise. */
function openTraining(words: readonly string[]): void {
  const own = app.isPackaged ? [] : [app.getAppPath()]
  const kept = process.argv.filter((word) => word === '--no-sandbox')
  spawn(process.execPath, [...own, ...kept, ...words], { detached: true, stdio: 'ignore' }).unref()
}

/** Where an export goes; the dialog itself asks before a file is replaced. */
async function pickNewFile(window: BrowserWindow, suggested: string): Promise<string | null> {
  const ending = suggested.slice(suggested.lastIndexOf('.') + 1)
  const filters = [{ name: ending.toUpperCase(), extensions: [ending] }]
  const defaultPath = join(app.getPath('documents'), suggested)
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath, filters })
  return canceled || filePath === '' ? null : filePath
}
