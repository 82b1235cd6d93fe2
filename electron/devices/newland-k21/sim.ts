// The simulated Newland K21 / ME3x, from the protocol page: indexed keys, check values over the keys it really holds.
// "The page" in these files: the rules read from Newland's terminal test app, GitHub EchoGuo0827/testool_JDK, branch
// N850_OverSea @79f2441 (CalDataLrc, DataConstant, mpos/*). INFERRED: not stated there.
import { Fault } from '../../contract/fault.js'
import { keyBehaviours } from '../simulator-behaviours.js'
import { KeyStore } from '../simulator-keys.js'
import { showing } from '../simulator-shows.js'
import type { SimulatedFamily, SimulatedRequest, SimulatedTerminal, TerminalOptions } from '../simulator-terminal.js'
import { commands, generic, REFUSED } from './sim-commands.js'
import { encodeFrame, frameFinder, type K21Frame } from './sim-frame.js'
import { installDefaultTlk, type K21 } from './sim-keys.js'

const SERIAL = /^[\x21-\x7e]{1,12}$/
const encoder = new TextEncoder()

export const newlandK21Simulator: SimulatedFamily = {
  driver: 'newland-k21',
  baud: 115_200,
  serial: 'N850SIM00001',
  behaviours: {
    ...keyBehaviours,
    shows: showing,
    'nak-once': { about: 'refuses the first load; the K21 has no NAK, so by result code 02' },
    refuse: {
      about: 'answers every load with this result code and keeps nothing',
      takes: { like: /^(?!00)\d\d$/, expected: 'refuse=02, 41, 42, 43, 45, 47 or two other digits, not 00' },
    },
    'no-auto-tlk': {
      about: 'overseas firmware: the default TLK does not come back after "delete all" or "clear security"',
    },
    'kcv-bytes': {
      about: 'length of the check values it answers (not of the DUKPT one)',
      takes: { like: /^[4-8]$/, expected: 'kcv-bytes=4 to 8', otherwise: '8' },
    },
    cv: {
      about: 'whether the DUKPT check value in the answer is its own or the one it was sent',
      takes: { like: /^(computed|echo)$/, expected: 'cv=computed or cv=echo', otherwise: 'computed' },
    },
    'tmk-readback': {
      about: "whether a TMK's check value can be read back, as key type 00",
      takes: { like: /^(on|off)$/, expected: 'tmk-readback=on or tmk-readback=off', otherwise: 'off' },
    },
  },
  make,
}

function make({ serial, behaves, random }: TerminalOptions): SimulatedTerminal {
  if (!SERIAL.test(serial)) {
    throw new Fault('devices/bad-setting', {
      driver: newlandK21Simulator.driver,
      setting: 'serial',
      problem: 'it does not fit the device',
      expected: '1 to 12 ASCII characters without spaces',
    })
  }
  const k21: K21 = { serial, keys: new KeyStore(), behaves, random, tampered: behaves.has('tampered'), refused: false }
  if (!k21.tampered) installDefaultTlk(k21)
  const finder = frameFinder()
  return {
    hear: (byte, at) => finder.hear(byte, at).map((frame) => request(k21, frame)),
    chatter: encoder.encode('\r\nME3x boot 1.0\r\nself test ok\r\n'),
    // SEQ 00, which no host chooses: only a station that takes any answer for its own is misled.
    leftover: Uint8Array.of(...answerToNobody.subarray(-6), ...answerToNobody),
    spoil: (frame) => Uint8Array.of(...frame.subarray(0, -1), frame.at(-1)! ^ 0xff),
    restart: () => finder.reset(),
    slots: () => k21.keys.slots(),
    dispose: () => k21.keys.clear(),
  }
}

/** A TMK load answered with success and check value zero. */
const answerToNobody = encodeFrame(0x1a02, 0, generic('00', Uint8Array.of(0x30, 0x30, ...new Uint8Array(8))))

function request(k21: K21, { command, seq, body }: K21Frame): SimulatedRequest {
  const row = commands[command]
  return {
    loads: row?.loads?.(body) ?? false,
    answer: () => {
      const refused = !row || (row.needsKeys && k21.tampered)
      const payload = refused ? generic(REFUSED) : row.answer(k21, body)
      body.fill(0)
      return encodeFrame(command, seq, payload)
    },
  }
}
