// A clock that stands still until told, and runs to the next timer when everyone is waiting.
import type { Clock } from '../../electron/wire/line.js'

export class VirtualClock implements Clock {
  #now = 0
  #timers: { at: number; then: () => void }[] = []

  now(): number {
    return this.#now
  }

  after(ms: number, then: () => void): () => void {
    const timer = { at: this.#now + ms, then }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer)
    }
  }

  get waiting(): number {
    return this.#timers.length
  }

  /** Runs every timer due within `ms`, in order. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms
    await quiet()
    for (let next = this.#next(); next && next.at <= until; next = this.#next()) {
      this.#fire(next)
      await quiet()
    }
    this.#now = until
  }

  /** Runs timers until the promise settles. Fails where it never would. */
  async until<T>(awaited: Promise<T>): Promise<T> {
    let settled = false
    const end = () => {
      settled = true
    }
    awaited.then(end, end)
    for (;;) {
      await quiet()
      if (settled) return awaited
      const next = this.#next()
      if (!next) throw new Error('everyone waits and no timer runs')
      this.#fire(next)
    }
  }

  #next() {
    return this.#timers.toSorted((a, b) => a.at - b.at)[0]
  }

  #fire(timer: { at: number; then: () => void }): void {
    this.#timers = this.#timers.filter((each) => each !== timer)
    this.#now = Math.max(this.#now, timer.at)
    timer.then()
  }
}

/** Lets every promise that can settle do so. */
const quiet = (): Promise<void> => new Promise((done) => setImmediate(done))
