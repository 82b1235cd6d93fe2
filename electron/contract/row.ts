// One row of the table of commands: the shape of its arguments, who may send it, the shape of its answer.
import { z } from 'zod'

export const row = <Shape extends z.ZodType, Answer>(args: Shape, lab: 'lab' | 'production' | 'any' = 'any') => ({
  args,
  lab,
  answer: undefined as unknown as Answer,
})
export const nothing = z.strictObject({})
