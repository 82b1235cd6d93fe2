// What a device family is to the station: a driver that opens a session, and a session that loads keys.
import type { FrameLayout } from '../contract/layout.js'
import type { Ticket } from '../contract/ticket.js'
import type {
  Algorithm,
  Bilingual,
  CheckValue,
  DeviceIdentity,
  KcvProvenance,
  KeyUsage,
  MaterialForm,
  PortInfo,
  SlotState,
} from '../contract/values.js'
import type { FunctionalTest, LoadCheck, LoadReply, LoadRequest, SlotRef } from './driver-load.js'
import type { People } from './driver-people.js'

export type * from './driver-load.js'
export type { People, Said } from './driver-people.js'

/** The cable as a driver sees it. Bytes that change nothing go by `send`; bytes that can change a device need a ticket. */
export interface Line {
  readonly port: string
  readonly baud: number
  /** A frame without secrets, of a command that changes nothing in the device. */
  send(layout: FrameLayout): Promise<void>
  /** A frame of a command that can change the device. The ticket is spent before the first byte leaves. */
  sendArmed(layout: FrameLayout, ticket: Ticket): Promise<void>
  /** The very frame that went out on this ticket, once more: only after the device said that it has not taken it. */
  repeatArmed?(layout: FrameLayout, ticket: Ticket): Promise<void>
  /** A second frame of the same change on its spent ticket, once, for families that load a key in two. */
  furtherArmed?(layout: FrameLayout, ticket: Ticket): Promise<void>
  /** Speaks at another rate from now on, bits per second; absent where the line has one rate only. */
  setBaud?(baud: number): Promise<void>
  /** Chunks as they come, each good for the call alone. Answers a function that stops listening. */
  onBytes(heard: (chunk: Uint8Array) => void): () => void
  /** The port vanished or was closed under us; called once. */
  onGone(heard: (because: string) => void): () => void
  close(): Promise<void>
}

export interface LineSettings {
  readonly baud: number
  readonly dataBits: 7 | 8
  readonly parity: 'none' | 'even' | 'odd'
  readonly stopBits: 1 | 2
}

/** A point the protocol page leaves open: a setting with the page's reading as its default. */
export interface DriverSetting {
  readonly name: string
  readonly values: readonly string[]
  readonly default: string
  readonly about: Bilingual
}
export type SettingValues = Readonly<Record<string, string>>

export interface LoadCapability {
  readonly usage: KeyUsage
  readonly forms: readonly MaterialForm[]
  readonly algorithms: readonly Algorithm[]
  readonly provenance: KcvProvenance
  /** Lengths of check value the device takes or gives, in bytes; empty for none. */
  readonly kcvBytes: readonly number[]
  /** Slots, both ends included. */
  readonly slots: readonly [number, number]
  /** The transport key this usage travels under: `needs` it, may travel in `clear` without, or `either`. */
  readonly travels: 'under' | 'clear' | 'either'
  /** Usages of keys that may be named in `under`, first one the default. */
  readonly under: readonly KeyUsage[]
  /** Published transport key that devices leave the factory with, as hex: stands in where a job names none. */
  readonly factoryKey?: string
  /** Whether the check value can be read back after the load, so that a lost answer can be settled. */
  readonly readBack: boolean
}

/** What every family is, whether the station reaches it by a line or by people. */
export interface Family {
  readonly id: string
  readonly title: Bilingual
  readonly settings: readonly DriverSetting[]
  /** What it loads under these settings. */
  loads(settings: SettingValues): readonly LoadCapability[]
  /** Whether USB ids suggest this family. */
  matches(port: PortInfo): boolean
}

export interface DeviceDriver extends Family {
  readonly line: LineSettings
  /** The line under these settings, where they change it. */
  lineBy?(settings: SettingValues): LineSettings
  open(line: Line, settings: SettingValues, clock: Clock, ciphers?: Ciphers): DeviceSession
}

/** A family without a line: what it knows of its terminal, people say. */
export interface PeopleDriver extends Family {
  openWith(people: People, settings: SettingValues): DeviceSession
}
export const isByPeople = (family: Family): family is PeopleDriver => 'openWith' in family

/** Ciphers lent to families whose terminal wants a proof under a published value before it takes a key. */
export interface Ciphers {
  /** Whole blocks under a key that is no secret: ECB, or CBC where an iv is given. */
  encipher(publicKey: Uint8Array, cipher: Algorithm, blocks: Uint8Array, iv?: Uint8Array): Uint8Array
  /** Fresh random bytes, for the terminal to prove itself over. */
  random(bytes: number): Uint8Array
}

/** Time comes in as an argument: tests use a virtual one. */
export interface Clock {
  /** Milliseconds, monotonic. */
  now(): number
  /** Calls back after `ms`; answers a function that cancels. */
  after(ms: number, then: () => void): () => void
}

/** What people are told who read a value off a screen; never the value that they should find. */
export interface ReadingOrder {
  readonly attempt: string
  readonly label: string
  /** How many bytes of a check value the job shows. */
  readonly bytes: number
}

/** What a slot holds now. `by`: people read it off the screen, each of them; `unread`: they found no value they agree on. */
export type Reading =
  | { readonly state: 'filled'; readonly reported: CheckValue; readonly by?: readonly (readonly string[])[] }
  | { readonly state: 'empty' }
  | { readonly state: 'unread' }

export interface DeviceSession {
  /** Reads only; may be repeated. */
  identify(): Promise<DeviceIdentity>
  /** State of the slots asked about, in that order. `unknown` where the protocol cannot tell. `method` as in `readKcv`. */
  slots(wanted: readonly SlotRef[], method?: CheckValue['method']): Promise<readonly SlotState[]>
  /** What a load into this slot would erase besides the slot itself; null where the family never does. */
  erases(request: LoadRequest): readonly SlotRef[] | 'everything' | null
  /**
   * What the device will compare on this load; null where it gets nothing to compare. Absent where the family never does.
   * @throws devices/cannot-load where the request does not fit
   */
  checks?(request: LoadRequest): LoadCheck | null
  load(request: LoadRequest, ticket: Ticket): Promise<LoadReply>
  /**
   * The check value over what the slot holds now, `empty`, or null where this family cannot read this usage back.
   * @param method the one the value is to be compared by; a family that can choose makes it so, others give their own
   * @param order for families whose people read the value: what they are asked about
   */
  readKcv(slot: SlotRef, method?: CheckValue['method'], order?: ReadingOrder): Promise<Reading | null>
  /** Deletes one key, or all of them. Absent where the protocol cannot. */
  erase?(what: SlotRef | 'all', ticket: Ticket): Promise<LoadReply>
  /** The test of a key that was just loaded so; null where there is none, or none is wanted. Absent where the family has none. */
  test?(request: LoadRequest): FunctionalTest | null
  /** Until when the device takes loads, ms of the session's clock, as far as that is known; null where it is not, or is over. */
  window?(): { readonly endsAt: number } | null
  /** Ends the load in flight while the device has not carried it out; its reply is then a refusal. @returns false: too late */
  cancel?(): boolean
  /** Gives the device its serial number. */
  writeSerial?(serial: string, ticket: Ticket): Promise<LoadReply>
  /** From now on the device works with the key in this slot. */
  select?(slot: SlotRef, ticket: Ticket): Promise<LoadReply>
  /** The device and the line change to this rate, bits per second. */
  setRate?(baud: number, ticket: Ticket): Promise<LoadReply>
  close(): Promise<void>
}
