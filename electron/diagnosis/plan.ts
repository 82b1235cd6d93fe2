// What to do, in order: the steps of the likeliest cause, and what is ready for the case that they do not help.
import type { Bilingual } from '../contract/values.js'
import type { Severity } from './cause.js'
import { rowOf, UNKNOWN } from './causes/index.js'
import type { Judged } from './posterior.js'
import { type Owner, type Step, type StepId, steps } from './steps.js'

export interface PlannedStep {
  readonly id: StepId
  readonly kind: 'step' | 'contingency'
  /** The causes that it is there for. */
  readonly causes: readonly string[]
  readonly severity: Severity
  readonly text: Bilingual
  readonly owner: Owner
  readonly deadline: string
  readonly confirmation: Bilingual
}

const contingency: Readonly<Record<Severity, readonly StepId[]>> = {
  low: ['tell-officer'],
  medium: ['spare-device', 'tell-officer'],
  high: ['spare-device', 'stop-run', 'tell-officer', 'watch-batch'],
  critical: ['withdraw-device', 'stop-run', 'revoke-key', 'spare-device', 'watch-batch'],
}
/** What a cause asks for beside what its severity does. */
const contingencyFor: Readonly<Record<string, readonly StepId[]>> = {
  'known-test-key': ['revoke-key', 'watch-batch'],
  'keys-lost-by-update': ['hold-update', 'watch-batch'],
  'host-rekeyed': ['ask-host-key', 'stop-run'],
  'tid-binding': ['bind-terminal-id'],
  'check-disabled': ['watch-batch', 'revoke-key'],
  'wrong-kek': ['stop-run'],
  'expected-stale-version': ['stop-run'],
  'component-typo': ['spare-device'],
  tampered: ['withdraw-device', 'revoke-key'],
}
const order: readonly Severity[] = ['low', 'medium', 'high', 'critical']
/** A suspect below this is not planned for. */
const WORTH_A_STEP = 0.2

export function planOf(judged: readonly Judged[]): PlannedStep[] {
  const [first, ...rest] = judged
  if (!first || (first.cause === UNKNOWN && first.evidence.agree)) return []
  const planned = [first, ...rest.filter(({ cause, confidence }) => confidence >= WORTH_A_STEP && cause !== UNKNOWN)]
  const severity = order[Math.max(...planned.map(({ row }) => order.indexOf(row.severity)))]!
  const ids = [...new Set(planned.flatMap(({ cause, row }) => stepsOf(cause, row.steps)))]
  const forCauses = (id: StepId) =>
    planned.filter(({ cause, row }) => stepsOf(cause, row.steps).includes(id)).map(({ cause }) => cause)
  const own = planned.flatMap(({ cause }) => contingencyFor[cause] ?? [])
  const ready = [...new Set([...own, ...contingency[severity]])].filter((id) => !ids.includes(id))
  return [
    ...ids.map((id) => asPlanned(id, 'step', forCauses(id), severity)),
    ...ready.map((id) => asPlanned(id, 'contingency', [first.cause], severity)),
  ]
}

/** Two faults at once: the steps of both. */
const stepsOf = (cause: string, own: readonly StepId[]): readonly StepId[] =>
  cause.includes('+') ? cause.split('+').flatMap((one) => rowOf(one).steps) : own

function asPlanned(id: StepId, kind: PlannedStep['kind'], causes: readonly string[], severity: Severity): PlannedStep {
  const { text, owner, deadline, confirmation }: Step = steps[id]
  return { id, kind, causes, severity, text, owner, deadline, confirmation }
}
