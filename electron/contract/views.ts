// What the window sees: one whole view, made in main; a screen is a function of it.
import type { IndexView } from './audit-views.js'
import type { CeremonyView } from './ceremony.js'
import type { KcvComparison } from './events.js'
import type { FaultView } from './fault.js'
import type { WitnessView } from './keeping-views.js'
import type { QuestionView } from './people.js'
import type { Bilingual, DeviceIdentity, KeyUsage, Language, LineFigures, Mode, Outcome, SlotState } from './values.js'

export interface StationView {
  readonly language: Language
  readonly mode: Mode
  /** The training bench: simulated terminals, and a log of its own. */
  readonly training: boolean
  readonly stationId: string
  readonly operator: { readonly id: string; readonly name: string }
  readonly log: LogView
  /** Alerts that nobody has confirmed. */
  readonly openAlerts: number
  readonly tally: { readonly total: number; readonly finished: number; readonly good: number; readonly bad: number }
  readonly ports: readonly PortCardView[]
  readonly profiles: readonly ProfileView[]
  readonly drivers: readonly DriverView[]
  /** What people at terminals without a line are asked right now; no question holds an expected value. */
  readonly questions: readonly QuestionView[]
  readonly ceremony: CeremonyView
  /** Faults that belong to no card, newest first. */
  readonly notices: readonly FaultView[]
}

export interface DriverView {
  readonly id: string
  readonly title: Bilingual
  /** No line: people load at the terminal and read its screen. */
  readonly byPeople: boolean
}

export interface LogView {
  readonly size: number
  readonly state: 'unverified' | 'verifying' | 'pass' | 'fail' | 'incomplete'
  /** How many records the last verification covered; what came since is not verified. null before the first. */
  readonly verifiedSize: number | null
  readonly reasons: readonly Bilingual[]
  readonly index: IndexView
  /** Records done by the verification under way; null where there is none. */
  readonly verifying: number | null
  /** Records read for the report or export under way; null where there is none. */
  readonly paper: number | null
  readonly witness: WitnessView
  /** Days that records stay before they may be dropped. */
  readonly keptDays: number
}

/** A set of keys to load that can be chosen for a port. */
export interface ProfileView {
  readonly id: string
  readonly title: Bilingual
  readonly about: Bilingual
  /** The driver ids it fits; empty for all. */
  readonly drivers: readonly string[]
}

/** What can be settled for the line to a port; asked for when somebody wants to see it. */
export interface PortSettingsView {
  readonly driver: string
  /** Bits per second, the family's own, and those to choose from; null where there is no line. */
  readonly line: { readonly baud: number; readonly usual: number; readonly rates: readonly number[] } | null
  /** Points that the family's protocol leaves open. */
  readonly settings: readonly {
    readonly name: string
    readonly about: Bilingual
    readonly values: readonly string[]
    readonly usual: string
    readonly value: string
  }[]
}

export type CardStep = 'identify' | 'slots' | 'armed' | 'load' | 'read-back' | 'record'
export const cardSteps: readonly CardStep[] = ['identify', 'slots', 'armed', 'load', 'read-back', 'record']

