// The shape of what the window says in a key ceremony. Both languages are of this type.
import type { ComponentSource, Ending, PressRefusal } from '../../electron/contract/ceremony.js'

export interface CeremonyText {
  readonly title: string
  readonly lead: string
  readonly rail: Readonly<Record<'profile' | 'component' | 'combined' | 'approval' | 'ready', string>>
  readonly railName: string
  readonly component: (n: number) => string
  /** What of, such as "TPK · slot 2 · TDES, 16 bytes". */
  readonly key: (usage: string, slot: number, algorithm: string, bytes: number) => string
  readonly start: {
    readonly title: string
    readonly about: string
    readonly begin: (name: string) => string
    readonly components: (n: number) => string
    readonly expected: string
    readonly noExpected: string
    readonly open: string
    readonly none: string
    readonly pictures: readonly [string, string, string]
  }
  readonly keypad: {
    readonly title: string
    readonly about: string
    readonly any: string
    readonly missing: string
  }
  readonly awaiting: {
    readonly title: (n: number, of: number) => string
    readonly about: string
    readonly person: string
    readonly bag: string
    readonly bagHint: string
    readonly bring: Readonly<Record<ComponentSource, string>>
    readonly looked: string
  }
  readonly entering: {
    readonly title: (n: number) => string
    readonly about: Readonly<Record<ComponentSource, string>>
    readonly digits: (n: number, of: number) => string
    readonly whole: string
    readonly keys: readonly (readonly [key: string, what: string])[]
    readonly done: string
    readonly clear: string
    readonly refused: Readonly<Record<PressRefusal, string>>
    readonly times: (n: number) => string
    readonly wiped: (seconds: number) => string
  }
  readonly networks: (names: string) => string
  readonly waits: (time: string) => string
  readonly checking: {
    readonly title: (n: number) => string
    readonly known: string
    readonly unknown: string
    readonly letter: string
    readonly station: string
    readonly onLetter: string
    readonly confirm: string
    readonly differs: string
  }
  readonly differing: {
    readonly title: string
    readonly about: string
    readonly again: string
    readonly same: string
    readonly once: string
    readonly take: string
    readonly takeNow: string
  }
  readonly approving: {
    readonly title: string
    readonly agrees: string
    readonly unproven: string
    readonly about: string
    readonly approve: string
    readonly expected: string
    readonly custodians: string
  }
  readonly ended: {
    readonly ready: string
    readonly readyAbout: string
    readonly toBench: string
    readonly title: string
    readonly about: string
    readonly because: Readonly<Record<Ending, string>>
    readonly close: string
  }
  readonly list: {
    readonly title: string
    readonly accepted: string
    readonly now: string
    readonly ahead: string
    readonly bag: (bag: string) => string
    readonly differs: string
  }
  readonly held: {
    readonly title: string
    readonly none: string
    readonly loads: (n: number) => string
    readonly until: (time: string) => string
    readonly wipe: string
    readonly windows: string
  }
  readonly abort: string
  readonly lab: string
}
