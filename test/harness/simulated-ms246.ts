// A simulated MS246 with its port opened, spoken to in hex: what the tests of the simulator share.
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

export interface SimulatedMs246 extends Simulated {
  /** Sends a frame and answers what comes, ACK or NAK in front, through the checksum behind 03. */
  ask(frame: string): Promise<string>
  /** The next answer, whatever its length. */
  reply(): Promise<string>
}

/** Faster than the 9600 it takes, so that nobody waits for bytes that are not the test's matter. */
const BAUD = 115_200
export const withMs246 = (options: SimulatorOptions, scene: (reader: SimulatedMs246) => Promise<void>): Promise<void> =>
  withSimulated('unitech-ms246', { baud: BAUD, ...options }, spoken, scene)
export const behaving = (asked: string, scene: (reader: SimulatedMs246) => Promise<void>) =>
  withMs246({ behave: behaviours(asked) }, scene)

export function spoken(simulator: RunningSimulator, port: OpenPort): SimulatedMs246 {
  const reply = async () => {
    let heard = ''
    do heard += await port.hear(1)
    while (!heard.endsWith('03'))
    return heard + (await port.hear(1))
  }
  return {
    ...simulated(simulator, port),
    reply,
    ask: (frame) => {
      port.send(frame)
      return reply()
    },
  }
}

/** 02 'FF' … 0D 0A 03 LRC around this text: the test's own arithmetic, apart from the simulator's. */
export function wrapped(text: string): string {
  const counted = Buffer.from(`FF${text}\r\n\x03`, 'latin1')
  return `02${hexOf(counted)}${hexOf([xorOf(counted)])}`
}
/** A frame of `FF sub len data`, or of an answer with a status for sub, the inner checksum added. */
export function framed(inner: string): string {
  const bytes = bytesOf(inner)
  return wrapped(Buffer.concat([bytes, Buffer.of(xorOf(bytes))]).toString('base64'))
}
const ascii = (text: string): string => hexOf(Buffer.from(text, 'latin1'))

export const R = '6AC292FAA1315B4D858AB3A3D7D5933A'
export const K1 = '0123456789ABCDEFFEDCBA9876543210'
/** Load of a double-length key as the page has it. */
export const load = (digits: string): string => framed(`FF 0A 21 33 ${ascii(digits)}`)
/** Load of a single-length key: the page's "11 / 0B". */
export const loadSingle = (digits: string, sub = '0B'): string => framed(`FF ${sub} 11 33 ${ascii(digits)}`)
/** ACK and the answer to a load. */
export const loadedAs = (kcv: string): string => `06${framed(`FF 00 06 ${ascii(kcv)}`)}`

/** The page's own frames: the status question, the first 16 digits of the key serial number, and the key R. */
export const askStatus = '02 4646 2F784D424175383D 0D0A 03 6D'
export const loadKsn = '02 4646 2F776F524D6B5A47526B59354F4463324E54517A4D6A4577525443690D 0A 03 5D'
export const loadR =
  '02 4646 2F776F684D7A5A42517A49354D6B5A425154457A4D5456434E4551344E546842516A4E424D305133524455354D7A4E426C513D3D 0D0A 03 2D'
/** ACK and success without data. */
export const done = `06${framed('FF 00 00')}`
export const loadedR = loadedAs('AF8C07')
export const ik = 'IK 1 AF8C074A692A3666'
/** NAK and the status for whatever it cannot do. */
export const cannot = `15${framed('FF 01 00')}`
