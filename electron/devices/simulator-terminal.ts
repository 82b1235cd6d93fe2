// What a simulated terminal is, to the parts that give every one of them a pty, a pace and faults.
import type { Algorithm, KeyUsage } from '../contract/values.js'
import type { Behaves, BehaviourTable } from './simulator-behaviours.js'
import type { RandomBytes } from './simulator-random.js'

/** One row a device family: its simulated terminal, written from the protocol page and never from the driver. */
export interface SimulatedFamily {
  /** The driver's id. */
  readonly driver: string
  /** Rate of the line where none is asked for, in bits per second; 10 bits a byte. */
  readonly baud: number
  /** Serial number where none is asked for. */
  readonly serial: string
  /** The behaviours that the family itself carries out; those of the line (`lineBehaviours`) come on top. */
  readonly behaviours: BehaviourTable
  /** A terminal as it leaves the factory, not yet plugged in. @throws devices/bad-setting for a serial number it cannot hold */
  make(options: TerminalOptions): SimulatedTerminal
}

export interface TerminalOptions {
  readonly serial: string
  readonly behaves: Behaves
  readonly random: RandomBytes
}

export interface SimulatedTerminal {
  /**
   * One byte off the wire. Answers the requests that it completes: none nearly always, several where a broken frame
   * held whole ones. Memory is bounded whatever comes.
   * @param at when its stop bit ended, in milliseconds
   */
  hear(byte: number, at: number): readonly SimulatedRequest[]
  /** What it says with `boot-chatter` when it is first spoken to. */
  readonly chatter: Uint8Array
  /** What `stale-bytes` leaves on the line: the end of one answer and a whole one that nobody now waits for. */
  readonly leftover: Uint8Array
  /** The same frame with a checksum that is wrong. */
  spoil(frame: Uint8Array): Uint8Array
  /** What a station hears that sends at another rate than the terminal's. Absent: the terminal minds no rate. */
  readonly atWrongRate?: 'garbage' | 'silence'
  /** Current was away and is back, at this time in milliseconds: a half-received frame is forgotten, keys stay. */
  restart(at: number): void
  /** What is in the key store. */
  slots(): readonly SimulatedSlot[]
  /** Wipes the key store. */
  dispose(): void
}

export interface SimulatedRequest {
  /** The command puts a key into the device. Reading a check value back does not. */
  readonly loads: boolean
  /** The answer is an echo, and the load follows when the station acknowledges it: `bad-checksum-once` spoils this one. */
  readonly announcesLoad?: true
  /** Said as soon as the request is there, before it is carried out. */
  readonly acknowledge?: Uint8Array
  /** Carries the request out, once, and answers the frame to send. */
  answer(): Uint8Array
  /** Asked once it is carried out: the rate the terminal changes to when the answer has left; null: it keeps its rate. */
  rateAfter?(): number | null
  /** Where the terminal waits for the station to acknowledge the answer, or says more by itself. */
  readonly repetition?: Repetition
}

/** Asked `afterMs` after the answer, or what was said last, has left: what to say now; null ends it. */
export interface Repetition {
  readonly afterMs: number
  next(): Uint8Array | null
}

export interface SimulatedSlot {
  readonly usage: KeyUsage
  readonly slot: number
  /** Absent: TDES. Given where a family keeps the keys of each cipher apart, under the same numbers. */
  readonly algorithm?: Algorithm
  /** First 8 bytes of the check value over the key that is really there, upper-case hex: never bytes of the key. */
  readonly kcv: string
}
