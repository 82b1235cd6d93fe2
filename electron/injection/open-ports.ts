// The ports that have a session on them right now, each for the time of one piece of work.
import { Fault } from '../contract/fault.js'
import type { LineFigures } from '../contract/values.js'
import type { Clock, DeviceSession } from '../devices/driver.js'
import type { BenchDoors, BenchPort } from './bench-doors.js'
import type { Card } from './card.js'

export class OpenPorts {
  readonly #open = new Map<string, BenchPort>()
  constructor(private readonly doors: Pick<BenchDoors, 'openPort' | 'now'>) {}

  /**
   * Opens a card's port, and closes it when the work has ended, thrown or not.
   * @param told how good its line was
   */
  async use<T>(
    { port, driver, label, place, baud, settings, scanned }: Card,
    work: (open: BenchPort) => Promise<T>,
    told: (line: LineFigures | null) => void,
  ): Promise<T> {
    const opened = await this.doors.openPort(port, driver!, { baud, settings }, scanned)
    const open: BenchPort = { ...opened, named: { label, place } }
    this.#open.set(port, open)
    try {
      return await work(open)
    } finally {
      this.#open.delete(port)
      told(open.quality())
      await open.close()
    }
  }

  /** Takes a load back that the device has not carried out yet, where the family can. */
  cancel(port: string): void {
    this.#session(port)?.cancel?.()
  }

  /** Until when the device takes loads, by the wall clock in ms; null where that is not known. */
  loadsUntil(port: string, clock: Clock): number | null {
    const window = this.#session(port)?.window?.()
    return window ? Math.round(this.doors.now() + window.endsAt - clock.now()) : null
  }

  #session(port: string): DeviceSession | null {
    const session = this.#open.get(port)?.session
    return session && !(session instanceof Fault) ? session : null
  }
}
