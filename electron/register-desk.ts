// What the window and the command line do with the register: each change is judged, and is a record.
import { randomBytes } from 'node:crypto'
import type { Actor, AuditLog } from './audit/log.js'
import { Fault } from './contract/fault.js'
import {
  type CalendarChange,
  type DependencyName,
  dependencyNames,
  type FirmwareChange,
  type RegisterView,
} from './contract/register.js'
import type { Dependencies } from './dependencies.js'
import type { RegisterDoors } from './ipc/register-handlers.js'

export interface RegisterDeskDoors {
  readonly log: Pick<AuditLog, 'append' | 'register' | 'mode'>
  /** null where nothing is measured: on the command line. */
  readonly dependencies: Dependencies | null
  readonly mayReach: () => boolean
  readonly actor: () => Actor
}

/** Entries of the calendar that are shown; older ones are in the log. */
const MOST_SHOWN = 500

export class RegisterDesk implements RegisterDoors {
  constructor(private readonly doors: RegisterDeskDoors) {}

  view(): RegisterView {
    const { log, dependencies, mayReach } = this.doors
    const register = log.register()
    const bare = (name: DependencyName) => ({ name, ...register.dependency(name), looked: null })
    return {
      firmware: register.firmware(),
      calendar: register.calendar().slice(0, MOST_SHOWN),
      dependencies: dependencyNames.map((name) => dependencies?.row(name) ?? bare(name)),
      offline: !mayReach(),
      met: register.met(),
    }
  }

  /** @throws register/two-people where a version comes free that was held back */
  async firmware(change: FirmwareChange): Promise<RegisterView> {
    const weakens = this.doors.log.register().weakens(change)
    if (weakens) this.#assertTwo()
    await this.doors.log.append('firmware-ruled', { ...change, weakens, by: this.#by() }, this.doors.actor())
    return this.view()
  }

  /** @throws register/no-entry, register/no-day */
  async calendar({ entry, what, at, note }: CalendarChange): Promise<RegisterView> {
    if (Number.isNaN(Date.parse(at))) throw new Fault('register/no-day', { day: at })
    if (entry !== null) this.#assertEntry(entry)
    const named = entry ?? `ch-${randomBytes(5).toString('hex')}`
    await this.doors.log.append('change-entered', { entry: named, what, at, note, by: this.#by() }, this.doors.actor())
    return this.view()
  }

  /** @throws register/no-entry */
  async withdraw(entry: string, reason: string): Promise<RegisterView> {
    this.#assertEntry(entry)
    await this.doors.log.append('change-withdrawn', { entry, reason, by: this.#by() }, this.doors.actor())
    return this.view()
  }

  async dependency(name: DependencyName, to: { host: string; port: number } | null): Promise<RegisterView> {
    await this.doors.log.append('dependency-set', { name, to, by: this.#by() }, this.doors.actor())
    await this.doors.dependencies?.look()
    return this.view()
  }

  #assertEntry(entry: string): void {
    if (
      !this.doors.log
        .register()
        .calendar()
        .some((one) => one.entry === entry)
    )
      throw new Fault('register/no-entry', { entry })
  }
  /** Lab: one person may stand for two. */
  #assertTwo(): void {
    const { log, actor } = this.doors
    if (log.mode !== 'lab' && new Set(actor().actors).size < 2) throw new Fault('register/two-people')
  }
  #by = (): string => this.doors.actor().actors.join('+') || 'station'
}
