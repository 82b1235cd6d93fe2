// Which program this log was last worked on by, once that program's ciphers had been tested.
import type { AuditRecord } from './record.js'

export class Programs {
  #tested: string | null = null

  heard(record: AuditRecord): void {
    if (record.type === 'log-created') this.#tested = record.app
    if (record.type === 'program-changed') this.#tested = record.body.to
  }

  /** Name and version, as every record has them; null where the log's birth lies in an archive. */
  get tested(): string | null {
    return this.#tested
  }
}
