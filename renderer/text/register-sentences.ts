// The words of the register, the training bench and the sheets on paper that both languages have.
import type { DateReason, DateSource } from '../../electron/contract/diagnosis-views.js'
import type { PlanOwner } from '../../electron/contract/monitor.js'
import type { ChangeKind, DependencyName } from '../../electron/contract/register.js'
import type { SheetKind } from '../../electron/contract/sheet-views.js'

export interface RegisterText {
  readonly title: string
  readonly lead: string
  readonly open: string
  readonly close: string
  readonly entered: (by: string, when: string, seq: string) => string
  readonly firmware: {
    readonly title: string
    readonly about: string
    readonly none: string
    readonly model: string
    readonly version: string
    readonly rule: string
    readonly rules: Readonly<Record<'minimum' | 'bad', string>>
    readonly reason: string
    readonly reasonHint: string
    readonly enter: string
    readonly free: string
    readonly freeReason: string
    readonly met: string
  }
  readonly calendar: {
    readonly title: string
    readonly about: string
    readonly none: string
    readonly day: string
    readonly what: string
    readonly note: string
    readonly enter: string
    readonly change: string
    readonly withdraw: string
    readonly withdrawReason: string
    readonly cancel: string
    readonly badDay: string
  }
  readonly kinds: Readonly<Record<ChangeKind, string>>
  readonly dependencies: {
    readonly title: string
    readonly about: string
    readonly offline: string
    readonly names: Readonly<Record<DependencyName, string>>
    readonly host: string
    readonly port: string
    readonly set: string
    readonly stop: string
    readonly none: string
    readonly reached: (ms: number) => string
    readonly lost: string
    readonly notYet: string
  }
  readonly dates: {
    readonly title: string
    readonly onset: (day: string, source: string) => string
    readonly noOnset: string
    readonly none: string
    readonly sources: Readonly<Record<DateSource, string>>
    readonly place: Readonly<Record<DateSource, (n: string) => string>>
    readonly before: (days: number) => string
    readonly because: Readonly<Record<DateReason, string>>
    readonly speaksFor: string
    readonly causes: Readonly<Record<string, string>>
  }
  readonly log: {
    readonly import: string
    readonly about: string
    readonly read: (file: string, lines: string, events: string) => string
    readonly drop: string
    readonly line: (n: string) => string
    readonly says: Readonly<Record<string, string>>
    readonly codes: string
    readonly codesHint: string
  }
  readonly signIn: {
    readonly onset: string
    readonly onsetHint: string
    readonly tdk: string
    readonly tmk: string
    readonly hostTmk: string
    readonly keyIndex: string
    readonly loadedIndex: string
    readonly terminalId: string
    readonly keyTerminalId: string
    readonly algorithm: string
    readonly algorithms: Readonly<Record<'' | 'tdes' | 'sm4', string>>
    readonly slot: string
    readonly slots: Readonly<Record<'' | 'filled' | 'empty', string>>
    readonly groups: Readonly<Record<'message' | 'terminal' | 'host' | 'when', string>>
    readonly calendarUsed: (n: number) => string
    readonly badIndex: string
    readonly badTerminal: string
  }
  readonly failures: {
    readonly title: string
    readonly about: string
    readonly none: string
    readonly asked: (cause: string, percent: string) => string
    readonly notAsked: string
  }
}

export interface TrainingText {
  readonly title: string
  readonly lead: string
  readonly badge: string
  readonly badgeAbout: string
  readonly here: string
  readonly elsewhere: string
  readonly impossible: string
  readonly name: string
  readonly nameHint: string
  readonly families: string
  readonly fault: string
  readonly start: string
  readonly opened: string
  readonly teaches: string
  readonly practised: string
  readonly practisedNone: string
  readonly columns: Readonly<Record<'by' | 'family' | 'fault' | 'times' | 'loads' | 'asked' | 'named' | 'last', string>>
  readonly window: string
}

/** Of the monitor's page of plans, and its paper. */
export interface PlansText {
  readonly owner: Readonly<Record<PlanOwner, string>>
  readonly plansOf: string
  readonly plansAbout: string
  readonly noPlans: { readonly name: string; readonly about: string }
  readonly planFor: (cause: string, serial: string | null) => string
  readonly doneWhen: string
  readonly ready: string
  readonly openSteps: (n: number) => string
  readonly weakestAt: (step: string, percent: string) => string
  readonly allPass: string
  readonly printPeople: string
  readonly printPlans: string
}

export interface SheetText {
  readonly titles: Readonly<Record<SheetKind, string>>
  readonly printed: (when: string, records: string) => string
  readonly print: string
  readonly savedAs: (file: string) => string
  readonly record: string
  readonly attempt: string
  readonly device: string
  readonly check: string
  readonly status: string
  readonly found: string
  readonly step: string
  readonly owner: string
  readonly due: string
  readonly shown: string
  readonly done: string
  readonly signature: string
  readonly lab: string
  readonly weakest: string
}
