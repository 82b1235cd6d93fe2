// The training bench: starts a simulated terminal with a chosen fault, here or in a window of its own, and tells who practised what.
import { listRecords } from './audit/list.js'
import type { AuditLog, AuditRecord } from './audit/log.js'
import { Fault } from './contract/fault.js'
import type { PracticeAsked, PractisedView, TrainingView } from './contract/training.js'
import type { Operator } from './custody/operator.js'
import type { TrainingDoors } from './ipc/training-handlers.js'
import { isThere } from './store.js'
import { trainingFamilies } from './training-faults.js'

export interface TrainingDeskDoors {
  /** This window is the training bench. */
  readonly training: boolean
  /** False where the machine holds a production directory. */
  readonly possible: () => boolean
  /** Of the training bench, wherever this window works. */
  readonly directory: string
  readonly log: Pick<AuditLog, 'append'>
  /** Starts it on this bench. @returns its port */
  readonly startHere: (driver: string, behave: readonly string[]) => Promise<string>
  readonly openWindow: (asked: PracticeAsked) => void
}

export class TrainingDesk implements TrainingDoors {
  constructor(private readonly doors: TrainingDeskDoors) {}

  async view(): Promise<TrainingView> {
    const { training, possible, directory } = this.doors
    return {
      training,
      possible: possible(),
      families: trainingFamilies(),
      practised: isThere(directory) ? await practisedIn(directory) : [],
    }
  }

  /** @throws training/not-here where nothing may be simulated on this machine */
  async start(asked: PracticeAsked): Promise<{ opened: 'here' | 'window' }> {
    if (!this.doors.possible()) throw new Fault('training/not-here')
    if (!this.doors.training) {
      this.doors.openWindow(asked)
      return { opened: 'window' }
    }
    await this.here(asked)
    return { opened: 'here' }
  }

  /** On the training bench itself. */
  async here({ driver, behave, cause, by }: PracticeAsked): Promise<void> {
    const behaves = behave === '' ? [] : [behave]
    const port = await this.doors.startHere(driver, behaves)
    await this.doors.log.append('practice-begun', { driver, behave: behaves, cause, port, by }, trainee(by))
  }
}

const trainee = (by: string): Operator => ({ actors: [by], role: 'trainee', session: null })

interface Practice {
  readonly by: string
  readonly driver: string
  readonly behave: string
  readonly cause: string | null
}

/** The log of the training bench, folded: it is read while the bench works on it, too. */
async function practisedIn(directory: string): Promise<PractisedView[]> {
  const at = new Map<string, Practice>()
  const attempts = new Map<string, Practice>()
  const sums = new Map<string, PractisedView>()
  const add = (
    practice: Practice,
    change: Partial<Record<'times' | 'loads' | 'asked' | 'named', number>>,
    wall: string,
  ) => {
    const { by, driver, behave } = practice
    const key = JSON.stringify([by, driver, behave])
    const sum = sums.get(key) ?? { by, driver, behave, times: 0, last: wall, loads: 0, asked: 0, named: 0 }
    sums.set(key, {
      ...sum,
      last: wall,
      times: sum.times + (change.times ?? 0),
      loads: sum.loads + (change.loads ?? 0),
      asked: sum.asked + (change.asked ?? 0),
      named: sum.named + (change.named ?? 0),
    })
  }
  const hear: { readonly [Type in AuditRecord['type']]?: (record: Extract<AuditRecord, { type: Type }>) => void } = {
    'practice-begun': ({ body, wall }) => {
      const { by, driver, cause } = body
      const practice = { by, driver, behave: body.behave[0] ?? '', cause }
      at.set(body.port, practice)
      add(practice, { times: 1 }, wall)
    },
    'attempt-intent': ({ body, wall }) => {
      const practice = at.get(body.port)
      if (!practice) return
      attempts.set(body.attempt, practice)
      add(practice, { loads: 1 }, wall)
    },
    'diagnosis-made': ({ body, wall }) => {
      const practice = body.attempt === null ? undefined : attempts.get(body.attempt)
      if (!practice) return
      const named = practice.cause !== null && body.causes.slice(0, 3).some(({ cause }) => cause === practice.cause)
      add(practice, { asked: 1, named: named ? 1 : 0 }, wall)
    },
  }
  for await (const record of listRecords(directory))
    (hear[record.type] as ((record: AuditRecord) => void) | undefined)?.(record)
  return [...sums.values()].sort((a, b) => (a.last < b.last ? 1 : -1))
}
