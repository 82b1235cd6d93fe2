// Opens a real serial port and gives a line over it.
import { SerialPort } from 'serialport'
import { Fault } from '../contract/fault.js'
import { readNow } from './direct.js'
import { openFault } from './open-fault.js'
import { type SerialHands, SerialLine } from './serial-line.js'
import { TimeUp, within } from './within.js'

export type { SerialHands, SerialLine }

export interface SerialSettings {
  readonly baud: number
  readonly dataBits: 7 | 8
  readonly parity: 'none' | 'even' | 'odd'
  readonly stopBits: 1 | 2
}

const OPEN_MS = 5_000
/** What a terminal had on its way when the port was opened comes within this time. */
const SETTLE_MS = 50

/**
 * @returns the line once it has settled; what came until then is counted as stale and thrown away. (serialport's open
 *   itself empties the kernel's buffers: those bytes nobody can count.)
 * @throws wire/no-port, wire/busy, wire/no-permission, wire/open-failed
 */
export async function openSerial(path: string, settings: SerialSettings, hands: SerialHands): Promise<SerialLine> {
  const { baud, dataBits, parity, stopBits } = settings
  // `lock` is flock, which only programs that ask for it respect. TIOCEXCL would keep the others out too, but JavaScript
  // has no ioctl; a port that another program holds by TIOCEXCL answers EBUSY and is reported as busy all the same.
  // Modem lines stay as the kernel's open leaves them (DTR and RTS up); `set` and `get` fail with ENOTTY on a pty.
  const port = new SerialPort({ path, baudRate: baud, dataBits, parity, stopBits, lock: true, autoOpen: false })
  // An `error` event without a listener would end the process.
  port.on('error', () => {})
  const opened = new Promise<void>((done, fail) => port.open((error) => (error ? fail(error) : done())))
  try {
    await within(OPEN_MS, opened)
  } catch (error) {
    // Should it open after all, nobody would ever close it.
    if (error instanceof TimeUp) opened.then(() => port.close()).catch(() => {})
    throw openFault(path, error)
  }
  readNow(port)
  const line = new SerialLine(port, { port: path, baud }, hands)
  await new Promise((settled) => setTimeout(settled, SETTLE_MS))
  line.settled()
  if (line.gone !== null) throw new Fault('wire/gone', { port: path })
  return line
}
