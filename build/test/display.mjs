// An X display of its own for the window under test, with its own cookie, gone when the tests are.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../setup/command.mjs'
import { exits } from '../setup/project.mjs'
import { Halt } from '../setup/say.mjs'

const advice = 'The Debian packages xvfb and xauth are needed.'
const READY_WITHIN_MS = 20_000

/** Xvfb picks a free number and writes it to descriptor 3 once it listens. */
const numberOf = (server) =>
  new Promise((resolve, reject) => {
    const stop = (because) => reject(new Halt(`Xvfb ${because}`, advice, exits.unavailable))
    const timer = setTimeout(() => stop('did not start in time'), READY_WITHIN_MS)
    server.on('error', (error) => stop(`did not start: ${error.message}`))
    server.on('exit', (code) => stop(`ended with ${code}`))
    server.stdio[3].once('data', (text) => {
      clearTimeout(timer)
      resolve(Number(String(text).trim()))
    })
  })

/** @returns {Promise<{environment: {DISPLAY: string, XAUTHORITY: string}, close(): void}>} */
export const openDisplay = async (folder) => {
  const authority = join(folder, 'xauthority')
  writeFileSync(authority, '', { mode: 0o600 })
  const cookie = randomBytes(16).toString('hex')
  const addCookie = (display) =>
    run('xauth', ['-f', authority, 'add', display, '.', cookie], { advice, exit: exits.unavailable })
  // The server reads any cookie in its file; the clients look for the one of their display.
  await addCookie(':0')
  const words = ['-displayfd', '3', '-screen', '0', '1366x768x24', '-nolisten', 'tcp', '-auth', authority]
  const server = spawn('Xvfb', words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const display = `:${await numberOf(server)}`
  server.removeAllListeners('exit')
  await addCookie(display)
  return { environment: { DISPLAY: display, XAUTHORITY: authority }, close: () => server.kill() }
}
