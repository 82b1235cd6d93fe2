// The register as the log left it: versions of firmware, changes by day, dependencies. A pure fold.
import type { CalendarRow, DependencyName, DependencyRow, Entered, FirmwareRow } from '../contract/register.js'
import type { DeviceIdentity } from '../contract/values.js'
import type { AuditRecord } from './record.js'
import { tidyText } from './tidy.js'
import { olderThan } from './version-order.js'

/** What is said of a device's firmware. */
export interface FirmwareVerdict {
  readonly model: string
  readonly firmware: string
  /** `listed`: the table knows the model and finds nothing against this version. */
  readonly verdict: 'bad' | 'old' | 'listed'
  /** Of `old`: the least that will do. */
  readonly minimum: string | null
  readonly reason: string
  /** The record that says so. */
  readonly seq: number | null
}
type Device = Pick<DeviceIdentity, 'family' | 'model' | 'firmware'>
interface Met {
  readonly model: string
  readonly firmware: string
}
interface Lost {
  readonly name: DependencyName
  readonly wall: string
  readonly seq: number
}

const MOST_MET = 500
const MOST_LOST = 500

export class Register {
  readonly #bad = new Map<string, FirmwareRow>()
  readonly #minimum = new Map<string, FirmwareRow>()
  readonly #calendar = new Map<string, CalendarRow>()
  readonly #dependencies = new Map<DependencyName, Pick<DependencyRow, 'to' | 'entered'>>()
  readonly #met = new Map<string, Met>()
  #lost: Lost[] = []

  heard(record: AuditRecord): void {
    if (record.type === 'firmware-ruled') this.#rule(record.body, enteredBy(record, record.body.by))
    else if (record.type === 'change-entered') {
      const { entry, what, at, note, by } = record.body
      this.#calendar.set(entry, { entry, what, at, note, entered: enteredBy(record, by) })
    } else if (record.type === 'change-withdrawn') this.#calendar.delete(record.body.entry)
    else if (record.type === 'dependency-set')
      this.#dependencies.set(record.body.name, { to: record.body.to, entered: enteredBy(record, record.body.by) })
    else if (record.type === 'dependency-changed') this.#changed(record)
    else if (record.type === 'attempt-armed') this.#meet(record.body.device)
  }

  /** What the table says of a device; null where it does not know the model, or the device does not say its version. */
  verdict({ family, model, firmware }: Device): FirmwareVerdict | null {
    if (firmware === null) return null
    const version = tidyText(firmware)
    for (const name of [model, family].flatMap((one) => (one === null ? [] : [tidyText(one)]))) {
      const bad = this.#bad.get(keyOf(name, version))
      const least = this.#minimum.get(name)
      const of = { model: name, firmware: version, minimum: least?.firmware ?? null }
      if (bad) return { ...of, verdict: 'bad', reason: bad.reason, seq: bad.entered.seq }
      if (least && olderThan(version, least.firmware))
        return { ...of, verdict: 'old', reason: least.reason, seq: least.entered.seq }
      const known = least ?? [...this.#bad.values()].find((row) => row.model === name)
      if (known) return { ...of, verdict: 'listed', reason: '', seq: known.entered.seq }
    }
    return null
  }

  /** Whether after this change a device may be loaded that is refused or warned of now. */
  weakens({ model, firmware, rule }: Pick<FirmwareRow, 'model' | 'firmware'> & { rule: string }): boolean {
    const least = this.#minimum.get(model)
    if (rule === 'minimum') return least !== undefined && olderThan(firmware, least.firmware)
    return rule === 'free' && (this.#bad.has(keyOf(model, firmware)) || least?.firmware === firmware)
  }

  firmware(): FirmwareRow[] {
    const rows = [...this.#minimum.values(), ...this.#bad.values()]
    return rows.sort((a, b) => (a.model < b.model ? -1 : a.model > b.model ? 1 : b.entered.seq - a.entered.seq))
  }
  /** The newest day first. */
  calendar(): CalendarRow[] {
    return [...this.#calendar.values()].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  }
  dependency(name: DependencyName): Pick<DependencyRow, 'to' | 'entered'> {
    return this.#dependencies.get(name) ?? { to: null, entered: null }
  }
  /** Numbers of the records that say that it was lost since then. @param since ms since 1970 */
  lost(name: DependencyName, since: number): number[] {
    return this.#lost.filter((one) => one.name === name && Date.parse(one.wall) >= since).map(({ seq }) => seq)
  }
  met(): Met[] {
    return [...this.#met.values()]
  }

  #rule(
    { model, firmware, rule, reason }: Extract<AuditRecord, { type: 'firmware-ruled' }>['body'],
    entered: Entered,
  ): void {
    const key = keyOf(model, firmware)
    if (rule === 'bad') this.#bad.set(key, { model, firmware, rule, reason, entered })
    if (rule === 'minimum') this.#minimum.set(model, { model, firmware, rule, reason, entered })
    if (rule !== 'free') return
    this.#bad.delete(key)
    if (this.#minimum.get(model)?.firmware === firmware) this.#minimum.delete(model)
  }

  #changed({ body, wall, seq }: Extract<AuditRecord, { type: 'dependency-changed' }>): void {
    if (body.reachable) return
    this.#lost.push({ name: body.name, wall, seq })
    if (this.#lost.length > MOST_LOST) this.#lost = this.#lost.slice(-MOST_LOST / 2)
  }

  #meet({ family, model, firmware }: Device): void {
    if (firmware === null || this.#met.size >= MOST_MET) return
    const name = model ?? family
    const key = keyOf(name, firmware)
    if (!this.#met.has(key)) this.#met.set(key, { model: name, firmware })
  }
}

const keyOf = (model: string, firmware: string) => JSON.stringify([model, firmware])
const enteredBy = ({ wall, seq }: Pick<AuditRecord, 'wall' | 'seq'>, by: string): Entered => ({ by, wall, seq })
