// The same conversation over a real serial line: a pseudo-terminal, the real port, real time, and the fault in between.
import { createRequire } from 'node:module'
import { ReadStream } from 'node:tty'
import type { DeviceSession } from '../../../electron/devices/driver.js'
import { simulatedLine } from '../../../electron/devices/simulator-line.js'
import { runPort } from '../../../electron/injection/port.js'
import { sendSecret } from '../../../electron/keys/vault.js'
import { figuresOf } from '../../../electron/wire/line.js'
import { openSerial } from '../../../electron/wire/serial.js'
import type * as Native from '../../../native/index.js'
import type { LineClock, Tap, Way } from './cable.js'
import { BAUD } from './plugged.js'
import type { Loading, Stage } from './stage.js'

const native = createRequire(import.meta.url)('../../../../native/build/Release/kcv_native.node') as typeof Native

/** Later than any time that passed in memory while the transport keys went in. */
const AHEAD_MS = 1e9
const clock: LineClock = {
  now: () => AHEAD_MS + performance.now(),
  after: (ms, then) => {
    const timer = setTimeout(then, Math.ceil(ms))
    return () => clearTimeout(timer)
  },
  stall: () => {
    throw new TypeError('real time cannot be stopped')
  },
}

export const overPty =
  ({ scene, terminal, behaves, random, settings, ciphers }: Stage): Loading =>
  async (job, context, taps = {}) => {
    const { driver } = scene.family
    const { master, slave, path } = native.openPty()
    const stream = new ReadStream(master)
    // libuv leaves a master blocking: a write that nobody reads would stop the process.
    ;(stream as unknown as { _handle: { setBlocking(on: boolean): number } })._handle.setBlocking(false)
    const closed = new Promise<void>((done) => stream.once('close', done))
    const bytes = { out: 0, in: 0 }
    let plugged = true
    const pull = (): void => {
      if (!plugged) return
      plugged = false
      line.detach()
      stream.destroy()
      native.closePtyEnd(slave)
    }
    const toStation = (chunk: Uint8Array): void => {
      if (!plugged) return
      try {
        native.writePty(master, chunk)
      } catch {
        pull()
      }
    }
    const toTerminal = (chunk: Uint8Array): void => {
      if (plugged) line.hear(Uint8Array.from(chunk))
    }
    const passed = (tap: Tap | undefined, way: Way) => (chunk: Uint8Array) => (tap ? tap(chunk, way) : way.pass(chunk))
    const outward = passed(taps.out, { pass: toTerminal, back: toStation, clock, pull })
    const inward = passed(taps.in, { pass: toStation, back: toTerminal, clock, pull })
    const line = simulatedLine({ terminal, behaves, baud: BAUD, clock, random, pull })
    line.attach({
      write: (chunk) => {
        bytes.in += chunk.length
        inward(Uint8Array.from(chunk))
      },
      pause: () => void stream.pause(),
      resume: () => void stream.resume(),
    })
    stream.on('data', (chunk: Buffer) => {
      bytes.out += chunk.length
      outward(Uint8Array.from(chunk))
    })
    stream.on('error', pull)

    const { log } = scene
    const shape = driver.lineBy?.(settings) ?? driver.line
    const serial = await openSerial(path, { ...shape, baud: BAUD }, { sendSecret, spend: log.log.spend })
    const session: DeviceSession = driver.open(serial, settings, clock, ciphers)
    const began = clock.now()
    try {
      const port = { path, real: false, driver, settings, session, quality: () => figuresOf(serial.quality) }
      const ends = await runPort(
        { ...context, clock, log: { ...log.forAttempts, qualified: context.log.qualified } },
        port,
        job,
      )
      return { ends, told: null, ms: clock.now() - began, bytes, longestWait: 0 }
    } finally {
      await session.close()
      pull()
      await closed
    }
  }
