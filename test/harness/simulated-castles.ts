// A simulated Castles PCI100 with its port opened, spoken to in hex: what the tests of the simulator share.
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

export interface SimulatedCastles extends Simulated {
  /** Sends a whole frame and answers the next reply frame, as it is on the wire. */
  ask(frame: string): Promise<string>
  /** The next reply frame, whatever its length. */
  reply(): Promise<string>
  /** Sends CMD and DATA in a frame of its own and answers STATUS and DATA. */
  say(commandAndData: string): Promise<string>
}

/** Faster than the device's 9600, so that nobody waits for bytes that are not the test's matter. */
const BAUD = 115_200
export const withCastles = (
  options: SimulatorOptions,
  scene: (pad: SimulatedCastles) => Promise<void>,
): Promise<void> => withSimulated('castles-pci100', { baud: BAUD, ...options }, spoken, scene)
export const behaving = (behave: string, scene: (pad: SimulatedCastles) => Promise<void>) =>
  withCastles({ behave: behaviours(behave) }, scene)
/** The same, where loads need no authentication. */
export const open = (behave: string, scene: (pad: SimulatedCastles) => Promise<void>) =>
  behaving(`auth=off ${behave}`.trim(), scene)

export function spoken(simulator: RunningSimulator, port: OpenPort): SimulatedCastles {
  const reply = async () => {
    let heard = await port.hear(2)
    if (heard !== '1002') throw new Error(`not the start of a frame: ${heard}`)
    for (let ended = false; !ended; ) {
      const byte = await port.hear(1)
      const pair = byte === '10' ? byte + (await port.hear(1)) : byte
      heard += pair
      ended = pair === '1003'
    }
    return heard
  }
  const ask = (frame: string) => {
    port.send(frame)
    return reply()
  }
  return {
    ...simulated(simulator, port),
    ask,
    reply,
    say: async (commandAndData) => unframed(await ask(framed(commandAndData))),
  }
}

/** 10 02 | CMD..DATA and LRC, stuffed | 10 03 in hex: the test's own arithmetic, apart from the simulator's. */
export function framed(commandAndData: string, check?: number): string {
  const counted = [...bytesOf(commandAndData)]
  const whole = hexOf([...counted, check ?? xorOf(counted)])
  return `1002${whole.replaceAll(/../g, (byte) => (byte === '10' ? '1010' : byte))}1003`
}
/** What stands in a reply frame without its checksum, which must be right. */
export function unframed(frame: string): string {
  const plain = [...bytesOf(frame.slice(4, -4).replaceAll(/(?:(10)10|..)/g, (pair, dle) => dle ?? pair))]
  if (xorOf(plain) !== 0) throw new Error(`the checksum is wrong: ${frame}`)
  return hexOf(plain.slice(0, -1))
}

/** The protocol page's keys: K1 08D7B4, K2 D2B91C; R, whose halves differ: AF8C07; S, single DES: A8B7B5. */
export const K1 = '0123456789ABCDEFFEDCBA9876543210'
export const R = '6AC292FAA1315B4D858AB3A3D7D5933A'
export const S = '1313131313131313'
export const K2_UNDER_K1 = '9B3A7B883A100F73B4ABA2BB791C50E7'
export const R_UNDER_K1 = 'D6BAB875F279357275DFF0395AA3CBBF'
export const K1_UNDER_R = '06C305FEB2D48D85712CCCBD61E3B607'
export const S_UNDER_K1 = '2ADB94D065A39091'

/** The protocol page's own frames. */
export const info = '10 02 30 30 10 03'
export const ok = '100200001003'
export const badKcv = '100204041003'
export const loadK1 = '10 02 2D 64 10 10 01 23 45 67 89 AB CD EF FE DC BA 98 76 54 32 10 10 08 D7 B4 32 10 03'
export const tmk100 = 'TMK 100 08D7B4FB629D0885'
/** K1 as id 100, as `say` takes it. */
export const loadK1Body = `2D6410${K1}08D7B4`
export const loadR = (id: string) => `2D${id}10${R}AF8C07`

/** The protocol page's session: admin 01..08 11..18 21..28, serial number sixteen 0, T 00..07, R F0..F7. */
export const pinned = { serial: '0'.repeat(16), random: 'random=F0F1F2F3F4F5F6F7' }
export const T = '0001020304050607'
export const initial = `31${T}`
export const padAnswer = '00F0F1F2F3F4F5F6F7A591817DA4971AEB'
export const mutual = '32E3DC44BCF2053B21'

/** A pad with the page's session behind it. */
export const withSession = (behave: string, scene: (pad: SimulatedCastles) => Promise<void>) =>
  withCastles({ serial: pinned.serial, behave: `${pinned.random} ${behave}`.trim().split(' ') }, async (pad) => {
    await authenticate(pad)
    await scene(pad)
  })
export async function authenticate(pad: SimulatedCastles): Promise<void> {
  const answers = [await pad.say(initial), await pad.say(mutual)].join(' ')
  if (answers !== `${padAnswer} 00`) throw new Error(`not authenticated: ${answers}`)
}
/** 115200 under the page's session, and its MAC over the data in clear. */
export const to115200 = '376081B508178BDA3807859C9F5C18CFB4'
export const resetBody = '3698AD9C8D589F5603'
