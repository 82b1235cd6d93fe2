// `npm start`: prepares what is missing, then opens the window; without a display, the first job runs in the terminal.
import { spawn } from 'node:child_process'
import { electronEnvironment, electronHere } from './setup/electron.mjs'
import { prepare } from './setup/prepare.mjs'
import { exits, inside, root } from './setup/project.mjs'
import { say, stopWith } from './setup/say.mjs'

const words = process.argv.slice(2)
const { DISPLAY, WAYLAND_DISPLAY } = process.env
const hasDisplay = process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY)

const window = async () => {
  await prepare('window')
  const { KCV_ELECTRON, ...environment } = electronEnvironment(electronHere())
  const flags = []
  if (process.getuid?.() === 0) {
    say('You are root: Chromium runs as root only without its sandbox (--no-sandbox). Work as an ordinary user.')
    flags.push('--no-sandbox')
  }
  if (WAYLAND_DISPLAY && !DISPLAY) flags.push('--ozone-platform=wayland')
  return { program: KCV_ELECTRON, words: [...flags, root, ...words], environment }
}

const terminal = async () => {
  say('There is no display (DISPLAY and WAYLAND_DISPLAY are empty): running a first job in this terminal instead.')
  await prepare('terminal')
  return { program: process.execPath, words: [inside('dist', 'electron', 'first-run.js'), ...words], environment: {} }
}

/** Runs it in our place: its output is ours, our signals are its own, its end is ours. */
const become = ({ program, words, environment }) => {
  const child = spawn(program, words, { stdio: 'inherit', env: { ...process.env, ...environment } })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      // Ctrl-C reaches the child from the terminal itself: passed on it would come twice.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  child.on('error', (error) => {
    process.stderr.write(`✗ ${program}: ${error.message}\n`)
    process.exitCode = exits.unavailable
  })
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

try {
  become(await (hasDisplay ? window() : terminal()))
} catch (error) {
  stopWith(error)
}
