// An X display for one test that is not run by the end-to-end runner.
import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'

/** @throws Error where Xvfb is not there or does not start */
export async function openDisplay(): Promise<{ readonly display: string; close(): void }> {
  const words = ['-displayfd', '3', '-screen', '0', '1366x768x24', '-nolisten', 'tcp', '-ac']
  const server = spawn('Xvfb', words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const display = await new Promise<string>((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)))
    ;(server.stdio[3] as Readable).once('data', (text) => resolve(`:${String(text).trim()}`))
  })
  return { display, close: () => void server.kill() }
}
