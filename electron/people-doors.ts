// What a station asks of its window: dialogs, paper, the keyboard, and a birth.
import type { KeyPress } from './ceremony/press.js'
import type { Paper } from './contract/paper.js'
import type { Language } from './contract/values.js'
import type { Plan } from './custody/birth.js'

/** What only a window can do: dialogs and paper. */
export interface PeopleDoors {
  readonly pickFile: () => Promise<string | null>
  readonly saveAs: (suggested: string) => Promise<string | null>
  /** Takes the window's keys before the page has them. @returns how to stop @throws ceremony/… */
  readonly capture: (heard: (press: KeyPress) => void) => Promise<() => void>
  /** Lets a person pick a file that is there. */
  readonly pick: (what: 'note' | 'archive') => Promise<string | null>
  readonly print: (paper: Paper, language: Language, path: string) => Promise<void>
  /** Makes the production station that two people planned, and goes on in it. */
  readonly beBorn: (plan: Plan) => Promise<void>
}
