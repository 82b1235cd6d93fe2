// The field's words, as closed lists: what a key is for, how a check value is made, how an attempt ends.
import { z } from 'zod'

// A strict content policy reports the probe zod makes for `new Function`; jitless never makes it.
z.config({ jitless: true })

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]
/** A sentence shown to people, in both languages. */
export type Bilingual = { readonly zh: string; readonly en: string }

export const modes = ['lab', 'production'] as const
export type Mode = (typeof modes)[number]

export const algorithms = ['des', 'tdes', 'aes', 'sm4'] as const
export type Algorithm = (typeof algorithms)[number]

export const kcvMethodNames = [
  'des-zeros',
  'tdes-zeros',
  'tdes-cmac',
  'aes-zeros',
  'aes-cmac',
  'aes-ones',
  'sm4-zeros',
  'pax-parity',
  'tdes-ones',
  'xfs-self',
] as const
/** Check values made of the key alone: what a person, a job or a letter may name. */
export type KcvMethodName = (typeof kcvMethodNames)[number]

/** Check values made of more than the key: its serial number, or the cryptogram it travelled as. A driver's own. */
export const boundKcvMethodNames = ['newland-dukpt', 'pax-mac'] as const
export type BoundKcvMethodName = (typeof boundKcvMethodNames)[number]

/** Rules of length and method for check values, and of parity for keys: one is active on a station. */
export const keyProfileNames = ['pci', 'china', 'legacy'] as const
export type KeyProfileName = (typeof keyProfileNames)[number]

/** ISO 11568 / field usage words: terminal loading key, master, PIN, MAC, data, key-encrypting, DUKPT initial key. */
export const keyUsages = ['TLK', 'TMK', 'TPK', 'TAK', 'TDK', 'KEK', 'IK'] as const
export type KeyUsage = (typeof keyUsages)[number]

/** What a reported check value proves; belongs to {command, key type, KCV mode, firmware}, never to a driver as a whole. */
export const provenances = ['computed', 'checked', 'echoed', 'presence', 'human', 'none'] as const
export type KcvProvenance = (typeof provenances)[number]

export const verdicts = ['match', 'mismatch', 'incomparable', 'none'] as const
export type KcvVerdict = (typeof verdicts)[number]

/** Ways an attempt ends, worst first. */
export const outcomes = [
  'indeterminate',
  'mismatched',
  'refused',
  'unverified',
  'attested',
  'already-present',
  'abandoned',
  'injected',
] as const
export type Outcome = (typeof outcomes)[number]

/** Where an expected check value comes from. `station`: the station computed it itself, which proves the transport only. */
export const expectedSources = ['letter', 'hsm', 'key-block', 'signed', 'station'] as const
export type ExpectedSource = (typeof expectedSources)[number]

/** Changes of a device that load no key. */
export const orderNames = ['set-serial', 'set-rate', 'select', 'erase', 'erase-all'] as const
export type OrderName = (typeof orderNames)[number]

/** `by-hand`: the key gets into the terminal by people, and never passes through the station. */
export const materialForms = ['components', 'key-block', 'cryptogram', 'initial-key', 'by-hand'] as const
export type MaterialForm = (typeof materialForms)[number]

/** A check value: the method stays with the bytes, for values by different methods can never be compared. */
export interface CheckValue {
  readonly method: KcvMethodName | BoundKcvMethodName
  /** Upper-case hex, 2 to 16 bytes. */
  readonly hex: string
}

/** The name of a serial port as the operating system gives it, and what USB says of it. */
export interface PortInfo {
  readonly path: string
  readonly vendorId: string | null
  readonly productId: string | null
  readonly serialNumber: string | null
  /** The socket it hangs at, by the way through the hubs (`1-1.2:1.0`); absent where that cannot be told. */
  readonly place?: string
}

export interface DeviceIdentity {
  readonly family: string
  readonly serial: string | null
  readonly serialSource: 'read' | 'scanned' | 'authenticated' | null
  readonly model: string | null
  readonly firmware: string | null
  /** null where the protocol has no tamper flag. */
  readonly tampered: boolean | null
}

/** How good a line was since it was opened: counts and times, never content. */
export interface LineFigures {
  readonly txBytes: number
  readonly rxBytes: number
  /** Came in the settling time right after opening. */
  readonly staleBytes: number
  /** Belonged to no frame. */
  readonly garbageBytes: number
  /** Frames whose check was wrong. */
  readonly badChecksums: number
  /** Good frames that answered no command in flight. */
  readonly strayReplies: number
  /** Commands sent once more. */
  readonly retries: number
  /** Times that bytes were thrown away to find the start of a frame again. */
  readonly resyncs: number
  readonly timeouts: number
  /** Answers that came. */
  readonly replies: number
  /** From a command's last byte to its answer's last byte, ms; null where none came. */
  readonly replyP50Ms: number | null
  readonly replyP95Ms: number | null
}

export interface SlotState {
  readonly slot: number
  readonly usage: KeyUsage
  /** `unknown` where the protocol cannot tell: never taken for empty. */
  readonly state: 'empty' | 'filled' | 'unknown'
  readonly kcv: string | null
}
