// A simulated terminal in a process of its own, started by the command line as anybody would.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { projectRoot } from './tree.js'

export interface SimulatorProcess {
  /** The path to open: the link, where one was asked for. */
  readonly path: string
  readonly pid: number
  /** Ends it and waits until it is gone; a second call does nothing. */
  stop(): Promise<void>
  /** Ends it without a word, as a pulled cable does. */
  kill(): Promise<void>
}

/**
 * `kcv-station simulate --driver … ` with these words after it.
 * @throws Error with what it wrote when it ends before it is ready
 */
export async function startSimulatorProcess(driver: string, words: readonly string[] = []): Promise<SimulatorProcess> {
  const all = [`${projectRoot}build/kcv-station.mjs`, 'simulate', '--driver', driver, '--json', ...words]
  const child = spawn(process.execPath, all, { stdio: ['ignore', 'pipe', 'pipe'] })
  const exited = once(child, 'exit')
  let errors = ''
  child.stderr.on('data', (text) => (errors += text))
  const path = await new Promise<string>((resolve, reject) => {
    const lines = createInterface(child.stdout)
    lines.once('line', (line) => {
      const { ready, path } = JSON.parse(line) as { ready?: boolean; path?: string }
      if (ready && path) resolve(path)
      else reject(new Error(`the simulator said ${line}`))
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the simulator ended with ${code}: ${errors.trim()}`)))
  })
  const end = (signal: NodeJS.Signals) => async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await exited
  }
  return { path, pid: child.pid!, stop: end('SIGTERM'), kill: end('SIGKILL') }
}
