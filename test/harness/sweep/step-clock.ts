// A clock for thousands of conversations: whole milliseconds, and it goes on only when nobody has anything left to do.
import type { Clock } from '../../../electron/devices/driver.js'

interface Timer {
  readonly at: number
  readonly then: () => void
}

/** Nobody waits for a timer and yet it is not over. */
export class Stuck extends Error {
  override readonly name = 'Stuck'
}

export class StepClock implements Clock {
  #now = 0
  /** Soonest last. */
  readonly #timers: Timer[] = []
  #working = 0

  now(): number {
    return this.#now
  }

  /** Never before its time, and at a whole millisecond: what falls within one happens together, as on a busy machine. */
  after(ms: number, then: () => void): () => void {
    const timer = { at: Math.ceil(this.#now + ms), then }
    let place = this.#timers.length
    while (place > 0 && this.#timers[place - 1]!.at <= timer.at) place--
    this.#timers.splice(place, 0, timer)
    return () => {
      const where = this.#timers.indexOf(timer)
      if (where >= 0) this.#timers.splice(where, 1)
    }
  }

  get waiting(): number {
    return this.#timers.length
  }

  /** Work that the operating system does: no time passes meanwhile. */
  async work<T>(awaited: Promise<T>): Promise<T> {
    this.#working++
    try {
      return await awaited
    } finally {
      this.#working--
    }
  }

  /** Goes on until the promise settles. @throws Stuck where it never would, or not before `limit` */
  async until<T>(awaited: Promise<T>, limit: number): Promise<T> {
    let settled = false
    const end = () => {
      settled = true
    }
    awaited.then(end, end)
    for (;;) {
      await this.#quiet()
      if (settled) return awaited
      if (this.#timers.length === 0) throw new Stuck(`at ${this.#now} ms everyone waits and no timer runs`)
      if (this.#timers.at(-1)!.at > limit) throw new Stuck(`still waiting after ${limit} ms`)
      this.#step()
    }
  }

  /** The event loop stands still so long: timers are late, and bytes lie unread meanwhile. */
  stall(ms: number): void {
    this.#now += ms
  }

  /** Lets `ms` pass. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms
    await this.#quiet()
    while (this.#timers.length > 0 && this.#timers.at(-1)!.at <= until) {
      this.#step()
      await this.#quiet()
    }
    // Others may have let more time pass meanwhile.
    this.#now = Math.max(this.#now, until)
  }

  #step(): void {
    const timer = this.#timers.pop()!
    this.#now = Math.max(this.#now, timer.at)
    timer.then()
  }

  /** Lets every promise that can settle do so. */
  async #quiet(): Promise<void> {
    do await new Promise((done) => setImmediate(done))
    while (this.#working > 0)
  }
}
