// Simulated terminals of the training bench: each a process of its own, behind a symlink that survives a pulled cable.
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { Fault } from './contract/fault.js'

export interface SimulatorProcess {
  readonly stdout: NodeJS.ReadableStream | null
  kill(): boolean
  once(event: 'exit', heard: (code: number) => void): unknown
}
/** Starts the command line in a process of its own with these words. */
export type StartProcess = (words: readonly string[]) => SimulatorProcess | ChildProcess

const READY_MS = 10_000

export class SimulatorBench {
  readonly #running = new Map<string, SimulatorProcess | ChildProcess>()
  #count = 0
  constructor(
    private readonly folder: string,
    private readonly start: StartProcess,
  ) {}

  /** @returns the port to open @throws devices/simulator-failed */
  async add(driver: string, behave: readonly string[]): Promise<string> {
    const link = join(this.folder, `${driver}-${process.pid}-${++this.#count}`)
    const words = ['simulate', '--driver', driver, '--link', link, '--serial', serialNumber(this.#count), '--json']
    const simulator = this.start([...words, ...behave.flatMap((one) => ['--behave', one])])
    this.#running.set(link, simulator)
    try {
      await ready(simulator)
    } catch (error) {
      this.end(link)
      throw error
    }
    return link
  }

  end(link: string): void {
    this.#running.get(link)?.kill()
    this.#running.delete(link)
  }

  endAll(): void {
    for (const link of [...this.#running.keys()]) this.end(link)
  }
}

/** Twelve characters, as the family reports; two simulators never share one, nor do two days. */
const serialNumber = (count: number): string =>
  `SIM${(Math.floor(Date.now() / 1000) % 1_000_000).toString().padStart(6, '0')}${String(count).padStart(3, '0')}`

function ready(simulator: SimulatorProcess | ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = ''
    const fail = (because: string) => {
      clearTimeout(timer)
      reject(new Fault('devices/simulator-failed', { because }))
    }
    const timer = setTimeout(() => fail('no sign of life'), READY_MS)
    simulator.stdout?.on('data', (chunk: Uint8Array) => {
      text += Buffer.from(chunk).toString('utf8')
      const end = text.indexOf('\n')
      if (end < 0) return
      clearTimeout(timer)
      const line = text.slice(0, end)
      if (line.includes('"ready":true')) resolve()
      else fail(/"code":"([a-z/-]+)"/.exec(line)?.[1] ?? 'it said something else')
    })
    ;(simulator as SimulatorProcess).once('exit', () => fail('it ended at once'))
  })
}
