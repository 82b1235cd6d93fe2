// The simulated Newland P180-style PIN pad, from the protocol page: ACK before the answer, check values over the keys it really holds.
// "The page" in these files: the rules read from GitHub DavAlex95/NewLandP180 @c461ce0, module/libsecurity/src/pinpad.c.
// INFERRED: not stated there.
import { Fault } from '../../contract/fault.js'
import { KeptAnswer } from '../simulator-kept.js'
import { KeyStore } from '../simulator-keys.js'
import type { SimulatedFamily, SimulatedRequest, SimulatedTerminal, TerminalOptions } from '../simulator-terminal.js'
import { type Answer, commands } from './sim-commands.js'
import { ACK, encodeFrame, frameFinder, NAK, type P180Frame, type P180Heard, replyTo } from './sim-frame.js'
import { installKek, type P180 } from './sim-keys.js'
import { behaviours } from './sim-settings.js'

const SERIAL = /^[\x21-\x7e]{1,32}$/
const encoder = new TextEncoder()

export const newlandP180Simulator: SimulatedFamily = {
  driver: 'newland-p180',
  baud: 115_200,
  serial: 'P180SIM00001',
  behaviours,
  make,
}

function make({ serial, behaves }: TerminalOptions): SimulatedTerminal {
  if (!SERIAL.test(serial)) {
    throw new Fault('devices/bad-setting', {
      driver: newlandP180Simulator.driver,
      setting: 'serial',
      problem: 'it does not fit the device',
      expected: '1 to 32 ASCII characters without spaces',
    })
  }
  const ksn = behaves.has('ksn') ? Uint8Array.from(Buffer.from(behaves.arg('ksn'), 'hex')) : null
  const p180: P180 = { serial, keys: new KeyStore(), sentKcv: new WeakMap(), behaves, ksn }
  if (!behaves.has('tampered') && !behaves.has('no-kek')) installKek(p180)
  const finder = frameFinder()
  const kept = new KeptAnswer(behaves.arg('ack-wait'))
  const reactions = conversation(p180, kept)
  return {
    hear: (byte, at) => finder.hear(byte, at).flatMap(reactions),
    chatter: encoder.encode('\r\nP180 boot 1.0\r\nself test ok\r\n'),
    leftover,
    // An answer that is NAK alone has no checksum.
    spoil: (frame) => (frame.length < 2 ? frame : Uint8Array.of(...frame.subarray(0, -1), frame.at(-1)! ^ 0xff)),
    restart: () => {
      finder.reset()
      kept.forget()
    },
    slots: () => p180.keys.slots(),
    dispose: () => p180.keys.clear(),
  }
}

/** The end of a read-back's answer, then a load answered with success. */
const leftover = Uint8Array.of(
  ...encodeFrame(replyTo('52'), Uint8Array.of(3, 0, 0, 0)).subarray(-6),
  ...encodeFrame(replyTo('50'), encoder.encode('00')),
)

/** What the pad does on each thing it hears. */
function conversation(p180: P180, kept: KeptAnswer): (heard: P180Heard) => readonly SimulatedRequest[] {
  let refusedOnce = false
  let ackOmitted = false

  const command = (frame: P180Frame): SimulatedRequest => {
    const loads = commands.get(frame.command)?.loads === true
    if (loads && p180.behaves.has('nak-once') && !refusedOnce) {
      refusedOnce = true
      frame.params.fill(0)
      return notAcknowledged
    }
    // The station goes on: what it has not acknowledged it does not want any more.
    kept.forget()
    const omits = loads && p180.behaves.has('no-ack-once') && !ackOmitted
    ackOmitted ||= omits
    const ack = omits ? new Uint8Array() : Uint8Array.of(ACK)
    const announces = p180.behaves.arg('refusals') === 'code'
    return {
      loads,
      ...(announces ? { acknowledge: ack } : {}),
      answer: () => {
        const answer = carryOut(p180, frame)
        // Where NAK refuses, what stands before an answer is known only now.
        if (answer === 'refused' && !announces) return Uint8Array.of(NAK)
        const bytes = kept.keep(framed(p180, frame.command, answer), loads)
        return announces ? bytes : Uint8Array.of(...ack, ...bytes)
      },
      ...kept.repetition(),
    }
  }
  return (heard) => {
    if (heard.kind === 'frame') return [command(heard.frame)]
    if (heard.kind === 'broken') return [notAcknowledged]
    if (heard.kind === 'nak') return kept.again()
    kept.forget()
    return []
  }
}

/** A frame whose checksum is wrong, or that is refused unseen. */
const notAcknowledged: SimulatedRequest = { loads: false, answer: () => Uint8Array.of(NAK) }

function carryOut(p180: P180, { command, params }: P180Frame): Answer {
  const row = commands.get(command)
  const refuses = row?.needsKeys && p180.behaves.has('tampered')
  const answer = !row || refuses ? 'refused' : (unseen(p180, row.loads) ?? row.answer(p180, params))
  params.fill(0)
  return answer
}
/** With `refuse` a load's own code stands where 00 does, ACK before it as ever. */
const unseen = ({ behaves }: P180, loads: true | undefined): Answer | null =>
  loads && behaves.has('refuse') ? encoder.encode(behaves.arg('refuse')) : null

function framed({ behaves }: P180, command: string, answer: Answer): Uint8Array {
  if (answer === 'ack') return new Uint8Array()
  return encodeFrame(replyTo(command), answer === 'refused' ? encoder.encode(behaves.arg('error-code')) : answer)
}
