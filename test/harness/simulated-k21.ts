// A simulated K21 with its port opened, spoken to in hex: what the tests of the simulator share.
import type { RunningSimulator, SimulatorOptions } from '../../electron/devices/simulator.js'
import {
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

export interface SimulatedK21 extends Simulated {
  /** Sends a whole frame and answers what comes, `bytes` of it. */
  ask(hex: string, bytes: number): Promise<string>
}

export const withK21 = (options: SimulatorOptions, scene: (k21: SimulatedK21) => Promise<void>): Promise<void> =>
  withSimulated('newland-k21', options, spoken, scene)

const spoken = (simulator: RunningSimulator, port: OpenPort): SimulatedK21 => ({
  ...simulated(simulator, port),
  ask: (hex, bytes) => {
    port.send(hex)
    return port.hear(bytes)
  },
})

/** 02 | LEN | inner | 03 | LRC around CMD..BODY in hex: the test's own arithmetic, apart from the simulator's. */
export function framed(inner: string): string {
  const body = bytesOf(inner)
  const counted = Buffer.concat([bytesOf(String(body.length).padStart(4, '0')), body, bytesOf('03')])
  return `02${hexOf(counted)}${hexOf([xorOf(counted)])}`
}

/** Load of TMK 2 = K1 under the default TLK, as the protocol page has it, and its answer. */
export const loadK1 = '02 0031 1A02 2F 01 02 02 0016 492B274F0AB4DBCEC93F4BAB890B6406 FF 0004 08D7B4FB 03 2E'
export const k1Loaded = '0200161A022F013030303008D7B4FB629D088503C1'
export const defaultTlk = 'TLK 1 40826A5800608C87'
/** TDK 6 = 13×8 in clear, check value A8B7B5BD4A67D640. */
export const tdk6 = '1A05 2F 06 01 01 06 0008 1313131313131313 0004 A8B7B5BD 01'
export const tdk6Loaded = framed('1A05 2F 06 30303030 A8B7B5BD4A67D640')
export const readTdk6 = framed('1A05 2F 21 01 01 06 0008 0000000000000000 0008 0000000000000000 02')

/** Result code (offset 9) of an answer that holds nothing else. */
export async function code(k21: SimulatedK21, inner: string): Promise<string> {
  const answer = await k21.ask(framed(inner), 13)
  if (!/^020008.{8}3030..../.test(answer)) throw new Error(`not an answer with a result code alone: ${answer}`)
  return Buffer.from(answer.slice(18, 22), 'hex').toString()
}
