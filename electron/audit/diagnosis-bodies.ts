// Records of a diagnosis: that it was made, its ticks, and what a person who looked answered.
import { z } from 'zod'
import { count, id, name } from './fields.js'
import { registerBodies } from './register-bodies.js'

const serial = name.nullable()

export const diagnosisBodies = {
  ...registerBodies,
  /** Why a check value did not agree; never what was tried, nor any check value of it. */
  'diagnosis-made': z.strictObject({
    attempt: id.nullable(),
    serial,
    party: id,
    causes: z.array(z.strictObject({ cause: name, perMille: count.max(1000) })).max(8),
    /** Whether keys in native memory were searched, over how many hypotheses. */
    searched: z.boolean(),
    tried: count,
    /** What is to be done; its ticks are `plan-step-ticked`. Absent in records of earlier builds. */
    severity: z.enum(['low', 'medium', 'high', 'critical']).optional(),
    plan: z
      .array(
        z.strictObject({
          step: id,
          kind: z.enum(['step', 'contingency']),
          owner: z.enum(['technician', 'custodians', 'officer', 'administrator', 'host']),
          within: z.string().regex(/^P[0-9DTHM]{1,12}$/),
        }),
      )
      .max(32)
      .optional(),
  }),
  /** Of earlier builds: a step of its plan ticked, or the tick taken back. `diagnosis` is the number of its record. */
  'diagnosis-step': z.strictObject({
    diagnosis: count,
    attempt: id.nullable(),
    serial,
    step: id,
    kind: z.enum(['step', 'contingency']),
    done: z.boolean(),
  }),
  /** What a person who looked answered to the list of a check. */
  'diagnosis-check': z.strictObject({
    diagnosis: count,
    attempt: id.nullable(),
    serial,
    check: name,
    answers: z.array(z.strictObject({ item: id, answer: z.enum(['ok', 'bad', 'none']) })).max(16),
  }),
} as const satisfies Record<string, z.ZodType>
