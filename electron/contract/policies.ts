// What a production station is strict about: whole numbers with a standard, and which way weakens.

export const policyNames = [
  'idle-minutes',
  'shift-hours',
  'second-factor',
  'approval-hours',
  'swap',
  'station-combine',
] as const
export type PolicyName = (typeof policyNames)[number]

export interface PolicyRow {
  readonly standard: number
  readonly least: number
  readonly most: number
  /** `switch`: 0 off, 1 on. */
  readonly unit: 'minutes' | 'hours' | 'switch'
  /** The direction of a change that makes the station less strict, and so needs two people. */
  readonly weakens: 'more' | 'less'
}

export const policyTable = {
  'idle-minutes': { standard: 5, least: 1, most: 15, unit: 'minutes', weakens: 'more' },
  'shift-hours': { standard: 8, least: 1, most: 8, unit: 'hours', weakens: 'more' },
  /** On: without a second factor nobody but an administrator who is to set one up may do anything. */
  'second-factor': { standard: 0, least: 0, most: 1, unit: 'switch', weakens: 'less' },
  'approval-hours': { standard: 24, least: 1, most: 72, unit: 'hours', weakens: 'more' },
  /** On: a machine that may write its memory to a disk takes no session; off: it is warned of and recorded. */
  swap: { standard: 0, least: 0, most: 1, unit: 'switch', weakens: 'less' },
  'station-combine': { standard: 0, least: 0, most: 1, unit: 'switch', weakens: 'more' },
} as const satisfies Record<PolicyName, PolicyRow>

export const weakens = (name: PolicyName, from: number, to: number): boolean =>
  policyTable[name].weakens === 'more' ? to > from : to < from
