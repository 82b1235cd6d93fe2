// A simulated PAX D with its port opened, spoken to in hex: what the tests of the simulator share.
import assert from 'node:assert/strict'
import type { RunningSimulator, SimulatorOptions } from '../../electron/devices/simulator.js'
import {
  behaviours,
  bytesOf,
  hexOf,
  type OpenPort,
  openPort,
  type Simulated,
  simulated,
  withSimulated,
  xorOf,
} from './simulated.js'

export { bytesOf, openPort }

export interface SimulatedPax extends Simulated {
  /** Sends a frame, takes ACK and a reply frame of any length, acknowledges it, and answers the reply frame. */
  ask(frame: string): Promise<string>
  /** The next reply frame, whatever its length; it is not acknowledged. */
  reply(): Promise<string>
}

export const withPax = (options: SimulatorOptions, scene: (pax: SimulatedPax) => Promise<void>): Promise<void> =>
  withSimulated('pax-d', options, spoken, scene)
export const behaving = (behave: string, scene: (pax: SimulatedPax) => Promise<void>) =>
  withPax({ behave: behaviours(behave) }, scene)

export function spoken(simulator: RunningSimulator, port: OpenPort): SimulatedPax {
  const reply = async () => {
    const header = await port.hear(5)
    return header + (await port.hear(Number.parseInt(header.slice(6), 16) + 1))
  }
  return {
    ...simulated(simulator, port),
    reply,
    ask: async (frame) => {
      port.send(frame)
      assert.equal(await port.hear(1), '06')
      const heard = await reply()
      port.send('06')
      return heard
    },
  }
}

/** 02 | CMD SUB | LEN | DATA | LRC in hex: the test's own arithmetic, apart from the simulator's. */
export function framed(commandAndSub: string, data = ''): string {
  const bytes = bytesOf(data)
  const length = bytes.length.toString(16).padStart(4, '0')
  const counted = Buffer.concat([bytesOf(commandAndSub + length), bytes])
  return `02${hexOf(counted)}${hexOf([xorOf(counted)])}`
}
/** A negative code as its 4 bytes. */
export const signed = (code: number): string => (code >>> 0).toString(16).padStart(8, '0').toUpperCase()
export const answered = (commandAndSub: string, code: number, data = ''): string =>
  framed(commandAndSub, signed(code) + data)

/** The code of an answer that holds nothing else. */
export async function code(pax: SimulatedPax, commandAndSub: string, data: string): Promise<number> {
  const heard = await pax.ask(framed(commandAndSub, data))
  assert.equal(heard.slice(2, 10), `${commandAndSub}0004`.replace(' ', ''), `not an answer with a code alone: ${heard}`)
  return Number.parseInt(heard.slice(10, 18), 16) | 0
}

/** The protocol page's own frames, K1 = 0123456789ABCDEFFEDCBA9876543210. */
export const ping = '02 90 36 00 00 A6'
export const loadK1 = '02 90 01 00 1C 01 00 02 01 10 0123456789ABCDEFFEDCBA9876543210 01 05 04 08D7B4FB 0F'
export const readTmk1 = '02 90 0B 00 0D 02 01 00 09 08 0000000000000000 94'
export const loaded = '029001000400000000' + '95'
export const kcvError = '0290010004FFFFFEBBD0'
export const tmk1Read = '02900B00080000000008D7B4FB03'
export const tmk1 = 'TMK 1 08D7B4FB629D0885'

/** R, whose halves differ: AF8C074A692A3666; and as it travels under K1. */
export const R = '6AC292FAA1315B4D858AB3A3D7D5933A'
export const R_UNDER_K1 = 'D6BAB875F279357275DFF0395AA3CBBF'
export const K1 = '0123456789ABCDEFFEDCBA9876543210'
/** TLK K1 in clear, KCV mode 1. */
export const tlk = `01 00 01 01 10 ${K1} 01 05 04 08D7B4FB`
