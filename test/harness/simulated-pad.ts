// A simulated UIC / IPP pad with its port opened, spoken to in hex: what the tests of the simulator share.
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
export const ACK = '06'
export const NAK = '15'
export const EOT = '04'

export interface SimulatedPad extends Simulated {
  /** Sends a frame, takes ACK and a reply of any length, and answers the reply; it is not acknowledged. */
  ask(frame: string): Promise<string>
  /** The next reply, whatever its length. */
  reply(): Promise<string>
  /** Acknowledges and takes EOT. */
  settle(): Promise<void>
  /** A whole exchange: `ask`, then `settle`; answers the reply. */
  exchange(frame: string): Promise<string>
  /** An exchange with an 02 whose echo must be equal. */
  load(frame: string): Promise<void>
}

/** Faster than the device's 1200, so that nobody waits for bytes that are not the test's matter. */
const BAUD = 115_200
export const withPad = (options: SimulatorOptions, scene: (pad: SimulatedPad) => Promise<void>): Promise<void> =>
  withSimulated('uic-ipp', { baud: BAUD, ...options }, spoken, scene)
export const behaving = (behave: string, scene: (pad: SimulatedPad) => Promise<void>) =>
  withPad({ behave: behaviours(behave) }, scene)

export function spoken(simulator: RunningSimulator, port: OpenPort): SimulatedPad {
  const reply = async () => {
    let heard = ''
    do heard += await port.hear(1)
    while (!/(0E|03)$/.test(heard))
    return heard + (await port.hear(1))
  }
  const ask = async (frame: string) => {
    port.send(frame)
    assert.equal(await port.hear(1), ACK)
    return reply()
  }
  const settle = async () => {
    port.send(ACK)
    assert.equal(await port.hear(1), EOT)
  }
  const exchange = async (frame: string) => {
    const heard = await ask(frame)
    await settle()
    return heard
  }
  return {
    ...simulated(simulator, port),
    reply,
    ask,
    settle,
    exchange,
    load: async (frame) => assert.equal(await exchange(frame), frame.replaceAll(' ', '').toUpperCase()),
  }
}

/** Start, text in latin1, end and LRC: the test's own arithmetic, apart from the simulator's. */
const framed = (start: number, text: string, end: number): string => {
  const counted = Buffer.concat([Buffer.from(text, 'latin1'), Buffer.of(end)])
  return hexOf([start, ...counted, xorOf(counted)])
}
/** SI … SO. `|` in the text stands for FS. */
export const admin = (text: string): string => framed(0x0f, text.replaceAll('|', '\x1c'), 0x0e)
/** STX … ETX. */
export const transaction = (text: string): string => framed(0x02, text, 0x03)
/** Start, end and LRC taken away; FS as `|`. */
export const textOf = (frame: string): string =>
  Buffer.from(frame, 'hex').subarray(1, -2).toString('latin1').replaceAll('\x1c', '|')

/** The protocol page's keys: KLK C0D5B5, KEY 6AEB1D, K1 08D7B4, K2 D2B91C, IK AF8C07. */
export const KLK = '19191919191919195B5B5B5B5B5B5B5B'
export const KEY = 'AA55AA55AA55AA553434343434343434'
export const K1 = '0123456789ABCDEFFEDCBA9876543210'
export const K2 = '11111111111111112222222222222222'
export const IK = '6AC292FAA1315B4D858AB3A3D7D5933A'
export const KSN = 'FFFF9876543210E00000'
/** KEY under KLK, version A, as the page prints it; its MAC comes out as 319C3918, so that two digits are exchanged there. */
export const BLOCK_A_PRINTED = 'A0072K0TD00N00007D2D21FC9ECD3EECBB0A2615BD8F05605722120BDFF2CCAC319C3198'
export const BLOCK_A = 'A0072K0TD00N00007D2D21FC9ECD3EECBB0A2615BD8F05605722120BDFF2CCAC319C3918'
/** The same, version B, as the page prints it. */
export const BLOCK_B = 'B0080P0TE00N00003C4F5024C59C182F7165BC870FCB7F63456AAE07DB736C32EA391E5834C1AA0C'
/** IK and its serial number under KLK, computed by an implementation that gives BLOCK_B too. */
export const BLOCK_IK =
  'B0104B1TX00N0100KS18FFFF9876543210E0000076C1F95C07906C257CC81AFAA2F49A68CAA7B88325265B6FF33C5B9FBF0B1FB9'

export const loadKlk = admin(`02F${KLK}`)
export const klk = 'TLK 1 C0D5B5C9CA831F22'
/** The page's clear load into master key 0, and its check of master key 0. */
export const loadZero = `0F 303230 ${'3139'.repeat(8)} ${'3542'.repeat(8)} 0E 3C`.replaceAll(' ', '')
export const zero = 'TMK 0 C0D5B5C9CA831F22'
export const checkZero = '0F3034300E3A'
export const getSerial = '0F30360E08'
/** The page's initial-key frame and its good answer. */
export const loadIk = transaction(`90${IK}${KSN}`)
export const ikLoaded = '02393130033B'
