// A simulated P180 with its port opened, spoken to in hex: what the tests of the simulator share.
import assert from 'node:assert/strict'
import type { RunningSimulator, SimulatorOptions } from '../../electron/devices/simulator.js'
import {
  behaviours,
  bytesOf,
  hexOf,
  type OpenPort,
  type Simulated,
  simulated,
  withSimulated,
  xorOf,
} from './simulated.js'

export interface SimulatedP180 extends Simulated {
  /** Sends a frame, takes ACK and a reply frame of any length, acknowledges it, and answers the reply frame. */
  ask(frame: string): Promise<string>
  /** The next reply frame, whatever its length; it is not acknowledged. */
  reply(): Promise<string>
}

export const withP180 = (options: SimulatorOptions, scene: (pad: SimulatedP180) => Promise<void>): Promise<void> =>
  withSimulated('newland-p180', options, spoken, scene)
export const behaving = (asked: string, scene: (pad: SimulatedP180) => Promise<void>) =>
  withP180({ behave: behaviours(asked) }, scene)

export function spoken(simulator: RunningSimulator, port: OpenPort): SimulatedP180 {
  const reply = async () => {
    const header = await port.hear(3)
    return header + (await port.hear(Number(header.slice(2)) + 2))
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

/** 02 | LEN | CC 2F params | 03 | LRC in hex: the test's own arithmetic, apart from the simulator's. */
export function framed(command: string, params = ''): string {
  const inner = Buffer.concat([Buffer.from(`${command}/`, 'latin1'), bytesOf(params)])
  const counted = Buffer.concat([bytesOf(String(inner.length).padStart(4, '0')), inner, Buffer.of(0x03)])
  return `02${hexOf(counted)}${hexOf([xorOf(counted)])}`
}
/** An answer with this result code and nothing else. */
export const coded = (command: string, code: string): string => framed(command, hexOf(Buffer.from(code, 'latin1')))

/** The protocol page's keys: K1 08D7B4, K2 D2B91C; R, whose halves differ: AF8C07. As they travel. */
export const K2_UNDER_K1 = '9B3A7B883A100F73B4ABA2BB791C50E7'
export const R_UNDER_K1 = 'D6BAB875F279357275DFF0395AA3CBBF'
export const K1_UNDER_R = '06C305FEB2D48D85712CCCBD61E3B607'
export const R_UNDER_K2 = 'EA4C4C324FD0CBFAD9F89CAD26598583'
/** 13×8 under K1; A8B7B5. */
export const S_UNDER_K1 = '2ADB94D065A39091'

/** The page's own question for the check value of TMK 1. */
export const readTmk1 = '02 00 05 35 32 2F 01 00 03 2F'
export const kek1 = 'KEK 1 08D7B4FB629D0885'
/** Loads under KEK 1, which is K1. */
export const loadTmk1 = framed('50', `01 02 03 01 0010 ${R_UNDER_K1} AF8C07`)
/** The same with another check value. */
export const wrongValue = framed('50', `01 02 03 01 0010 ${R_UNDER_K1} DEADBE`)
export const loaded = coded('51', '00')
export const refused = coded('51', '01')
export const tmk1 = 'TMK 1 AF8C074A692A3666'
export const tmk1Read = framed('53', '03 AF8C07')
/** K1 as PIN key 2 under TMK 1, which is R. */
export const loadTpk2 = framed('50', `01 02 00 02 0010 ${K1_UNDER_R} 08D7B4`)
export const tpk2 = 'TPK 2 08D7B4FB629D0885'
/** K1 as data key 129 under TMK 1. */
export const loadTdk129 = framed('50', `01 02 02 81 0010 ${K1_UNDER_R} 08D7B4`)
export const tdk129 = 'TDK 129 08D7B4FB629D0885'
