// Who acts where two people are required. Lab says so and goes on with one; production has no sign-in here to name two by.
import { Fault } from '../contract/fault.js'
import type { Mode } from '../contract/values.js'
import { labOperator, type Operator } from './operator.js'

/** Asks two people for their consent to `what`, in English for the record of a refusal. @throws Fault audit/two-people */
export type TwoPeople = (what: string) => Promise<Operator>

/** Lab: one person, whose records say `one-person`. Production refuses until two are signed in. */
export const twoPeopleIn =
  (mode: Mode): TwoPeople =>
  async (what) => {
    if (mode === 'lab') return labOperator
    throw new Fault('audit/two-people', { what })
  }
