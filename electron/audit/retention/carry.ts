// What of the records about to be dropped still decides something. Hears them in order.
import { Attempts } from '../attempts.js'
import type { AuditRecord } from '../record.js'
import type { Pruned } from './pruned.js'

/** Few, and each stays true until another of its kind follows. */
const standing: ReadonlySet<AuditRecord['type']> = new Set([
  ...(['log-created', 'witness-accepted', 'device-qualified', 'directory-restored'] as const),
  ...(['firmware-ruled', 'change-entered', 'change-withdrawn', 'dependency-set', 'training-begun'] as const),
  ...([
    'person-enrolled',
    'credential-changed',
    'role-changed',
    'person-removed',
    'person-unlocked',
    'policy-changed',
  ] as const),
])
/** Many, of which the last of a person holds what counts: the step that was used up, the failures in a row. */
const lastOfPerson: ReadonlySet<AuditRecord['type']> = new Set(['signed-in', 'sign-in-failed'])

export class Carry {
  readonly #attempts = new Attempts()
  readonly #standing: AuditRecord[] = []
  readonly #open = new Map<string, AuditRecord[]>()
  readonly #lastOf = new Map<string, AuditRecord>()
  #cosigned: AuditRecord | null = null

  /** @param before what an earlier dropping has carried */
  constructor(before: Pick<Pruned, 'issued' | 'named' | 'records'> | null) {
    if (before === null) return
    this.#attempts.carried(before)
    for (const record of before.records) this.heard(record)
  }

  heard(record: AuditRecord): void {
    if (standing.has(record.type)) this.#standing.push(record)
    if (lastOfPerson.has(record.type) && 'operator' in record.body)
      this.#lastOf.set(`${record.type} ${record.body.operator}`, record)
    if (record.type === 'checkpoint-cosigned') this.#cosigned = record
    this.#attempts.heard(record)
    const attempt = record.type.startsWith('attempt-') && 'attempt' in record.body ? record.body.attempt : null
    if (attempt === null) return
    const known = this.#attempts.find(attempt)
    // Under way, or of unknown result: everything about it goes on to count.
    if (known !== null && (known.outcome === null || known.open))
      this.#open.set(attempt, [...(this.#open.get(attempt) ?? []), record])
    else this.#open.delete(attempt)
  }

  get carried(): Pick<Pruned, 'issued' | 'named' | 'records'> {
    const open = [...this.#open.values()].flat()
    const cosigned = this.#cosigned === null ? [] : [this.#cosigned]
    const records = [...this.#standing, ...this.#lastOf.values(), ...open, ...cosigned].sort((a, b) => a.seq - b.seq)
    return { issued: [...this.#attempts.issued()], named: [...this.#attempts.named()], records }
  }
}
