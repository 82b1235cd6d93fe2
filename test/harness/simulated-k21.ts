// A simulated K21 with its port opened, spoken to in hex: what the tests of the simulator share.
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

export interface SimulatedK21 extends OpenPort {
  readonly simulator: RunningSimulator
  /** Sends a whole frame and answers what comes, `bytes` of it. */
  ask(hex: string, bytes: number): Promise<string>
  /** Its slots as `USAGE slot KCV`. */
  slots(): string[]
}

/** Runs `scene` with a simulated K21 and ends both whatever happens. */
export async function withK21(options: SimulatorOptions, scene: (k21: SimulatedK21) => Promise<void>): Promise<void> {
  const simulator = await startSimulator(simulatorOf('newland-k21'), options)
  const port = openPort(simulator.path)
  const slots = () => simulator.slots().map(({ usage, slot, kcv }) => `${usage} ${slot} ${kcv}`)
  const ask = (hex: string, bytes: number) => {
    port.send(hex)
    return port.hear(bytes)
  }
  try {
    await scene({ ...port, simulator, ask, slots })
  } finally {
    await port.close()
    await simulator.stop()
  }
}

export const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex')

/** 02 | LEN | inner | 03 | LRC around CMD..BODY in hex: the test's own arithmetic, apart from the simulator's. */
export function framed(inner: string): string {
  const body = bytesOf(inner)
  const counted = Buffer.concat([bytesOf(String(body.length).padStart(4, '0')), body, bytesOf('03')])
  let check = 0
  for (const byte of counted) check ^= byte
  return Buffer.concat([bytesOf('02'), counted, Buffer.of(check)])
    .toString('hex')
    .toUpperCase()
}

/** Load of TMK 2 = K1 under the default TLK, as the protocol page has it, and its answer. */
export const loadK1 = '02 0031 1A02 2F 01 02 02 0016 492B274F0AB4DBCEC93F4BAB890B6406 FF 0004 08D7B4FB 03 2E'
export const k1Loaded = '0200161A022F013030303008D7B4FB629D088503C1'
export const defaultTlk = 'TLK 1 40826A5800608C87'
/** TDK 6 = 13×8 in clear, check value A8B7B5BD4A67D640. */
export const tdk6 = '1A05 2F 06 01 01 06 0008 1313131313131313 0004 A8B7B5BD 01'
export const tdk6Loaded = framed('1A05 2F 06 30303030 A8B7B5BD4A67D640')
export const readTdk6 = framed('1A05 2F 21 01 01 06 0008 0000000000000000 0008 0000000000000000 02')

/** Result code (offset 9) of an answer that holds nothing else. */
export async function code(k21: SimulatedK21, inner: string): Promise<string> {
  const answer = await k21.ask(framed(inner), 13)
  if (!/^020008.{8}3030..../.test(answer)) throw new Error(`not an answer with a result code alone: ${answer}`)
  return Buffer.from(answer.slice(18, 22), 'hex').toString()
}
