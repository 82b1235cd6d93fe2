// What values of facets and cells of reports are called.
import type { FacetName, RecordOutcome } from '../../../electron/contract/audit-views.js'
import { outcomeTone, type Tone } from '../../parts/tone'
import type { Speech } from '../../text/use-text'

export const toneOf = (outcome: RecordOutcome): Tone => (outcome === 'interrupted' ? 'unknown' : outcomeTone[outcome])

export const outcomeWord = ({ audit, bench }: Speech, outcome: RecordOutcome): string =>
  outcome === 'interrupted' ? audit.interrupted : bench.outcomes[outcome].word

/** Records of a log may be of types that this window does not know yet. */
export const typeWord = ({ audit }: Speech, type: string): string => audit.types[type] ?? type

export function valueWord(speech: Speech, facet: FacetName, value: string): string {
  if (facet === 'outcome') return outcomeWord(speech, value as RecordOutcome)
  return facet === 'type' ? typeWord(speech, value) : value
}
