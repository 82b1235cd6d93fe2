// The shape of what the diagnosis screen says.
import type {
  ChecklistAnswer,
  CheckStatus,
  LevelName,
  Party,
  StepView,
} from '../../electron/contract/diagnosis-views.js'

export interface DiagnosisText {
  readonly title: string
  readonly lead: string
  readonly why: string
  readonly empty: { readonly title: string; readonly lead: string; readonly failed: string; readonly none: string }
  readonly working: string
  readonly withheld: string
  readonly another: string
  /** How sure, in words, from 0 to 1. */
  readonly sure: (confidence: number) => string
  readonly confidence: (percent: string) => string
  readonly tie: (others: string) => string
  readonly agree: string
  readonly agreeAdvice: string
  readonly party: string
  readonly parties: Readonly<Record<Party, string>>
  readonly others: string
  readonly values: string
  readonly components: string
  readonly component: (n: number) => string
  readonly marked: string
  readonly evidence: string
  /** Facts by the name that they have in a report; one without a name here keeps its own. */
  readonly facts: Readonly<Record<string, string>>
  readonly yes: string
  readonly no: string
  readonly search: string
  readonly searchAbout: string
  readonly searched: (tried: string) => string
  readonly searchLonger: string
  readonly searchLongerAbout: string
  readonly stopLonger: string
  readonly searchedLonger: string
  readonly checks: string
  readonly levels: Readonly<Record<LevelName, string>>
  readonly names: Readonly<Record<string, string>>
  readonly status: Readonly<Record<CheckStatus, string>>
  readonly look: string
  readonly answers: Readonly<Record<ChecklistAnswer, string>>
  readonly answer: string
  readonly plan: string
  readonly planEmpty: string
  readonly contingency: string
  readonly severity: Readonly<Record<StepView['severity'], string>>
  readonly owners: Readonly<Record<StepView['owner'], string>>
  readonly durations: Readonly<Record<string, string>>
  readonly within: string
  readonly doneWhen: string
  readonly ticked: (by: string, when: string, seq: string) => string
  readonly done: (n: number, of: number) => string
  readonly practise: string
  readonly practiseAbout: string
  /** Where no simulated terminal can have this very fault. */
  readonly practiseAny: string
  readonly practiseAnyAbout: string
  readonly manual: string
  readonly signIn: string
  readonly kinds: string
  readonly form: {
    readonly method: string
    readonly expected: string
    readonly station: string
    readonly reported: string
    readonly valueHint: string
    readonly unknownHint: string
    readonly way: string
    readonly ways: Readonly<Record<string, string>>
    readonly components: string
    readonly componentsHint: string
    readonly before: string
    readonly serial: string
    readonly code: string
    readonly field62: string
    readonly field62Hint: string
    readonly wrong: string
    readonly pik: string
    readonly mak: string
    readonly others: string
    readonly submit: string
    readonly noKeys: string
    readonly badValue: string
  }
}
