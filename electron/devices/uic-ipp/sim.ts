// The simulated UIC PP791 / VeriFone IPP, from the protocol page: echo, then commit; presence is all it tells of a key.
// "The page" in these files: the rules read from UIC's PM0103-U Rev 06 and VeriFone's MX800 guide. INFERRED: not stated there.
import { Fault } from '../../contract/fault.js'
import { checkValueOf, KeyStore } from '../simulator-keys.js'
import type { SimulatedFamily, SimulatedRequest, SimulatedTerminal, TerminalOptions } from '../simulator-terminal.js'
import { behaviours } from './sim-behaviours.js'
import { type Circumstances, messageOf, type PadMessage } from './sim-commands.js'
import { Exchange, eot, nothing } from './sim-exchange.js'
import { ACK, EOT, encodeFrame, frameFinder, NAK, type PadFrame, type PadHeard } from './sim-frame.js'
import type { Pad } from './sim-keys.js'
import { InjectMode } from './sim-mode.js'

const SERIAL = /^[0-9A-Za-z]{1,12}$/
const MOST_NAKS = 3
const encoder = new TextEncoder()

export const uicIppSimulator: SimulatedFamily = {
  driver: 'uic-ipp',
  // INFERRED: the factory rate of the PINpad 101 and 1000; the page has none for the PP791.
  baud: 1_200,
  serial: 'PP791SIM0001',
  behaviours,
  make,
}

function make({ serial, behaves }: TerminalOptions): SimulatedTerminal {
  if (!SERIAL.test(serial)) {
    throw new Fault('devices/bad-setting', {
      driver: uicIppSimulator.driver,
      setting: 'serial',
      problem: 'it does not fit the device',
      expected: '1 to 12 letters and digits',
    })
  }
  const inject = new InjectMode(behaves.arg('operator'))
  const keys = new KeyStore()
  const pad: Pad = { serial, keys, attributes: new WeakMap(), inject, behaves, selected: 0, loads: 0, wipedIn: 0 }
  const finder = frameFinder()
  const exchange = new Exchange(behaves)
  const react = conversation(pad, exchange)
  return {
    hear: (byte, at) => {
      const heard = finder.hear(byte, at)
      return heard ? react(heard, at) : []
    },
    chatter: encoder.encode('\r\nPP791 boot 1.0\r\nself test ok\r\n'),
    leftover,
    spoil: (frame) => Uint8Array.of(...frame.subarray(0, -1), frame.at(-1)! ^ 0x7f),
    ...(behaves.has('strict-rate') ? { atWrongRate: 'garbage' as const } : {}),
    restart: (at) => {
      finder.reset()
      exchange.end()
      pad.inject.restart(at)
    },
    slots: () => keys.list().map((key) => ({ ...placeOf(pad, key), kcv: toHex(checkValueOf(key.secret)) })),
    dispose: () => {
      exchange.end()
      keys.clear()
    },
  }
}

/** The end of an answer to 04, then "loaded" and the EOT behind it. */
const loaded = encodeFrame('admin', '04', 'F')
const leftover = Uint8Array.of(...loaded.subarray(-3), ...loaded, EOT)

/** What the pad does on each thing it hears. */
function conversation(pad: Pad, exchange: Exchange): (heard: PadHeard, at: number) => readonly SimulatedRequest[] {
  let naks = 0
  let refusedOnce = false

  const broken = (): SimulatedRequest => {
    naks = naks < MOST_NAKS ? naks + 1 : 0
    if (naks > 0) return notAcknowledged
    exchange.abandon()
    return ended
  }
  const refusedUnseen = (message: PadMessage | undefined): boolean => {
    const refuses = message?.load !== undefined && pad.behaves.has('nak-once') && !refusedOnce
    refusedOnce ||= refuses
    return refuses
  }
  const taken = (frame: PadFrame, at: number): readonly SimulatedRequest[] => {
    naks = 0
    exchange.abandon()
    const message = messageOf(pad, frame)
    if (refusedUnseen(message)) {
      frame.data.fill(0)
      return [notAcknowledged]
    }
    if (!message?.keepsMode) pad.inject.end(at)
    if (!message) return pad.behaves.arg('unknown') === 'ack' ? [acknowledgedOnly] : []
    const circumstances = { at, authenticated: pad.inject.isOn(at) }
    if ((message.needsMode && !circumstances.authenticated) || !message.fits(frame.data)) {
      frame.data.fill(0)
      return [ended]
    }
    return [request(pad, exchange, { frame, message, circumstances })]
  }
  return (heard, at) => {
    if (heard.is === 'frame') return taken(heard.frame, at)
    if (heard.is === 'broken') return [broken()]
    if (heard.is === 'ack') return exchange.acknowledged(at)
    if (heard.is === 'nak') return exchange.refused()
    exchange.abandon()
    return []
  }
}

const notAcknowledged: SimulatedRequest = { loads: false, answer: () => Uint8Array.of(NAK) }
const ended: SimulatedRequest = { loads: false, answer: eot }
/** "Ignored"; that it has its ACK all the same is INFERRED. */
const acknowledgedOnly: SimulatedRequest = { loads: false, acknowledge: Uint8Array.of(ACK), answer: nothing }

interface Taken {
  readonly frame: PadFrame
  readonly message: PadMessage
  readonly circumstances: Circumstances
}
function request(pad: Pad, exchange: Exchange, { frame, message, circumstances }: Taken): SimulatedRequest {
  return {
    loads: message.load === 'direct',
    ...(message.load === 'echoed' ? { announcesLoad: true } : {}),
    acknowledge: Uint8Array.of(ACK),
    ...exchange.answering(() => {
      const answer = message.answer(pad, frame.data, circumstances)
      frame.data.fill(0)
      return answer
    }),
  }
}

/** A key for PINs among the master keys is shown as one. */
const placeOf = ({ attributes }: Pad, { usage, slot, secret }: ReturnType<KeyStore['list']>[number]) => ({
  usage: usage === 'TMK' && attributes.get(secret)?.usage === 'P0' ? ('TPK' as const) : usage,
  slot,
})
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()
