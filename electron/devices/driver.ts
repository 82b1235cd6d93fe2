// What a device family is to the station: a driver that opens a session, and a session that loads keys.
import type { FrameLayout } from '../contract/layout.js'
import type { Secret } from '../contract/secret.js'
import type { Ticket } from '../contract/ticket.js'
import type {
  Algorithm,
  Bilingual,
  BoundKcvMethodName,
  CheckValue,
  DeviceIdentity,
  KcvProvenance,
  KeyUsage,
  MaterialForm,
  PortInfo,
  SlotState,
} from '../contract/values.js'
import type { People } from './driver-people.js'

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
  /** Chunks as they come. Answers a function that stops listening. */
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
  readonly about: string
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

export interface SlotRef {
  readonly usage: KeyUsage
  readonly slot: number
}

/** What a family wants said in the header of a key block that the station makes for it. */
export interface BlockHeader {
  readonly versionId: 'A' | 'B'
  readonly keyUsage: string
  readonly modeOfUse: string
  readonly optionalBlocks: readonly { readonly id: string; readonly data: string }[]
}

export type LoadMaterial =
  /** People bring it into the terminal; the station never has it. */
  | { readonly form: 'by-hand' }
  /** The clear key: travels in clear where the protocol and the policy allow. */
  | {
      readonly form: 'clear'
      readonly secret: Secret
      /** Whether these ASCII hex digits are the key, for families that echo a load; the digits are zeroed. */
      readonly echoes?: (digits: Uint8Array) => boolean
    }
  /** The station enciphers `secret` under `key` in native memory on the way out. */
  | {
      readonly form: 'wrapped'
      readonly secret: Secret
      readonly key: Secret
      /** MAC with `key` over the key as it travels and public data behind it: some families check a load so. */
      readonly mac?: (data: Uint8Array) => Uint8Array
      /** The key as a block under `key`, no longer than its version makes it: some families take no other cryptogram. */
      readonly block?: (header: BlockHeader) => string
    }
  /** Enciphered elsewhere under the key already in the device. */
  | { readonly form: 'cryptogram'; readonly bytes: Uint8Array }
  | { readonly form: 'key-block'; readonly block: string }
  /** DUKPT initial key with its key serial number (10 or 12 bytes). */
  | {
      readonly form: 'initial-key'
      readonly secret: Secret
      readonly ksn: Uint8Array
      readonly key: Secret | null
      /** The station's own check value over the initial key and its serial number, for families that send it along; TDES only. */
      readonly bound?: (method: 'newland-dukpt') => CheckValue
      /** As of a wrapped key; absent where `key` is null. */
      readonly block?: (header: BlockHeader) => string
    }

export interface LoadRequest extends SlotRef {
  readonly algorithm: Algorithm
  /** The key's name in the job, for people. */
  readonly label?: string
  readonly material: LoadMaterial
  /** Where in the device the transport key lies, and its check value as hex where known; null when the key travels in clear. */
  readonly under: (SlotRef & { readonly kcv?: string | null }) | null
  /** The value to send along where the protocol lets the device check it: as many bytes as are known, at least 3; null when none is known. */
  readonly expected: CheckValue | null
}

/** The device's answer to a load. A lost or broken answer is a Fault (`wire/…`), never a value. */
export type LoadReply =
  | {
      readonly kind: 'accepted'
      readonly code: string
      /** The check value as the device gave it, uncut; null where it gives none. */
      readonly reported: CheckValue | null
      /** A value made of more than the key, whole: the station compares it with its own, and a difference outweighs `reported`. */
      readonly bound?: CheckValue & { readonly method: BoundKcvMethodName }
      readonly provenance: KcvProvenance
    }
  | {
      readonly kind: 'refused'
      readonly code: string
      readonly meaning: Bilingual
      /** The code says that the check value did not agree. */
      readonly kcvDisagrees: boolean
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
  load(request: LoadRequest, ticket: Ticket): Promise<LoadReply>
  /**
   * The check value over what the slot holds now, `empty`, or null where this family cannot read this usage back.
   * @param method the one the value is to be compared by; a family that can choose makes it so, others give their own
   * @param order for families whose people read the value: what they are asked about
   */
  readKcv(slot: SlotRef, method?: CheckValue['method'], order?: ReadingOrder): Promise<Reading | null>
  /** Deletes one key, or all of them. Absent where the protocol cannot. */
  erase?(what: SlotRef | 'all', ticket: Ticket): Promise<LoadReply>
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
