// The latest attempts that did not end well, and whether anybody asked why. A pure fold, bounded.
import type { FailureView } from '../contract/diagnosis-views.js'
import type { AuditRecord } from './record.js'

const MOST_KEPT = 200
const MOST_UNDER_WAY = 256

const failing: ReadonlySet<string> = new Set(['mismatched', 'refused', 'indeterminate', 'unverified'])

interface Begun {
  readonly port: string
  readonly expected: boolean
}

export class Failures {
  readonly #begun = new Map<string, Begun>()
  readonly #kept = new Map<string, FailureView>()

  heard(record: AuditRecord): void {
    if (record.type === 'attempt-intent') {
      const { attempt, port, portLabel, kcv } = record.body
      this.#begun.set(attempt, { port: portLabel ?? port, expected: kcv.expected !== null })
      if (this.#begun.size > MOST_UNDER_WAY) this.#begun.delete(this.#begun.keys().next().value!)
    } else if (record.type === 'attempt-result') this.#ended(record)
    else if (record.type === 'diagnosis-made') this.#explained(record)
    // Read back and found right, or closed: nothing is left to explain but what the record says.
    else if (record.type === 'attempt-read-back' && record.body.kcv.verdict === 'match')
      this.#kept.delete(record.body.attempt)
  }

  /** The newest first. */
  list(): FailureView[] {
    return [...this.#kept.values()].reverse()
  }

  #ended({ body, seq, wall, actors }: Extract<AuditRecord, { type: 'attempt-result' }>): void {
    const begun = this.#begun.get(body.attempt)
    this.#begun.delete(body.attempt)
    if (!begun?.expected || !failing.has(body.outcome)) return
    const { attempt, label, slot, outcome, code, device } = body
    this.#kept.set(attempt, {
      ...{ attempt, seq, wall, port: begun.port, label, slot, outcome, code },
      ...{ serial: device?.serial ?? null, model: device?.model ?? device?.family ?? null, by: actors.join(', ') },
      diagnosed: null,
    })
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value!)
  }

  #explained({ body, seq }: Extract<AuditRecord, { type: 'diagnosis-made' }>): void {
    const known = body.attempt === null ? undefined : this.#kept.get(body.attempt)
    const [first] = body.causes
    if (known && first) this.#kept.set(known.attempt, { ...known, diagnosed: { seq, ...first } })
  }
}
