// Which lists of serial numbers the log holds whole: each is told once, however many runs name it. A pure fold.
import type { AuditRecord } from './record.js'

export class Inventories {
  readonly #next = new Map<string, number>()
  readonly #whole = new Set<string>()

  heard({ type, body }: AuditRecord): void {
    if (type !== 'inventory-listed') return
    const { sha256, part, parts } = body
    // Parts that a cut left without the rest are told again from the first.
    if (part !== 0 && part !== this.#next.get(sha256)) return
    this.#next.set(sha256, part + 1)
    if (part + 1 === parts) this.#whole.add(sha256)
  }

  /** @param sha256 as `job-drafted` names the list */
  has(sha256: string): boolean {
    return this.#whole.has(sha256)
  }
}
