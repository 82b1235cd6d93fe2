// A simulated Futurex-style receiver with its port opened, spoken to in hex or in text: what the tests of the simulator share.
import type { RunningSimulator, SimulatorOptions } from '../../electron/devices/simulator.js'
import { behaviours, hexOf, type OpenPort, type Simulated, simulated, withSimulated, xorOf } from './simulated.js'

export interface SimulatedReceiver extends Simulated {
  /** The next reply frame, whatever its length. */
  reply(): Promise<string>
  /** Sends a frame in hex and answers the reply frame. */
  ask(frame: string): Promise<string>
  /** Sends a payload in a frame and answers the payload of the reply, whose check is looked at. */
  say(payload: string): Promise<string>
}

export const withReceiver = (
  options: SimulatorOptions,
  scene: (receiver: SimulatedReceiver) => Promise<void>,
): Promise<void> => withSimulated('futurex', options, spoken, scene)
export const behaving = (behave: string, scene: (receiver: SimulatedReceiver) => Promise<void>) =>
  withReceiver({ behave: behaviours(behave) }, scene)

export function spoken(simulator: RunningSimulator, port: OpenPort): SimulatedReceiver {
  const reply = async () => {
    let heard = ''
    do heard += await port.hear(1)
    while (!heard.endsWith('03') || heard.length % 2 !== 0)
    return heard + (await port.hear(1))
  }
  const ask = (frame: string) => {
    port.send(frame)
    return reply()
  }
  return {
    ...simulated(simulator, port),
    reply,
    ask,
    say: async (payload) => textOf(await ask(framed(payload))),
  }
}

/** 02, text, 03 and LRC in hex: the test's own arithmetic, apart from the simulator's. */
export function framed(payload: string): string {
  const counted = Buffer.from(`${payload}\x03`, 'latin1')
  return hexOf([0x02, ...counted, xorOf(counted)])
}
/** The text of a frame that is whole. */
export function textOf(frame: string): string {
  const text = Buffer.from(frame, 'hex').subarray(1, -2).toString('latin1')
  if (framed(text) !== frame) throw new Error(`not a whole frame: ${frame}`)
  return text
}

/** Where a load differs from K1 in clear, slot 01, type 01. */
export interface LoadFields {
  readonly version?: string
  readonly slot?: string
  readonly ktkSlot?: string
  readonly type?: string
  readonly encryption?: string
  /** Dialect fx. */
  readonly algorithm?: string
  readonly kcv?: string
  readonly ktkKcv?: string
  readonly ksn?: string
  /** Three hex digits; counted where absent. */
  readonly length?: string
  readonly key?: string
  readonly ktk?: string
}
const hex3 = (count: number) => count.toString(16).padStart(3, '0').toUpperCase()
const fields = (load: LoadFields) => {
  const { version = '01', slot = '01', ktkSlot = '00', type = '01', encryption = '00', key = K1 } = load
  const { kcv = '08D7', ktkKcv = '0000', ksn = NO_KSN, ktk = '' } = load
  return { place: `${version}${slot}${ktkSlot}${type}${encryption}`, checks: kcv + ktkKcv + ksn, key, ktk }
}
/** Payload of command 02 in the base form. */
export function load(differing: LoadFields = {}): string {
  const { place, checks, key, ktk } = fields(differing)
  return `02${place}${checks}${differing.length ?? hex3(key.length)}${key}${hex3(ktk.length)}${ktk}`
}
/** The same in dialect fx; total and index stand at the end, unless `at` says otherwise. */
export function loadFx(differing: LoadFields = {}, at: 'end' | 'after-subtype' | 'after-ksn' = 'end'): string {
  const { place, checks, key, ktk } = fields(differing)
  const count = (here: typeof at) => (here === at ? '001001' : '')
  const keys = `${differing.length ?? hex3(key.length / 2)}${key}${hex3(ktk.length / 2)}${ktk}`
  const head = `02${place}${differing.algorithm ?? '00'}00${count('after-subtype')}`
  return `${head}${checks}${count('after-ksn')}${keys}${count('end')}`
}

export const NO_KSN = '0'.repeat(20)
/** The protocol page's keys, with their check values, and as they travel under K1. */
export const K1 = '0123456789ABCDEFFEDCBA9876543210'
export const K2 = '11111111111111112222222222222222'
export const K2_UNDER_K1 = '9B3A7B883A100F73B4ABA2BB791C50E7'
export const IK = '6AC292FAA1315B4D858AB3A3D7D5933A'
export const IK_UNDER_K1 = 'D6BAB875F279357275DFF0395AA3CBBF'
export const KSN = 'FFFF9876543210E00000'
export const kcvs = { K1: '08D7B4FB629D0885', K2: 'D2B91CC5A758BB08', IK: 'AF8C074A692A3666' }
/** AES keys of FIPS 197 and SP 800-38A, with their check values by ECB. */
export const A128 = '2B7E151628AED2A6ABF7158809CF4F3C'
export const A192 = '8E73B0F7DA0E6452C810F32B809079E562F8EAD2522C6B7B'
export const A256 = '603DEB1015CA71BE2B73AEF0857D77811F352C073B6108D72D9810A30914DFF4'

/** The key that UIC's manual wraps KEY (6AEB1D) under, its block of version A with the MAC put right, and that of B. */
export const KLK = '19191919191919195B5B5B5B5B5B5B5B'
export const BLOCK_A = 'A0072K0TD00N00007D2D21FC9ECD3EECBB0A2615BD8F05605722120BDFF2CCAC319C3918'
export const BLOCK_B = 'B0080P0TE00N00003C4F5024C59C182F7165BC870FCB7F63456AAE07DB736C32EA391E5834C1AA0C'
/** IK and its serial number under KLK. */
export const BLOCK_IK =
  'B0104B1TX00N0100KS18FFFF9876543210E0000076C1F95C07906C257CC81AFAA2F49A68CAA7B88325265B6FF33C5B9FBF0B1FB9'
/** An AES PIN key (596F55) under an AES key: vector tr31-D-00. */
export const KBPK_D = '4DB6E0BD77E510B223005DFFF4DDBEAF'
export const BLOCK_D =
  'D0144P0AE00N00009503111EEAD42BB35700392025F1A8318364824813D6B039008EEFBE0510592D243E4C91BC2A245BE18F3D05C870B7314B60E7D7A466B9A5C89E1FC0B4E19AEA'

/** The page's load of K1, its answer, and its question for the serial number. */
export const loadK1 =
  '02 30323031 3031303030313030 30384437 30303030 3030303030303030303030303030303030303030 303230 3031323334353637383941424344454646454443424139383736353433323130 303030 03 79'
export const k1Loaded = '023032303030384437037A'
export const readSerial = '02 30 33 03 00'
export const tmk1 = `TMK 1 ${kcvs.K1}`
/** KTK K1 into slot 03. */
export const loadKtk = load({ slot: '03', type: '06' })
export const ktk = `TLK 3 ${kcvs.K1}`
/** What a load under that KTK says of it. */
export const underK1 = { encryption: '01', ktkSlot: '03', ktkKcv: '08D7' } as const
/** KTK KLK, whose check value is C0D5B5, into slot 04. */
export const loadKlk = load({ slot: '04', type: '06', kcv: 'C0D5', key: KLK })
export const klk = 'TLK 4 C0D5B5C9CA831F22'
export const underKlk = { encryption: '01', ktkSlot: '04', ktkKcv: 'C0D5' } as const