export interface PortCardView {
  /** The port's path: its identity on the bench. */
  readonly port: string
  /** A1, A2 … or what the technician named it. */
  readonly label: string
  /** The socket of the machine it hangs at, where that can be told: what a name given to the port is kept for. */
  readonly place: string | null
  readonly driver: string | null
  /** Ids of the families its USB ids suggest. */
  readonly suggested: readonly string[]
  readonly driverTitle: Bilingual | null
  /** Bits per second where a person chose another rate than the family's own; null: the family's. */
  readonly baud: number | null
  /** Settings of the family that a person changed, by name. */
  readonly settings: Readonly<Record<string, string>>
  readonly simulated: boolean
  /** No line: people load at the terminal and read its screen. */
  readonly byPeople: boolean
  readonly presence: 'empty' | 'identifying' | 'ready' | 'working' | 'gone'
  readonly device: DeviceIdentity | null
  readonly profile: string | null
  readonly keys: readonly KeyRowView[]
  /** Where the key at work is; null when nothing is under way. */
  readonly step: CardStep | null
  /** Wall clock, milliseconds since 1970, when the work on this card began; null when idle. */
  readonly startedAt: number | null
  /** Somebody asked to stop: what cannot be taken back is finished, nothing new is begun. */
  readonly stopping: boolean
  /** Until when the device takes loads, ms since 1970; null where that is not known. */
  readonly loadsUntil: number | null
  /** The whole card's verdict once all keys ended. */
  readonly outcome: Outcome | 'complete' | 'partial' | 'failed' | 'closed' | null
  readonly fault: FaultView | null
  /** How good the line was, from the last opening of the port to its closing; null where it was not opened yet. */
  readonly line: LineFigures | null
  /** What can be done now; a load is offered only where it is safe. */
  readonly actions: readonly CardAction[]
}
export type CardAction =
  | 'family'
  | 'probe'
  | 'rename'
  | 'settings'
  /** Reads the serial number off the label of a terminal that tells none. */
  | 'scan'
  | 'identify'
  | 'choose'
  | 'start'
  /** Loads once more, and lets go of the keys that were shown. */
  | 'allow-erase'
  | 'stop'
  | 'read-back'
  | 'close-attempt'
  | 'remove'

export interface KeyRowView {
  readonly label: string
  readonly slot: number
  readonly usage: KeyUsage
  readonly state: 'waiting' | 'working' | 'done' | 'skipped'
  readonly kcv: KcvComparison | null
  /** Whether the device's value was read back after the load, not told in its answer. */
  readonly readBack: boolean
  /** Keys beside its own that the device held and that this load removes. */
  readonly vanishing: readonly SlotState[]
  /** What a person has to do at the device right now. */
  readonly ask: Bilingual | null
  /** Expected and station value are kept back in main, for people are still to read the terminal's own. */
  readonly withheld: boolean
  readonly outcome: Outcome | null
  /** Its result stayed unknown and a person closed it with a reason. */
  readonly closed: boolean
  readonly attempt: string | null
  /** The number of its result record in the log. */
  readonly seq: number | null
  readonly ms: number | null
  readonly warnings: readonly string[]
  /** The device's own result code, escaped. */
  readonly code: string | null
  readonly fault: FaultView | null
}

export interface RecordView {
  readonly seq: number
  readonly type: string
  readonly wall: string
  readonly operator: string
  readonly device: string | null
  readonly outcome: Outcome | null
  /** The record as stored, indented. It holds no key material by construction. */
  readonly text: string
}

export interface VerifyView {
  readonly verdict: 'pass' | 'fail' | 'incomplete'
  readonly size: number
  readonly root: string
  readonly mode: Mode | null
  readonly trust: {
    readonly vkey: 'pinned' | 'self-asserted'
    /** The last record that somebody outside this log has seen, by their own word; null for none. */
    readonly anchoredTo: number | null
    /** Everybody who has seen it, the log's own witnesses too, oldest first. */
    readonly anchors: readonly AnchorView[]
    /** Records that were dropped after archiving: not looked at here. Absent where all are there. */
    readonly dropped?: number
  }
  readonly firstBad: number | null
  readonly reasons: readonly string[]
  /** The reasons for people, where a window asked. */
  readonly said?: readonly Bilingual[]
}

/** Somebody has seen the log up to record `seq`. */
export interface AnchorView {
  readonly seq: number
  /** The file that was brought along, or the name of the witness. */
  readonly by: string
  /** When the witness saw it, ISO 8601; null for a file without a witness. */
  readonly at: string | null
  /** `given`: brought along; `witness`: cosigned by a key brought along; `named-by-log`: by a key that only the log names. */
  readonly how: 'given' | 'witness' | 'named-by-log'
}
