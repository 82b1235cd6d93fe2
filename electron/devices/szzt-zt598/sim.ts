// The simulated SZZT ZT588 / ZT598, from the protocol page: authentication before every load, check values over the keys it really holds.
// "The page" in these files: the rules read from GitHub smartkiosk/smartware @d743e29 (Z, lib/smartware/drivers/pin_pad/zt588.rb)
// and from an independent driver ZT598/DevPIN_ZT598.cpp (C). INFERRED: stated by neither. CONFLICT: stated differently.
import { Fault } from '../../contract/fault.js'
import { KeyStore } from '../simulator-keys.js'
import type { SimulatedFamily, SimulatedRequest, SimulatedTerminal, TerminalOptions } from '../simulator-terminal.js'
import { Authority } from './sim-authority.js'
import { type Answer, type Code, code } from './sim-codes.js'
import { commands, type EppCommand } from './sim-commands.js'
import { encodeFrame, frameFinder } from './sim-frame.js'
import { ciphers, type Epp, eraseAll, held, shortCheckValueOf } from './sim-keys.js'
import { presses, withPress } from './sim-presses.js'
import { behaviours } from './sim-settings.js'
import { ascii, characterAt, codings } from './sim-text.js'

const SERIAL = /^[\x21-\x7e]{1,32}$/

export const szztZt598Simulator: SimulatedFamily = {
  driver: 'szzt-zt598',
  baud: 9_600,
  serial: 'ZTSIM001',
  behaviours,
  make,
}

function make({ serial, behaves, random }: TerminalOptions): SimulatedTerminal {
  if (!SERIAL.test(serial)) {
    throw new Fault('devices/bad-setting', {
      driver: szztZt598Simulator.driver,
      setting: 'serial',
      problem: 'it does not fit the device',
      expected: '1 to 32 ASCII characters without spaces; the device tells the last eight',
    })
  }
  const epp: Epp = {
    serial,
    behaves,
    random,
    authority: new Authority(behaves, random, (number) => held(epp, number) !== undefined),
    stores: { tdes: new KeyStore(), sm4: new KeyStore() },
    coding: codings.find((one) => one === behaves.arg('coding')) ?? 'hex',
    nextRate: null,
    plainInput: behaves.has('key-presses'),
    parameters: new Map(),
    user: '',
    scanCodes: 'F'.repeat(48),
    tampered: behaves.has('tampered'),
    refused: false,
  }
  const finder = frameFinder()
  return {
    hear: (byte, at) => finder.hear(byte, at).map((text) => request(epp, text)),
    chatter: ascii('\r\nZT598 boot 1.0\r\nself test ok\r\n'),
    leftover: Uint8Array.of(...answerToNobody.subarray(-6), ...answerToNobody),
    spoil: (frame) => Uint8Array.of(...frame.subarray(0, -1), frame.at(-1)! ^ 0x01),
    atWrongRate: behaves.arg('wrong-rate') === 'silence' ? 'silence' : 'garbage',
    restart: () => {
      finder.reset()
      epp.authority.restart()
    },
    slots: () => ciphers.flatMap((cipher) => slotsOf(epp, cipher)),
    dispose: () => {
      eraseAll(epp)
      epp.authority.dispose()
    },
  }
}
const slotsOf = ({ stores }: Epp, cipher: (typeof ciphers)[number]) =>
  stores[cipher].list().map(({ usage, slot, secret }) => ({
    usage,
    slot,
    ...(cipher === 'sm4' ? { algorithm: cipher } : {}),
    kcv: shortCheckValueOf(secret, cipher),
  }))

const lengthStyle = (all: boolean, counted: boolean) => ({ always000: all, counted })
/** A load answered with success and check value zero. */
const answerToNobody = encodeFrame(Uint8Array.of(0x60, ...ascii('0'.repeat(16))), lengthStyle(false, true))

function request(epp: Epp, text: Uint8Array): SimulatedRequest {
  const row = commands.get(characterAt(text, 0))
  const body = text.subarray(1)
  return {
    // A load that is refused for want of authentication brings nothing that a fault of the cable could hide.
    get loads() {
      return row?.loads?.(body) === true && !epp.tampered && (row.refusal?.(epp, body) ?? null) === null
    },
    answer: () => {
      epp.nextRate = null
      const answer = row ? carryOut(epp, row, body) : code.general
      text.fill(0)
      return withPress(epp, framed(epp, answer))
    },
    rateAfter: () => epp.nextRate,
    repetition: presses(epp),
  }
}

function carryOut(epp: Epp, row: EppCommand, body: Uint8Array): Answer {
  if (row.needsKeys && epp.tampered) return code.tampered
  const unauthorised = row.refusal?.(epp, body) ?? null
  if (unauthorised !== null) return unauthorised
  if (!row.loads?.(body)) return row.answer(epp, body)
  const answer = refusedUnseen(epp) ?? row.answer(epp, body)
  epp.authority.used()
  return answer
}
function refusedUnseen(epp: Epp): Code | null {
  if (epp.behaves.has('refuse')) return Number.parseInt(epp.behaves.arg('refuse'), 16)
  if (!epp.behaves.has('nak-once') || epp.refused) return null
  epp.refused = true
  return code.general
}

/** The return byte, the data behind it, in a frame. */
function framed({ behaves }: Epp, answer: Answer): Uint8Array {
  const success = Number.parseInt(behaves.arg('success'), 16)
  const text = typeof answer === 'number' ? Uint8Array.of(answer) : Uint8Array.of(success, ...answer)
  return encodeFrame(text, lengthStyle(behaves.arg('length-000') === 'all', behaves.arg('long-length') === 'counted'))
}
