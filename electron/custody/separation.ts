// Which custodian entered which component of which key: a fold of the log, so that a restart forgets nothing.
import type { AuditRecord } from '../audit/log.js'
import { Fault } from '../contract/fault.js'

/** Read by shape: the ceremony's room writes the record. */
const accepted = ({ type, body }: Pick<AuditRecord, 'body'> & { readonly type: string }) => {
  if (type !== 'component-accepted') return null
  const { key, component, custodian } = body as Readonly<Record<string, unknown>>
  if (typeof key !== 'string' || typeof component !== 'number' || typeof custodian !== 'string') return null
  return { key, component, custodian }
}

export class Separation {
  readonly #entered = new Map<string, Map<string, number>>()

  heard(record: AuditRecord): void {
    const entry = accepted(record)
    if (!entry) return
    const custodians = this.#entered.get(entry.key) ?? new Map<string, number>()
    custodians.set(entry.custodian, entry.component)
    this.#entered.set(entry.key, custodians)
  }

  /**
   * Hardening: a custodian of component 1 never enters component 2 of the same key, now or after a restart. The same
   * component once more is his own to enter.
   * @throws Fault custody/same-custodian
   */
  assertMayEnter(person: string, key: string, component: number): void {
    const before = this.#entered.get(key)?.get(person)
    if (before !== undefined && before !== component)
      throw new Fault('custody/same-custodian', { person, component: before })
  }
}
