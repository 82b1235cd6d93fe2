// The training bench: simulated terminals with a chosen fault, in a data directory of its own, and who practised what.
import { z } from 'zod'
import { isKeyLike } from './key-like.js'
import { nothing, row } from './row.js'
import type { Bilingual } from './values.js'

export interface TrainingFaultView {
  /** As the simulator takes it: `name` or `name=argument`; empty for a terminal without fault. */
  readonly behave: string
  readonly name: Bilingual
  /** What will be seen, and what there is to learn. */
  readonly about: Bilingual
  /** The cause that the diagnosis should name; null where there is no mismatch to explain. */
  readonly cause: string | null
}
export interface TrainingFamilyView {
  readonly driver: string
  readonly title: Bilingual
  readonly faults: readonly TrainingFaultView[]
}
/** One person and one fault, over all times that it was practised. */
export interface PractisedView {
  readonly by: string
  readonly driver: string
  readonly behave: string
  readonly times: number
  readonly last: string
  /** Loads into such a terminal, and how many of them were asked why. */
  readonly loads: number
  readonly asked: number
  /** Diagnoses that named the fault. */
  readonly named: number
}
export interface TrainingView {
  /** This window is the training bench itself. */
  readonly training: boolean
  /** False where there is no training on this machine: it holds a production directory. */
  readonly possible: boolean
  readonly families: readonly TrainingFamilyView[]
  readonly practised: readonly PractisedView[]
}

export interface PracticeAsked {
  readonly driver: string
  readonly behave: string
  readonly cause: string | null
  /** Who practises. */
  readonly by: string
}
export const practiceShape: z.ZodType<PracticeAsked> = z.strictObject({
  driver: z.string().regex(/^[a-z0-9-]{1,40}$/),
  behave: z.string().regex(/^$|^[a-z0-9-]{1,40}(=[A-Za-z0-9-]{1,40})?$/),
  cause: z
    .string()
    .regex(/^[a-z0-9+-]{1,80}$/)
    .nullable(),
  by: z
    .string()
    .trim()
    .regex(/^[^\p{C}\p{Zl}\p{Zp}]{1,40}$/u)
    .refine((text) => !isKeyLike(text)),
})

export const trainingCommands = {
  'training/view': row<typeof nothing, TrainingView>(nothing),
  /** On the training bench starts the terminal; in any other window opens the training bench with it. */
  'training/start': row<typeof practiceShape, { opened: 'here' | 'window' }>(practiceShape),
} as const
