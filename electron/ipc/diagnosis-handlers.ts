// The handlers of what the window asks about a check value that does not agree.
import type { CommandAnswer, CommandArgs, CommandName } from '../contract/commands.js'
import type { TypedCase } from '../contract/diagnosis-commands.js'
import type { ChecklistAnswer, DiagnosisView, FailureView, TerminalLogView } from '../contract/diagnosis-views.js'

export interface DiagnosisDoors {
  explain(attempt: string): Promise<DiagnosisView>
  typed(typed: TypedCase): Promise<DiagnosisView>
  search(diagnosis: number): Promise<DiagnosisView>
  searchLonger(diagnosis: number): Promise<DiagnosisView>
  longer(diagnosis: number, stop: boolean): { done: number | null }
  tick(diagnosis: number, step: string, done: boolean): Promise<DiagnosisView>
  check(
    diagnosis: number,
    check: string,
    answers: readonly { readonly item: string; readonly answer: ChecklistAnswer }[],
  ): Promise<DiagnosisView>
  failures(): readonly FailureView[]
  importLog(): Promise<TerminalLogView | null>
  print(diagnosis: number): Promise<{ file: string } | null>
}

type DiagnosisCommand = Extract<CommandName, `diagnosis/${string}`>
export type DiagnosisHandlers = {
  readonly [Name in DiagnosisCommand]: (args: CommandArgs<Name>) => Promise<CommandAnswer<Name>>
}

export const diagnosisHandlers = (doors: DiagnosisDoors): DiagnosisHandlers => ({
  'diagnosis/explain': ({ attempt }) => doors.explain(attempt),
  'diagnosis/case': ({ typed }) => doors.typed(typed),
  'diagnosis/search': ({ diagnosis }) => doors.search(diagnosis),
  'diagnosis/search-longer': ({ diagnosis }) => doors.searchLonger(diagnosis),
  'diagnosis/longer': async ({ diagnosis, stop }) => doors.longer(diagnosis, stop),
  'diagnosis/tick': ({ diagnosis, step, done }) => doors.tick(diagnosis, step, done),
  'diagnosis/check': ({ diagnosis, check, answers }) => doors.check(diagnosis, check, answers),
  'diagnosis/failures': async () => doors.failures(),
  'diagnosis/import-log': () => doors.importLog(),
  'diagnosis/print': ({ diagnosis }) => doors.print(diagnosis),
})
