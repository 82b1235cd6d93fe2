// Who acts where two people are required: lab says so and goes on with one, production has both their names.
import { Fault } from '../contract/fault.js'
import type { Mode } from '../contract/values.js'
import { labOperator, type Operator } from './operator.js'

/** Asks two people for their consent to `what`, in English for the record of a refusal. @throws Fault audit/two-people */
export type TwoPeople = (what: string) => Promise<Operator>

/** Lab: one person, whose records say `one-person`. In production the call waits at the gate until a second has agreed. */
export const twoPeopleIn =
  (mode: Mode, present: () => Operator): TwoPeople =>
  async (what) => {
    if (mode === 'lab') return labOperator
    const operator = present()
    if (new Set(operator.actors).size < 2) throw new Fault('audit/two-people', { what })
    return operator
  }
