// What the station depends on, looked at: a TCP connection to each configured host, timed, once a minute while a window is open.
import { connect } from 'node:net'
import type { AuditLog } from './audit/log.js'
import { theStation } from './audit/record.js'
import {
  type DependencyFigures,
  type DependencyName,
  type DependencyRow,
  dependencyNames,
} from './contract/register.js'

/** Opens a connection and closes it. @returns ms that it took, null where none came about */
export type Reach = (to: { readonly host: string; readonly port: number }) => Promise<number | null>

const WAIT_MS = 2_000
const LOOK_EVERY_MS = 60_000
/** Connections of one look at a dependency. */
const TRIES = 3
const DAY_MS = 86_400_000

/** Nothing is sent: that a host takes the connection is all that is asked. */
export const reachByTcp: Reach = ({ host, port }) =>
  new Promise((resolve) => {
    const began = performance.now()
    const socket = connect({ host, port })
    const end = (ms: number | null) => {
      socket.destroy()
      resolve(ms)
    }
    socket.setTimeout(WAIT_MS, () => end(null))
    socket.once('connect', () => end(performance.now() - began))
    socket.once('error', () => end(null))
  })

export interface DependencyDoors {
  readonly log: Pick<AuditLog, 'append' | 'register'>
  /** False where this station opens no connection of its own. */
  readonly mayReach: () => boolean
  readonly reach: Reach
  readonly now: () => number
  readonly changed: () => void
  readonly notice: (error: unknown) => void
}

interface Looked {
  readonly to: string
  readonly reachable: boolean
  readonly ms: number | null
  readonly tries: number
  readonly failed: number
  readonly wall: string
}

export class Dependencies {
  readonly #looked = new Map<DependencyName, Looked>()
  #timer: NodeJS.Timeout | null = null

  constructor(private readonly doors: DependencyDoors) {}

  /** Looks once a minute from now on. */
  begin(): void {
    this.#timer ??= setInterval(() => void this.look().catch(this.doors.notice), LOOK_EVERY_MS).unref()
    void this.look().catch(this.doors.notice)
  }
  end(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  /** Looks at each that is configured; what became of one since the last look is a record. */
  async look(): Promise<DependencyFigures[]> {
    if (!this.doors.mayReach()) return []
    const found = await Promise.all(dependencyNames.map((name) => this.#lookAt(name)))
    this.doors.changed()
    return found.filter((one) => one !== null)
  }

  row(name: DependencyName): DependencyRow {
    const { to, entered } = this.doors.log.register().dependency(name)
    const last = this.#looked.get(name)
    const looked = last && to && last.to === placeOf(to) ? last : null
    return {
      name,
      to,
      entered,
      looked: looked && { reachable: looked.reachable, ms: looked.ms, wall: looked.wall },
    }
  }

  async #lookAt(name: DependencyName): Promise<DependencyFigures | null> {
    const { log, reach, now } = this.doors
    const { to } = log.register().dependency(name)
    if (to === null) return null
    const times: number[] = []
    for (let n = 0; n < TRIES; n += 1) {
      const ms = await reach(to)
      if (ms !== null) times.push(ms)
      // A host that does not answer would hold up the diagnosis for as many waits.
      else if (times.length === 0) break
    }
    const tries = Math.max(1, times.length === 0 ? 1 : TRIES)
    const ms = times.length === 0 ? null : Math.round(times.toSorted((a, b) => a - b)[times.length >> 1]!)
    const last = this.#looked.get(name)
    const reachable = times.length > 0
    const same = last?.to === placeOf(to)
    this.#looked.set(name, {
      ...{ to: placeOf(to), reachable, ms, tries, failed: tries - times.length },
      wall: new Date(now()).toISOString(),
    })
    // The first look says nothing new where all is well.
    if (same ? last.reachable !== reachable : !reachable)
      await log.append('dependency-changed', { name, reachable, ms }, theStation)
    const records = log.register().lost(name, now() - DAY_MS)
    return { name, ...to, reachable, ms, tries, failed: tries - times.length, drops: records.length, records }
  }
}

const placeOf = ({ host, port }: { readonly host: string; readonly port: number }) => `${host} ${port}`
