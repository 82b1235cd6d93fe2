// A simulated ZT598 with its port opened, spoken to in TEXTs: what the tests of the simulator share.
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

export interface SimulatedEpp extends Simulated {
  /** Sends a whole frame in hex and answers what comes, `bytes` of it. */
  ask(hex: string, bytes: number): Promise<string>
  /** Sends a TEXT and answers the reply's: its return byte in hex, a space and the data where there is some. */
  say(text: string): Promise<string>
  /** The next reply, read by the test's own arithmetic; as `say` answers it. */
  reply(): Promise<string>
}

/** Faster than the device's 9600, so that nobody waits for bytes that are not the test's matter. */
const BAUD = 115_200
export const withEpp = (options: SimulatorOptions, scene: (epp: SimulatedEpp) => Promise<void>): Promise<void> =>
  withSimulated('szzt-zt598', { baud: BAUD, ...options }, spoken, scene)
export const behaving = (behave: string, scene: (epp: SimulatedEpp) => Promise<void>) =>
  withEpp({ behave: behaviours(behave) }, scene)
/** The same, where loads need no authentication. */
export const open = (behave: string, scene: (epp: SimulatedEpp) => Promise<void>) =>
  behaving(`auth=off ${behave}`.trim(), scene)

export function spoken(simulator: RunningSimulator, port: OpenPort): SimulatedEpp {
  const ascii = async (count: number) => Buffer.from(await port.hear(count), 'hex').toString('latin1')
  const reply = async () => {
    assert.equal(await port.hear(1), '02')
    const stated = await ascii(3)
    const counted = stated === '000' ? await ascii(4) : ''
    const text = await ascii(Number(counted || stated))
    assert.equal(await port.hear(1), '03')
    assert.equal(await ascii(2), check(`${stated}${counted}${text}\x03`))
    return shown(text)
  }
  return {
    ...simulated(simulator, port),
    reply,
    ask: (hex, bytes) => {
      port.send(hex)
      return port.hear(bytes)
    },
    say: (text) => {
      port.send(framed(text))
      return reply()
    },
  }
}
const shown = (text: string): string =>
  `${Buffer.from(text.slice(0, 1), 'latin1').toString('hex').toUpperCase()} ${text.slice(1)}`.trim()

const check = (text: string): string => hexOf([xorOf(Buffer.from(text, 'latin1'))])
/** 02 | LLL | TEXT | 03 | HH in hex. `length`: what stands for LLL. */
export function framed(
  text: string,
  length = text.length > 999 ? '000' : String(text.length).padStart(3, '0'),
): string {
  const checked = `${length}${text}\x03`
  return hexOf(Buffer.from(`\x02${checked}${check(checked)}`, 'latin1'))
}
/** A success answer with these characters. */
export const answered = (data = ''): string => framed(`\x60${data}`)

export const K1 = '0123456789ABCDEFFEDCBA9876543210'
/** K2 = 11×8 22×8 under K1, and R = 6AC292FA…, whose halves differ: as they travel. */
export const K2_UNDER_K1 = '9B3A7B883A100F73B4ABA2BB791C50E7'
export const R_UNDER_K1 = 'D6BAB875F279357275DFF0395AA3CBBF'
export const R_UNDER_K2 = 'EA4C4C324FD0CBFAD9F89CAD26598583'
export const kcvK1 = '08D7B4FB629D0885'
export const kcvK2 = 'D2B91CC5A758BB08'
export const kcvR = 'AF8C074A692A3666'
export const tmk1 = `TMK 1 ${kcvK1}`
export const tpk30 = `TPK 48 ${kcvK2}`

export const loadK1 = `10122${K1}`
export const loadK2 = `2013032${K2_UNDER_K1}`
/** The protocol page's own frames. */
export const loadK1Frame =
  '02 303337 31 3031 32 32 3031323334353637383941424344454646454443424139383736353433323130 03 3037'
export const loadedK1 = '02303137603038443742344642363239443038383503' + '3230'
export const loadedK2 = '02303137604432423931434335413735384242303803' + '3246'

/** Variant Z with the challenge of the page, 0123456789ABCDEF: what the UID 11×8 makes of it, and of that again. */
export const pinned = 'challenge=0123456789ABCDEF'
export const askRandom = `:A0${'30'.repeat(16)}`
export const PROOF = '8A5AE1F81AB8F2DD'
export const PROOF_BACK = 'B6353F7835D4DC5E'
/** The two steps before the proof. */
export async function challenged(epp: SimulatedEpp): Promise<void> {
  const random = await epp.say(askRandom)
  assert.match(random, /^60 [0-9A-F]{16}$/)
  assert.equal(await epp.say(`:01${random.slice(3)}`), '60 0123456789ABCDEF')
}
export async function authenticate(epp: SimulatedEpp): Promise<void> {
  await challenged(epp)
  assert.equal(await epp.say(`:90${PROOF}`), `60 ${PROOF_BACK}`)
}
