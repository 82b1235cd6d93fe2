// The handlers of what the window asks of the training bench.
import type { CommandAnswer, CommandArgs, CommandName } from '../contract/commands.js'
import type { PracticeAsked, TrainingView } from '../contract/training.js'

export interface TrainingDoors {
  view(): Promise<TrainingView>
  start(asked: PracticeAsked): Promise<{ opened: 'here' | 'window' }>
}

type TrainingCommand = Extract<CommandName, `training/${string}`>
export type TrainingHandlers = {
  readonly [Name in TrainingCommand]: (args: CommandArgs<Name>) => Promise<CommandAnswer<Name>>
}

export const trainingHandlers = (doors: TrainingDoors): TrainingHandlers => ({
  'training/view': () => doors.view(),
  'training/start': (asked) => doors.start(asked),
})
