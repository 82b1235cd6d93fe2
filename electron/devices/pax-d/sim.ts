// The simulated PAX D180 / D200 / D800, from the protocol page: ACK before the answer, check values over the keys it really holds.
// "The page" in these files: the rules read from PAX's "mposapi", GitHub angeelgarr/android_Test_pos, DxxTest/src/com/pax
// (Proto, Cmd, PedManager, ST_KEY_INFO, ST_KCV_INFO, PedException). INFERRED: not stated there.
import { Fault } from '../../contract/fault.js'
import { keyBehaviours } from '../simulator-behaviours.js'
import { KeyStore } from '../simulator-keys.js'
import type { SimulatedFamily, SimulatedRequest, SimulatedTerminal, TerminalOptions } from '../simulator-terminal.js'
import { code, codeBytes } from './sim-codes.js'
import { answerOf, commandOf } from './sim-commands.js'
import { ACK, encodeFrame, frameFinder, type PaxFrame, type PaxHeard } from './sim-frame.js'
import type { PaxD } from './sim-keys.js'
import { notAcknowledged, ReplyKeeper } from './sim-reply.js'

const SERIAL = /^[\x21-\x7e]{1,32}$/
const encoder = new TextEncoder()

export const paxDSimulator: SimulatedFamily = {
  driver: 'pax-d',
  // INFERRED: the page states no rate.
  baud: 115_200,
  serial: '0820SIM00001',
  behaviours: {
    ...keyBehaviours,
    'wrong-kcv': { about: 'stores the key and reports another check value in read-backs; a load answers none' },
    'echo-kcv': { about: 'checks nothing, and a read-back answers the check value that the load was sent' },
    'nak-once': { about: 'answers the first load with NAK and does not carry it out' },
    refuse: {
      about: 'answers every load with this code and keeps nothing',
      takes: { like: /^-[1-9]\d{0,5}$/, expected: 'refuse=-301, -325, -332 or another negative code' },
    },
    'no-ack-once': { about: 'carries the first load out and answers it, and the ACK before the answer is lost' },
    'lost-ack': { about: "does not hear the first ACK to a load's answer, and says that answer again; see ack-wait" },
    'no-erase': { about: 'answers "erase all" with -323 and keeps its keys' },
    'ack-wait': {
      about: 'after how many milliseconds without ACK it says an answer again, three times at most',
      takes: { like: /^(\d{1,5}|never)$/, expected: 'ack-wait=MS or ack-wait=never', otherwise: '2000' },
    },
    resent: {
      about: 'a command that comes again before its answer was acknowledged: the answer again, or carried out again',
      takes: { like: /^(answer|again)$/, expected: 'resent=answer or resent=again', otherwise: 'answer' },
    },
    parity: {
      about: 'KCV mode 2: odd parity is made in the key, or a key without it is refused with -332',
      takes: { like: /^(forced|checked)$/, expected: 'parity=forced or parity=checked', otherwise: 'forced' },
    },
    'tik-check': {
      about: 'whether the check value sent with an initial key is checked, or only kept and read back',
      takes: { like: /^(on|off)$/, expected: 'tik-check=on or tik-check=off', otherwise: 'on' },
    },
    slots: {
      about: 'keys of each type, and DUKPT groups; the D180 has 20',
      takes: { like: /^(100|20)$/, expected: 'slots=100 or slots=20', otherwise: '100' },
    },
    sn: {
      about: 'the serial number in the answer to 34: its length and the text, as the version comes, or the text alone',
      takes: { like: /^(counted|text)$/, expected: 'sn=counted or sn=text', otherwise: 'counted' },
    },
  },
  make,
}

function make({ serial, behaves, random }: TerminalOptions): SimulatedTerminal {
  if (!SERIAL.test(serial)) {
    throw new Fault('devices/bad-setting', {
      driver: paxDSimulator.driver,
      setting: 'serial',
      problem: 'it does not fit the device',
      expected: '1 to 32 ASCII characters without spaces',
    })
  }
  const pax: PaxD = { serial, keys: new KeyStore(), sentKcv: new WeakMap(), behaves, random }
  const finder = frameFinder()
  const replies = new ReplyKeeper(behaves)
  const reactions = conversation(pax, replies)
  return {
    hear: (byte, at) => finder.hear(byte, at).flatMap(reactions),
    chatter: encoder.encode('\r\nPAX boot 1.0\r\nself test ok\r\n'),
    leftover,
    spoil: (frame) => Uint8Array.of(...frame.subarray(0, -1), frame.at(-1)! ^ 0xff),
    restart: () => {
      finder.reset()
      replies.forget()
    },
    slots: () => pax.keys.slots(),
    dispose: () => pax.keys.clear(),
  }
}

/** The end of a read-back's answer, then a load answered with success. */
const loaded = encodeFrame(0x90, 0x01, codeBytes(code.ok))
const leftover = Uint8Array.of(
  ...encodeFrame(0x90, 0x0b, Uint8Array.of(...codeBytes(code.ok), 0, 0, 0, 0)).subarray(-6),
  ...loaded,
)

/** What the terminal does on each thing it hears. */
function conversation(pax: PaxD, replies: ReplyKeeper): (heard: PaxHeard) => readonly SimulatedRequest[] {
  let refusedOnce = false
  let ackOmitted = false

  const command = (frame: PaxFrame): SimulatedRequest => {
    const loads = commandOf(frame.command, frame.sub)?.loads ?? false
    if (loads && pax.behaves.has('nak-once') && !refusedOnce) {
      refusedOnce = true
      frame.data.fill(0)
      return notAcknowledged
    }
    const omits = loads && pax.behaves.has('no-ack-once') && !ackOmitted
    ackOmitted ||= omits
    return {
      loads,
      ...(omits ? {} : { acknowledge: Uint8Array.of(ACK) }),
      answer: () => carryOut(pax, replies, frame, loads),
      ...replies.repetition(),
    }
  }
  return (heard) => {
    if (heard.kind === 'frame') return [command(heard.frame)]
    if (heard.kind === 'broken') return [notAcknowledged]
    if (heard.kind === 'nak') return replies.refused()
    replies.acknowledged()
    return []
  }
}

function carryOut(pax: PaxD, replies: ReplyKeeper, { command, sub, data }: PaxFrame, loads: boolean): Uint8Array {
  const digest = ReplyKeeper.digest(command, sub, data)
  const kept = replies.again(digest)
  const row = commandOf(command, sub)
  const payload = () => {
    if (!row) return codeBytes(code.unsupported)
    // INFERRED: the page has no code of its own for a tripped switch.
    if (row.needsKeys && pax.behaves.has('tampered')) return codeBytes(code.locked)
    return answerOf(row.answer(pax, data))
  }
  const reply = kept ?? encodeFrame(command, sub, payload())
  data.fill(0)
  if (!kept) replies.keep(reply, loads, digest)
  return reply
}
