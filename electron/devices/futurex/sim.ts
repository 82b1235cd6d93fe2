// The simulated receiver of Futurex-style serial injection, from the protocol page: the host's KCV is checked, and computed or echoed.
// "The page" in these files: the rules read from GitHub DiegoHDLCV/android_injector @1410ed2, which cites the vendor's manual
// v3.8.3 (FX), and from an independent client in Python (FXPY). INFERRED: not stated there.
import { Fault } from '../../contract/fault.js'
import { KeyStore } from '../simulator-keys.js'
import type { SimulatedFamily, SimulatedRequest, SimulatedTerminal, TerminalOptions } from '../simulator-terminal.js'
import { behaviours } from './sim-behaviours.js'
import { type Code, code } from './sim-codes.js'
import { type Command, commandOf } from './sim-commands.js'
import { encodeFrame, frameFinder, type Heard } from './sim-frame.js'
import { checkValueOf, cipherOf, type Receiver } from './sim-keys.js'

const SERIAL = /^[\x21-\x7e]{1,16}$/
const SERIAL_LENGTH = 16
const LOAD = '02'
const POLL = '0100|POLL'
const POLL_ANSWER = '0110|ACK'
const POLL_MS = 2_000
const encoder = new TextEncoder()

export const futurexSimulator: SimulatedFamily = {
  driver: 'futurex',
  baud: 115_200,
  serial: 'FXSIM00000000001',
  behaviours,
  make,
}

function make({ serial, behaves }: TerminalOptions): SimulatedTerminal {
  if (!SERIAL.test(serial)) {
    throw new Fault('devices/bad-setting', {
      driver: futurexSimulator.driver,
      setting: 'serial',
      problem: 'it does not fit the device',
      expected: '1 to 16 ASCII characters without spaces',
    })
  }
  const padded = behaves.arg('padding') === 'zeros' ? serial.padStart(SERIAL_LENGTH, '0') : serial.padEnd(SERIAL_LENGTH)
  const keys = new KeyStore()
  const receiver: Receiver = {
    serial: padded,
    keys,
    ciphers: new WeakMap(),
    behaves,
    busy: Number(behaves.arg('busy')),
  }
  const finder = frameFinder()
  let modeFrom = Infinity
  const react = conversation(receiver, (at) => at >= modeFrom)
  return {
    hear: (byte, at) => {
      const heard = finder.hear(byte, at)
      return heard ? react(heard, at) : []
    },
    chatter: encoder.encode('\r\nFX boot 1.0\r\nself test ok\r\n'),
    leftover,
    spoil: (frame) => Uint8Array.of(...frame.subarray(0, -1), frame.at(-1)! ^ 0x7f),
    restart: (at) => {
      finder.reset()
      modeFrom = at + operatorComes(behaves.arg('operator'))
    },
    slots: () =>
      keys.list().map(({ usage, slot, secret }) => {
        const cipher = cipherOf(receiver, secret)
        const kcv = toHex(checkValueOf(behaves, secret, cipher))
        return { usage, slot, ...(cipher === 'aes' ? { algorithm: cipher } : {}), kcv }
      }),
    dispose: () => keys.clear(),
  }
}

/** After plugging in, in milliseconds. */
const operatorComes = (operator: string): number => ({ ready: 0, absent: Infinity })[operator] ?? Number(operator)

/** The end of an answer to 03, then a load of somebody else's key answered with success. */
const leftover = Uint8Array.of(
  ...encodeFrame('03000000000000000000').subarray(-6),
  ...encodeFrame(`${LOAD}${code.ok}D2B9`),
)

/** What the receiver does on each frame. */
function conversation(receiver: Receiver, inMode: (at: number) => boolean) {
  const { behaves } = receiver
  const poll = encodeFrame(POLL)
  const asksWhenIdle =
    behaves.arg('poll') === 'asks' ? { repetition: { afterMs: POLL_MS, next: () => poll } } : undefined
  let refusedOnce = false

  const misread = (loads: boolean): boolean => {
    const misses = loads && behaves.has('nak-once') && !refusedOnce
    refusedOnce ||= misses
    return misses
  }
  /** What keeps a command from being carried out, whatever is in it. INFERRED: in this order. */
  const obstacle = (command: Command, at: number): Code | null => {
    if (misread(command.loads === true)) return code.lrc
    // INFERRED: a tampered receiver still says who it is.
    if (command.changes && behaves.has('tampered')) return code.tamper
    if (receiver.busy > 0) {
      receiver.busy--
      return code.busy
    }
    return command.changes && !inMode(at) ? code.notInMode : null
  }
  const carryOut = (id: string, command: Command, payload: Uint8Array, at: number): SimulatedRequest => ({
    loads: command.loads ?? false,
    answer: () => {
      const because = obstacle(command, at)
      const data = payload.subarray(id.length)
      const answer = because === null ? command.answer(receiver, data) : command.refusal(receiver, because)
      payload.fill(0)
      return encodeFrame(id + answer)
    },
    ...asksWhenIdle,
  })
  const said = (payload: string): SimulatedRequest => ({
    loads: false,
    answer: () => encodeFrame(payload),
    ...asksWhenIdle,
  })
  return ({ is, payload }: Heard, at: number): readonly SimulatedRequest[] => {
    const id = idOf(payload)
    const command = commandOf(id)
    if (is === 'broken') {
      payload.fill(0)
      // INFERRED: a command that cannot be known is answered as a load.
      const known = command ? id : LOAD
      const refusal = known + commandOf(known)!.refusal(receiver, code.lrc)
      return behaves.arg('bad-check') === 'answered' ? [said(refusal)] : []
    }
    if (isText(payload, POLL_ANSWER) && behaves.arg('poll') === 'asks') return []
    if (isText(payload, POLL) && behaves.arg('poll') === 'answers') return [said(POLL_ANSWER)]
    if (command) return [carryOut(id, command, payload, at)]
    payload.fill(0)
    return [said((/^[\x20-\x7e]{2}$/.test(id) ? id : '00') + code.command)]
  }
}

const idOf = (payload: Uint8Array): string => String.fromCharCode(...payload.subarray(0, 2))
const isText = (bytes: Uint8Array, text: string): boolean =>
  bytes.length === text.length && bytes.every((byte, at) => byte === text.charCodeAt(at))
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()
