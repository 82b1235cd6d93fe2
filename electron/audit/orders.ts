// Orders to devices that were armed and have no result yet. A pure fold, asked at the next opening after a crash.
import type { AuditRecord, RecordOf } from './record.js'

export interface ArmedOrder {
  readonly order: string
  readonly serial: string | null
}

export class Orders {
  readonly #armed = new Map<string, ArmedOrder>()

  heard(record: AuditRecord): void {
    if (record.type === 'order-armed') {
      const { order, device } = (record as unknown as RecordOf<'order-armed'>).body
      this.#armed.set(order, { order, serial: device.serial })
    } else if (record.type === 'order-result' || record.type === 'order-interrupted')
      this.#armed.delete((record.body as { order: string }).order)
  }

  /** Armed and without a result, oldest first. */
  armed(): readonly ArmedOrder[] {
    return [...this.#armed.values()]
  }
}
