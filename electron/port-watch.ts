// What is plugged in: looked at a few times a second, so that a terminal has its card within one.
import type { PortInfo } from './contract/values.js'
import { portsWithDrivers } from './devices/find.js'
import type { PluggedPort } from './injection/bench-doors.js'

/** Time between two looks. A look at Linux's own tree takes a fraction of a millisecond. */
export const LOOK_MS = 200
/** Where the system keeps no such tree, listing the ports is dearer: every fifth look. */
const LISTED_EVERY = 5

export interface WatchDoors {
  /** null where the system keeps no tree to look at. */
  readonly usb: () => readonly PortInfo[] | null
  readonly list: () => Promise<readonly PortInfo[]>
  /** Simulated terminals that other processes show; none in production. */
  readonly terminals: () => readonly { readonly path: string; readonly driver: string }[]
}

export class PortWatch {
  #before: ReadonlySet<string> = new Set()
  #listed: readonly PortInfo[] = []
  #looks = 0
  constructor(private readonly doors: WatchDoors) {}

  /** The ports that were there at the look before as well: by then their device file has got its owner and mode. */
  look(): readonly PluggedPort[] {
    const now = [...this.#usb(), ...this.#simulated()]
    const settled = now.filter(({ path, place }) => this.#before.has(`${place} ${path}`))
    this.#before = new Set(now.map(({ path, place }) => `${place} ${path}`))
    return settled
  }

  #usb(): readonly PluggedPort[] {
    const ports = this.doors.usb() ?? this.#fromList()
    return portsWithDrivers(ports).flatMap(({ path, place, drivers }) =>
      place === undefined ? [] : [{ path, place, drivers, simulated: false }],
    )
  }

  #fromList(): readonly PortInfo[] {
    if (this.#looks++ % LISTED_EVERY === 0)
      this.doors
        .list()
        .then((ports) => {
          this.#listed = ports
        })
        // What cannot be listed now may be at the next look; a port can be named by its path meanwhile.
        .catch(() => {})
    return this.#listed
  }

  #simulated(): readonly PluggedPort[] {
    return this.doors
      .terminals()
      .map(({ path, driver }) => ({ path, place: `simulated:${path}`, drivers: [driver], simulated: true }))
  }
}
