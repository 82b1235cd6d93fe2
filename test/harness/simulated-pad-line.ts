// A simulated UIC / IPP pad on a line without a pseudo-terminal, on a virtual clock.
import { readBehaviours } from '../../electron/devices/simulator-behaviours.js'
import { simulatedLine } from '../../electron/devices/simulator-line.js'
import { randomBytes } from '../../electron/devices/simulator-random.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import { VirtualClock } from '../wire/virtual-clock.js'
import { bytesOf } from './simulated-pad.js'

/** A pad on a line of 10,000 bits per second, one byte a millisecond; what leaves it, as `[when its first byte left, bytes]`. */
export function padOnLine(behave: string[], baud = 10_000) {
  const clock = new VirtualClock()
  const family = simulatorOf('uic-ipp')
  const behaves = readBehaviours('uic-ipp', family.behaviours, behave)
  const random = randomBytes(1)
  const terminal = family.make({ serial: 'SN1', behaves, random })
  const line = simulatedLine({ terminal, behaves, baud, clock, random, pull: () => line.detach() })
  let left: { from: number; to: number; hex: string }[] = []
  const end = {
    write: (bytes: Uint8Array) => {
      const hex = Buffer.from(bytes).toString('hex').toUpperCase()
      const last = left.at(-1)
      if (last && clock.now() - last.to <= 1) Object.assign(last, { to: clock.now(), hex: last.hex + hex })
      else left.push({ from: clock.now(), to: clock.now(), hex })
    },
    pause: () => {},
    resume: () => {},
  }
  line.attach(end)
  const said = () => left.map(({ from, hex }) => [from, hex])
  /** What the pad says within `ms` of hearing this. */
  const hears = async (hex: string, ms = 200) => {
    left = []
    line.hear(bytesOf(hex))
    await clock.advance(ms)
    return left.map((one) => one.hex).join('')
  }
  return { clock, line, end, said, hears, slots: () => terminal.slots(), close: () => terminal.dispose() }
}
