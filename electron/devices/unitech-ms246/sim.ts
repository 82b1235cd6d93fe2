// The simulated Unitech MS246 card reader, from the protocol page: one key, its check value in the load's answer.
// "The page" in these files: the rules read from the MS246 manual 80096504-001 Rev C. INFERRED: not stated there.
import { Fault } from '../../contract/fault.js'
import { KeyStore } from '../simulator-keys.js'
import type { SimulatedFamily, SimulatedRequest, SimulatedTerminal, TerminalOptions } from '../simulator-terminal.js'
import { answerOf, loadsKey, type Ms246 } from './sim-commands.js'
import { ACK, encodeFrame, frameFinder, type Ms246Command, NAK } from './sim-frame.js'
import { behaviours } from './sim-settings.js'

const SERIAL = /^[\x21-\x7e]{1,32}$/
const DONE = 0x00
const INNER_FLAW = 0x01
const encoder = new TextEncoder()

export const unitechMs246Simulator: SimulatedFamily = {
  driver: 'unitech-ms246',
  // INFERRED: the page states no rate.
  baud: 9_600,
  serial: 'MS246SIM0001',
  behaviours,
  make,
}

function make({ serial, behaves }: TerminalOptions): SimulatedTerminal {
  // No command of the page tells it.
  if (!SERIAL.test(serial)) {
    throw new Fault('devices/bad-setting', {
      driver: unitechMs246Simulator.driver,
      setting: 'serial',
      problem: 'it does not fit the device',
      expected: '1 to 32 ASCII characters without spaces; no command of the device tells it',
    })
  }
  const reader: Ms246 = { keys: new KeyStore(), behaves, ksn: null }
  const finder = frameFinder()
  const request = requests(reader)
  return {
    hear: (byte, at) => {
      const heard = finder.hear(byte, at)
      if (!heard) return []
      return [heard.kind === 'command' ? request(heard.command) : notAcknowledged]
    },
    chatter: encoder.encode('\r\nMS246 boot 1.0\r\nself test ok\r\n'),
    leftover: Uint8Array.of(...encodeFrame(DONE, new Uint8Array()).subarray(-6), ACK, ...loaded),
    // An answer that is NAK alone has no checksum.
    spoil: (answer) => (answer.length < 2 ? answer : Uint8Array.of(...answer.subarray(0, -1), answer.at(-1)! ^ 0x7f)),
    restart: () => finder.reset(),
    slots: () => reader.keys.slots(),
    dispose: () => reader.keys.clear(),
  }
}
/** A load answered with success and check value zero. */
const loaded = encodeFrame(DONE, encoder.encode('000000'))

/** A frame whose checksum is wrong, or that is refused unseen. */
const notAcknowledged: SimulatedRequest = { loads: false, answer: () => Uint8Array.of(NAK) }

/** What the reader does on each command. "Reply prefixed by ACK / NAK": both leave together, when the command is carried out. */
function requests(reader: Ms246): (command: Ms246Command) => SimulatedRequest {
  const { behaves } = reader
  const once = new Set<string>()
  const firstTime = (name: string): boolean => behaves.has(name) && !once.has(name) && once.add(name) !== undefined

  const carryOut = (command: Ms246Command, loads: boolean): Uint8Array => {
    if (loads && behaves.has('refuse')) return refusal(behaves.arg('refuse'))
    const data = answerOf(reader, command)
    if (!data) return refusal(behaves.arg('error-status'))
    return prefixed(loads, encodeFrame(DONE, data, loads && firstTime('bad-inner-once') ? INNER_FLAW : 0))
  }
  const prefixed = (loads: boolean, frame: Uint8Array): Uint8Array =>
    loads && firstTime('no-ack-once') ? frame : Uint8Array.of(ACK, ...frame)
  const refusal = (status: string): Uint8Array => {
    const manner = behaves.arg('refusals')
    if (manner === 'nak') return Uint8Array.of(NAK)
    const frame = encodeFrame(Number.parseInt(status, 16), new Uint8Array())
    return Uint8Array.of(manner === 'ack-answer' ? ACK : NAK, ...frame)
  }
  return (command) => {
    const loads = loadsKey(reader, command)
    if (loads && firstTime('nak-once')) {
      command.data.fill(0)
      return notAcknowledged
    }
    return {
      loads,
      answer: () => {
        const answer = carryOut(command, loads)
        command.data.fill(0)
        return answer
      },
    }
  }
}
