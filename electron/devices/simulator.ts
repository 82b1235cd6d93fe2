// A simulated terminal on a pseudo-terminal of its own: plugged in, pulled out, plugged in again. Lab and training only.
import { createRequire } from 'node:module'
import { ReadStream } from 'node:tty'
import type * as Native from '../../native/index.js'
import { Fault } from '../contract/fault.js'
import type { Clock } from './driver.js'
import { readBehaviours } from './simulator-behaviours.js'
import { type LineEnd, simulatedLine } from './simulator-line.js'
import { realClock } from './simulator-pace.js'
import { randomBytes } from './simulator-random.js'
import type { SimulatedFamily, SimulatedSlot } from './simulator-terminal.js'

// The addon's pty half; its secret half has its own door in keys/vault.ts.
const native = createRequire(import.meta.url)('../../../native/build/Release/kcv_native.node') as Pick<
  typeof Native,
  'openPty' | 'closePtyEnd' | 'writePty' | 'ptyRate'
>

export interface SimulatorOptions {
  /** Bits per second; the family's own rate where absent. */
  readonly baud?: number | undefined
  readonly serial?: string | undefined
  /** `name` or `name=argument`: see lineBehaviours, keyBehaviours and the family's own. */
  readonly behave?: readonly string[] | undefined
  /** For the noise and the device's random numbers; the same seed gives the same ones. */
  readonly seed?: number | undefined
  readonly clock?: Clock | undefined
  /** Told of every chunk that passes, as it is read or written: for those who measure. */
  readonly passing?: ((way: 'in' | 'out', bytes: number) => void) | undefined
  /** What it is plugged in by; a pseudo-terminal where absent. */
  readonly cable?: OpenCable | undefined
}

/** A cable that is plugged in at the terminal's end and, at the other, may be opened by a station. */
export interface Cable {
  /** Where a station opens it. */
  readonly path: string
  readonly end: LineEnd
  /** Hangs up at once; resolves when the descriptors are gone. */
  close(): Promise<void>
}
/**
 * @param heard told what the station says; it wipes the bytes
 * @param broken told that the cable is out without having been closed
 * @throws devices/simulator-failed
 */
export type OpenCable = (heard: (chunk: Uint8Array) => void, broken: () => void) => Cable

export interface RunningSimulator {
  /** Where a station opens it; while the cable is out, where it last was. */
  readonly path: string
  /** What its key store holds; check values, never keys. */
  slots(): readonly SimulatedSlot[]
  /** Told the new path after every plugging-in from now on, and null when the cable comes out. Answers how to stop listening. */
  onPath(heard: (path: string | null) => void): () => void
  /** Pulls the cable: the line hangs up. It stays out until `replug`. */
  unplug(): void
  /** Plugs the cable in again, on a new one; keys are kept. Nothing where it is in. @throws devices/simulator-failed */
  replug(): void
  /** Ends it and wipes its keys. */
  stop(): Promise<void>
}

const FASTEST_BAUD = 4_000_000
const SLOWEST_BAUD = 50
const LEAST_RETRY_MS = 100

/** @throws devices/bad-setting for an unknown behaviour, baud or serial number; devices/simulator-failed where no pty can be had */
export async function startSimulator(
  family: SimulatedFamily,
  options: SimulatorOptions = {},
): Promise<RunningSimulator> {
  const { baud = family.baud, serial = family.serial, seed = 1, clock = realClock } = options
  const { cable: open = openCable, passing } = options
  if (!Number.isInteger(baud) || baud < SLOWEST_BAUD || baud > FASTEST_BAUD) {
    const expected = `${SLOWEST_BAUD} to ${FASTEST_BAUD}`
    throw new Fault('devices/bad-setting', {
      driver: family.driver,
      setting: 'baud',
      problem: 'out of range',
      expected,
    })
  }
  const behaves = readBehaviours(family.driver, family.behaviours, options.behave ?? [])
  const random = randomBytes(seed)
  const terminal = family.make({ serial, behaves, random })
  const line = simulatedLine({ terminal, behaves, baud, clock, random, pull: () => pullAndReplug() })
  const listeners = new Set<(path: string | null) => void>()
  let cable: Cable | undefined
  let path = ''
  let cancelReplug = () => {}
  let stopped = false

  const plug = (): void => {
    if (cable || stopped) return
    cancelReplug()
    cable = open(
      (chunk) => {
        passing?.('in', chunk.length)
        line.hear(chunk)
      },
      () => unplug(),
    )
    path = cable.path
    const { end } = cable
    line.attach(passing ? { ...end, write: (bytes) => tell(end, bytes) } : end)
    for (const heard of [...listeners]) heard(path)
  }
  const tell = (end: LineEnd, bytes: Uint8Array): void => {
    end.write(bytes)
    passing?.('out', bytes.length)
  }
  const unplug = (): Promise<void> => {
    cancelReplug()
    const closing = cable?.close()
    if (!closing) return Promise.resolve()
    cable = undefined
    line.detach()
    for (const heard of [...listeners]) heard(null)
    return closing
  }
  const pullAndReplug = (): void => {
    void unplug()
    const wait = behaves.arg('replug')
    if (wait !== 'never') plugAfter(Number(wait))
  }
  const plugAfter = (ms: number): void => {
    cancelReplug = clock.after(ms, () => {
      try {
        plug()
      } catch {
        // No pseudo-terminal to be had just now: the cable stays out a little longer.
        plugAfter(Math.max(ms, LEAST_RETRY_MS))
      }
    })
  }

  try {
    plug()
  } catch (fault) {
    terminal.dispose()
    throw fault
  }
  return {
    get path() {
      return path
    },
    slots: () => terminal.slots(),
    onPath: (heard) => {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    unplug: () => void unplug(),
    replug: plug,
    stop: async () => {
      stopped = true
      const closing = unplug()
      terminal.dispose()
      await closing
    },
  }
}

const openCable: OpenCable = (heard, broken) => {
  const { master, slave, path } = openPty()
  const stream = new ReadStream(master)
  neverBlock(stream)
  const closed = new Promise<void>((resolve) => stream.once('close', resolve))
  stream.on('data', heard)
  stream.on('error', broken)
  return {
    path,
    end: {
      write: (bytes) => writeWhatFits(master, bytes, broken),
      pause: () => void stream.pause(),
      resume: () => void stream.resume(),
      rate: () => native.ptyRate(master) || null,
    },
    close: () => {
      stream.destroy()
      native.closePtyEnd(slave)
      return closed
    },
  }
}

/** libuv leaves a master blocking, and a write that nobody reads would then stop this whole process, the station in it too. */
function neverBlock(stream: ReadStream): void {
  const { _handle } = stream as unknown as { _handle: { setBlocking(on: boolean): number } }
  _handle.setBlocking(false)
}
/** Not through the stream, which on a master waits for room. What finds none is lost, as on a line without a listener. */
function writeWhatFits(master: number, bytes: Uint8Array, broken: () => void): void {
  try {
    native.writePty(master, bytes)
  } catch {
    broken()
  }
}

function openPty(): Native.NativePty {
  try {
    return native.openPty()
  } catch (error) {
    const { code } = error as { code?: string }
    throw new Fault('devices/simulator-failed', { because: code ?? 'no pseudo-terminal' }, { cause: error })
  }
}
