// Which ended attempts a diagnosis has something to say about.
import type { Outcome } from '../../../electron/contract/values.js'
import type { KeyRowView } from '../../../electron/contract/views.js'

const explained: readonly (Outcome | null)[] = ['mismatched', 'refused', 'indeterminate', 'unverified']

/** Ended, on record, with a value that was expected; what the station itself held back explains itself. */
export const isExplained = ({ attempt, outcome, kcv, withheld, fault }: KeyRowView): boolean =>
  attempt !== null &&
  explained.includes(outcome) &&
  !withheld &&
  (kcv?.expected ?? null) !== null &&
  (fault === null || fault.code.startsWith('devices/') || fault.code.startsWith('wire/'))
