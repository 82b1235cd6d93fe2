// The simulated Castles PCI100, from the protocol page: mutual authentication before loads, check values compared over the keys it really holds.
// "The page" in these files: the rules read from GitHub castlesph/V5S_RBDEBIT @acf2f41, PCI100/PCI100.c, PCI100.h and
// COMMS.c. INFERRED: not stated there.
import { Fault } from '../../contract/fault.js'
import { KeyStore } from '../simulator-keys.js'
import type { SimulatedFamily, SimulatedRequest, SimulatedTerminal, TerminalOptions } from '../simulator-terminal.js'
import { type Code, code } from './sim-codes.js'
import { type CastlesCommand, commands, SERIAL_BYTES, SET_RATE } from './sim-commands.js'
import { type CastlesHeard, encodeFrame, frameFinder, spoilt } from './sim-frame.js'
import type { Pci100 } from './sim-keys.js'
import { Session } from './sim-session.js'
import { behaviours } from './sim-settings.js'

const SERIAL = new RegExp(`^[\\x21-\\x7e]{1,${SERIAL_BYTES}}$`)
/** CMD and four bytes more: what the source's computation for the baud command covers. */
const BAUD_LRC_BYTES = 5
const encoder = new TextEncoder()

export const castlesPci100Simulator: SimulatedFamily = {
  driver: 'castles-pci100',
  baud: 9_600,
  serial: 'PCI100SIM0000001',
  behaviours,
  make,
}

function make({ serial, behaves, random }: TerminalOptions): SimulatedTerminal {
  if (!SERIAL.test(serial)) {
    throw new Fault('devices/bad-setting', {
      driver: castlesPci100Simulator.driver,
      setting: 'serial',
      problem: 'it does not fit the device',
      expected: '1 to 16 ASCII characters without spaces',
    })
  }
  const fill = behaves.arg('fill') === 'nul' ? '\0' : ' '
  const pad: Pci100 = {
    serial: behaves.has('no-serial') ? null : encoder.encode(serial.padEnd(SERIAL_BYTES, fill)),
    behaves,
    random,
    session: new Session(behaves, random),
    keys: new KeyStore(),
    nextRate: null,
    refused: false,
  }
  const short = behaves.arg('baud-lrc') === 'five'
  const finder = frameFinder((command) => (short && command === SET_RATE ? BAUD_LRC_BYTES : undefined))
  return {
    hear: (byte, at) => finder.hear(byte, at).flatMap((heard) => reaction(pad, heard, at)),
    chatter: encoder.encode('\r\nPCI100 boot 1.0\r\nself test ok\r\n'),
    leftover: Uint8Array.of(...encodeFrame(Uint8Array.of(code.kcv)).subarray(-4), ...loaded),
    spoil: spoilt,
    atWrongRate: behaves.arg('wrong-rate') === 'silence' ? 'silence' : 'garbage',
    // A block outlasts it: INFERRED, for else pulling the plug would end it.
    restart: () => {
      finder.reset()
      pad.session.end()
    },
    slots: () => pad.keys.slots(),
    dispose: () => {
      pad.keys.clear()
      pad.session.dispose()
    },
  }
}
/** A load answered with success. */
const loaded = encodeFrame(Uint8Array.of(code.ok))

function reaction(pad: Pci100, heard: CastlesHeard, at: number): readonly SimulatedRequest[] {
  if (heard.kind === 'frame') return [request(pad, heard, at)]
  if (pad.behaves.arg('bad-lrc') === 'silence') return []
  return [{ loads: false, answer: () => encodeFrame(Uint8Array.of(code.receipt)) }]
}

type Frame = Extract<CastlesHeard, { kind: 'frame' }>
function request(pad: Pci100, { command, data }: Frame, at: number): SimulatedRequest {
  const row = commands.get(command)
  return {
    // A load that is refused for want of authentication brings nothing that a fault of the cable could hide.
    get loads() {
      return row?.loads === true && !pad.behaves.has('tampered') && mayLoad(pad)
    },
    answer: () => {
      pad.nextRate = null
      const answer = row ? carryOut(pad, row, data, at) : code.unsupported
      data.fill(0)
      return encodeFrame(typeof answer === 'number' ? Uint8Array.of(answer) : Uint8Array.of(code.ok, ...answer))
    },
    rateAfter: () => pad.nextRate,
  }
}
const mayLoad = ({ session, behaves }: Pci100): boolean => session.mutual || behaves.arg('auth') === 'off'

function carryOut(pad: Pci100, row: CastlesCommand, body: Uint8Array, at: number): Code | Uint8Array {
  // INFERRED: the page has no code of its own for a tripped switch.
  if (row.needsKeys && pad.behaves.has('tampered')) return code.selfTest
  if (!row.loads) return row.answer(pad, body, at)
  if (!mayLoad(pad)) return code.notAuthenticated
  return refusedUnseen(pad) ?? row.answer(pad, body, at)
}
function refusedUnseen(pad: Pci100): Code | null {
  if (pad.behaves.has('refuse')) return Number.parseInt(pad.behaves.arg('refuse'), 16)
  if (!pad.behaves.has('nak-once') || pad.refused) return null
  pad.refused = true
  return code.receipt
}
