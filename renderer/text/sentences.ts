// The shape of everything the window says. Both languages are of this type, so a sentence missing in one does not compile.
import type { FaultView } from '../../electron/contract/fault.js'
import type { ExpectedSource, KcvProvenance, KcvVerdict, Outcome } from '../../electron/contract/values.js'
import type { CardAction, CardStep, LogView, PortCardView } from '../../electron/contract/views.js'
import type { AuditText } from './audit-sentences'
import type { CeremonyText } from './ceremony-sentences'
import type { DiagnosisText } from './diagnosis-sentences'
import type { KeepingText } from './keeping-sentences'
import type { MonitorText } from './monitor-sentences'
import type { PeopleText } from './people-sentences'
import type { PortsText } from './port-sentences'
import type { PlansText, RegisterText, SheetText, TrainingText } from './register-sentences'
import type { ReportsText } from './report-sentences'

export type CardOutcome = NonNullable<PortCardView['outcome']>
/** What happened, what it means for the device, what to do now. `word` is the verdict in big letters. */
export interface OutcomeText {
  readonly word: string
  readonly happened: string
  readonly means: string
  readonly now: string
}
export interface Named {
  readonly name: string
  readonly about: string
}
/** Faults a simulated terminal can be told to have, offered as practice. */
export type Practice = 'none' | 'wrong-kcv' | 'silent-after-load' | 'cut-after-load' | 'stale'

export interface ShellText {
  readonly product: string
  readonly lab: string
  readonly production: string
  readonly modeAbout: Readonly<Record<'lab' | 'production', string>>
  readonly screens: Readonly<Record<'bench' | 'ceremony' | 'diagnosis' | 'audit' | 'monitor' | 'training', string>>
  readonly navigation: string
  readonly openAlerts: string
  readonly tally: (finished: number, total: number) => string
  readonly good: (n: number) => string
  readonly bad: (n: number) => string
  readonly operator: string
  readonly log: string
  /** The last pass covered the log up to a record; `since` have come after it. */
  readonly logReach: (last: string, since: string) => string
  readonly logState: Readonly<Record<LogView['state'], string>>
  readonly verifyLog: string
  readonly language: string
  readonly soundOn: string
  readonly soundOff: string
  readonly overlays: string
  readonly connecting: string
  readonly noBridge: string
  readonly notices: (n: number) => string
  readonly dismiss: string
  readonly close: string
  readonly next: Readonly<Record<FaultView['next'], string>>
}

export interface BenchText {
  readonly title: string
  readonly count: (n: number) => string
  readonly startAll: (n: number) => string
  readonly startAllAbout: string
  readonly simulate: string
  readonly simulateShort: string
  readonly simulateMenu: string
  readonly simulateDriver: string
  readonly simulatePractice: string
  readonly practice: Readonly<Record<Practice, Named>>
  readonly addPort: string
  readonly addPortAbout: string
  readonly portPath: string
  readonly portPathHint: string
  readonly driver: string
  readonly add: string
  readonly cancel: string
  readonly cards: string
  readonly empty: { readonly title: string; readonly lead: string; readonly production: string }
  readonly pictures: readonly [Named, Named, Named]
  readonly guide: { readonly title: string; readonly rows: readonly [Named, Named, Named]; readonly end: string }
  readonly simulated: string
  readonly simulatedShort: string
  readonly simulatedAbout: string
  readonly serial: string
  readonly noSerial: string
  readonly firmware: string
  readonly tampered: string
  readonly unknownDevice: string
  readonly model: string
  readonly slot: (n: number) => string
  readonly expected: string
  readonly station: string
  readonly reported: string
  readonly notYet: string
  readonly noExpected: string
  readonly withheld: string
  readonly noClearKey: string
  readonly asExpected: string
  readonly notAsExpected: string
  readonly noAnswer: string
  readonly source: Readonly<Record<ExpectedSource, Named>>
  readonly provenance: Readonly<Record<KcvProvenance, Named>>
  readonly verdict: Readonly<Record<KcvVerdict, string>>
  readonly differing: (n: number) => string
  readonly keyState: Readonly<Record<'waiting' | 'working' | 'done' | 'skipped', string>>
  readonly keysOf: string
  readonly rail: string
  readonly steps: Readonly<Record<CardStep, { readonly name: string; readonly doing: string }>>
  readonly seconds: (s: string) => string
  readonly record: (n: string) => string
  readonly logVerified: string
  readonly code: string
  readonly warnings: string
  /** By the name a warning has in records and on the command line. */
  readonly listComma: string
  readonly warningNames: Readonly<Record<string, string>>
  readonly happened: string
  readonly means: string
  readonly now: string
  readonly outcomes: Readonly<Record<CardOutcome, OutcomeText>>
  readonly keyOutcome: Readonly<Record<Outcome | 'closed', string>>
  readonly presence: Readonly<Record<PortCardView['presence'], { readonly word: string; readonly now: string }>>
  /** In place of the outcome's own advice while a result is not known. */
  readonly unsettled: { readonly awaited: string; readonly unreadable: string }
  readonly chooseFirst: { readonly word: string; readonly now: string }
  readonly attention: string
  readonly actions: Readonly<Record<CardAction, string>>
  readonly again: string
  readonly otherProfile: string
  readonly noProfiles: string
  readonly openJobFile: string
  readonly more: (label: string) => string
  readonly details: string
  readonly suggested: string
  readonly probeAbout: string
  readonly chooseFamily: { readonly word: string; readonly now: string }
  readonly renaming: {
    readonly title: (label: string) => string
    readonly about: string
    readonly aboutHere: string
    readonly name: string
    readonly confirm: string
  }
  readonly lineQuality: Readonly<
    Record<
      | 'good'
      | 'poor'
      | 'replies'
      | 'bytes'
      | 'garbageBytes'
      | 'badChecksums'
      | 'strayReplies'
      | 'retries'
      | 'resyncs'
      | 'timeouts',
      string
    >
  >
  /** While a person's wish to stop waits for what cannot be taken back. */
  readonly stopping: string
  /** Until the device itself takes no more loads. */
  readonly loadsFor: (seconds: number) => string
  readonly erasing: {
    readonly title: (label: string) => string
    /** null: the terminal tells no serial number. */
    readonly about: (key: string, serial: string | null) => string
    readonly confirm: string
    /** In place of the sentences for a refusal by the device. */
    readonly held: { readonly word: string; readonly happened: string; readonly means: string; readonly now: string }
  }
  readonly closing: {
    readonly title: (label: string) => string
    readonly about: string
    readonly reason: string
    readonly reasonHint: string
    readonly confirm: string
  }
}

export interface Sentences {
  readonly people: PeopleText
  readonly shell: ShellText
  readonly bench: BenchText
  readonly ports: PortsText
  readonly audit: AuditText
  readonly keeping: KeepingText
  readonly reports: ReportsText
  readonly monitor: MonitorText
  readonly diagnosis: DiagnosisText
  readonly plans: PlansText
  readonly register: RegisterText
  readonly training: TrainingText
  readonly sheet: SheetText
  readonly ceremony: CeremonyText
}
