// A simulated terminal with its port opened: what the tests of every family's simulator share.
import { constants, openSync } from 'node:fs'
import { ReadStream } from 'node:tty'
import { type RunningSimulator, type SimulatorOptions, startSimulator } from '../../electron/devices/simulator.js'
import { simulatorOf } from '../../electron/devices/simulators.js'

export interface OpenPort {
  /** Writes hex, spaces allowed. */
  send(hex: string): void
  /** The next `bytes` bytes as upper-case hex; rejects when the port closes first. */
  hear(bytes: number): Promise<string>
  /** Resolves when the line hangs up. */
  readonly gone: Promise<void>
  close(): Promise<void>
}

/**
 * Opens the path as a plain terminal. Not with serialport, which does not always see a line hang up between two polls
 * and then reads nothing without end; that is the wire's to deal with, and tested there.
 */
export function openPort(path: string): OpenPort {
  const port = new ReadStream(openSync(path, constants.O_RDWR | constants.O_NOCTTY))
  let heard = Buffer.alloc(0)
  let wake = () => {}
  let open = true
  port.on('data', (chunk: Buffer) => {
    heard = Buffer.concat([heard, chunk])
    wake()
  })
  // A hang-up is an end or an EIO; either way the stream closes.
  port.on('error', () => {})
  port.on('end', () => port.destroy())
  const gone = new Promise<void>((resolve) => {
    port.on('close', () => {
      open = false
      wake()
      resolve()
    })
  })
  return {
    gone,
    send: (hex) => void port.write(bytesOf(hex)),
    hear: async (bytes) => {
      while (heard.length < bytes) {
        if (!open) throw new Error(`the line hung up after ${heard.length} of ${bytes} bytes`)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      const taken = heard.subarray(0, bytes)
      heard = heard.subarray(bytes)
      return taken.toString('hex').toUpperCase()
    },
    close: async () => {
      port.destroy()
      await gone
    },
  }
}

export interface Simulated extends OpenPort {
  readonly simulator: RunningSimulator
  /** Its slots as `USAGE slot KCV`; a cipher that is told apart stands behind. */
  slots(): string[]
}

/** A running simulator, at a port that may have been opened anew. */
export const simulated = (simulator: RunningSimulator, port: OpenPort): Simulated => ({
  ...port,
  simulator,
  slots: () =>
    simulator.slots().map(({ usage, slot, kcv, algorithm }) => [usage, slot, kcv, algorithm ?? []].flat().join(' ')),
})

/** Runs `scene` with a simulated terminal, spoken to as the family is, and ends simulator and port whatever happens. */
export async function withSimulated<Family extends Simulated>(
  driver: string,
  options: SimulatorOptions,
  spoken: (simulator: RunningSimulator, port: OpenPort) => Family,
  scene: (terminal: Family) => Promise<void>,
): Promise<void> {
  const simulator = await startSimulator(simulatorOf(driver), options)
  const port = openPort(simulator.path)
  try {
    await scene(spoken(simulator, port))
  } finally {
    await port.close()
    await simulator.stop()
  }
}

/** Behaviours with spaces between them. */
export const behaviours = (asked: string): readonly string[] => (asked === '' ? [] : asked.split(' '))

export const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex')
export const hexOf = (bytes: Uint8Array | readonly number[]): string => Buffer.from(bytes).toString('hex').toUpperCase()
/** The tests' own arithmetic, apart from the simulators'. */
export const xorOf = (bytes: Uint8Array | readonly number[]): number => {
  let sum = 0
  for (const byte of bytes) sum ^= byte
  return sum
}
