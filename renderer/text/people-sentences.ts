// The shape of what the window says to people who load a terminal by hand. Both languages are of this type.
import type { LoadingWay } from '../../electron/contract/people.js'
import type { CardStep } from '../../electron/contract/views.js'
import type { OutcomeText } from './sentences'

export interface PeopleText {
  readonly title: (label: string, serial: string) => string
  readonly answer: string
  readonly nextTerminal: string
  readonly place: string
  readonly placeHint: string
  readonly addAbout: string
  readonly rail: readonly [string, string, string, string]
  readonly railName: string
  readonly others: string
  /** Minutes and seconds, as 4:09. */
  readonly passed: (time: string) => string
  readonly left: (time: string) => string
  readonly serial: {
    readonly title: string
    readonly about: string
    readonly field: string
    readonly again: string
    readonly scanned: string
    readonly known: (serial: string) => string
    readonly submit: string
  }
  readonly load: {
    readonly title: (label: string) => string
    readonly what: (usage: string, slot: number, algorithm: string) => string
    readonly recorded: string
    readonly steps: Readonly<Record<LoadingWay, readonly [string, string, string]>>
    readonly done: string
  }
  readonly reading: {
    readonly title: (reader: 1 | 2) => string
    readonly cover: Readonly<Record<1 | 2, string>>
    readonly again: (round: number, rounds: number) => string
    readonly begin: (reader: 1 | 2) => string
    readonly about: (label: string, most: number) => string
    readonly field: string
    readonly fewer: (fewest: number) => string
    readonly hint: (typed: string, meant: string) => string
    readonly noHex: (typed: string) => string
    readonly submit: string
    readonly none: string
  }
  readonly callOff: { readonly action: string; readonly about: Readonly<Record<'serial' | 'load' | 'reading', string>> }
  readonly back: string
  readonly steps: Partial<Readonly<Record<CardStep, { readonly name: string; readonly doing: string }>>>
  readonly outcomes: Readonly<Record<'indeterminate' | 'closed' | 'unverified' | 'mismatched', OutcomeText>>
  /** In place of the usual words, where one person did both readings. */
  readonly byOne: Pick<OutcomeText, 'happened' | 'now'>
}
