// Calls that the gate refused, told in sums: a flood of them fills no log, and none of them goes untold.
import type { Body } from './bodies.js'

/** At most one record in so many milliseconds. */
const apart = 60_000
/** Different refusals that one record tells apart; those beyond are counted together. */
const mostKinds = 64

export interface Denied {
  /** Of the command table; null for a name that is not in it. */
  readonly command: string | null
  /** Of the fault that it was refused with. */
  readonly code: string
}

export interface DenialDoors {
  /** Durable when it resolves. */
  readonly append: (body: Body<'calls-denied'>) => Promise<unknown>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** @returns how to call it off */
  readonly after: (ms: number, work: () => void) => () => void
}

export class Denials {
  #counts = new Map<string, Denied & { calls: number }>()
  #others = 0
  #since = 0
  #told = Number.NEGATIVE_INFINITY
  #callOff: (() => void) | null = null
  #telling: Promise<void> = Promise.resolve()
  #closed = false

  constructor(private readonly doors: DenialDoors) {}

  note({ command, code }: Denied): void {
    const now = this.doors.now()
    if (this.#counts.size === 0 && this.#others === 0) this.#since = now
    const kind = JSON.stringify([command, code])
    const known = this.#counts.get(kind)
    if (known !== undefined) known.calls += 1
    else if (this.#counts.size < mostKinds) this.#counts.set(kind, { command, code, calls: 1 })
    else this.#others += 1
    if (this.#closed || this.#callOff !== null) return
    const wait = Math.max(0, this.#told + apart - now)
    this.#callOff = this.doors.after(wait, () => {
      this.#callOff = null
      void this.#tell().catch(() => {})
    })
  }

  /** Tells what is not told yet. @throws what `append` throws */
  async close(): Promise<void> {
    this.#closed = true
    this.#callOff?.()
    this.#callOff = null
    await this.#tell()
  }

  #tell(): Promise<void> {
    const telling = this.#telling.catch(() => {}).then(() => this.#tellAll())
    this.#telling = telling
    return telling
  }

  async #tellAll(): Promise<void> {
    const [kinds, others] = [[...this.#counts.values()], this.#others]
    const calls = kinds.reduce((sum, { calls }) => sum + calls, others)
    if (calls === 0) return
    this.#counts = new Map()
    this.#others = 0
    const now = this.doors.now()
    this.#told = now
    const since = new Date(Math.min(this.#since, now)).toISOString()
    try {
      await this.doors.append({ since, calls, counts: kinds, others })
    } catch (error) {
      // Told with the next ones, where there is a next time. Kinds may have come meanwhile: the sum stays exact.
      this.#others += calls
      throw error
    }
  }
}
