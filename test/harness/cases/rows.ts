// One row a kind of case: how often it is met in the field, and how one is made.
import type { Random } from './random.js'
import type { MadeCase } from './shape.js'

export interface Row {
  readonly id: string
  /** Cases a thousand in the field-like mix; docs/accuracy.md says why. */
  readonly weight: number
  /** One case, or null where this draw does not give one: another is made. */
  readonly make: (random: Random) => MadeCase | null
}
