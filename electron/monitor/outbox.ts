// Alerts on their way to syslog: in order, one at a time, kept and tried again while the server is away.
import type { SyslogTarget } from '../contract/monitor.js'

/** Beyond this the oldest is dropped, and counted as a problem: the log has it all the same. */
const MOST_WAITING = 1_000
const AGAIN_MS = 30_000

export interface OutboxDoors {
  readonly send: (to: SyslogTarget, message: string) => Promise<void>
  readonly later: (work: () => void, ms: number) => void
  readonly changed: () => void
}

export class Outbox {
  #to: SyslogTarget | null = null
  #waiting: string[] = []
  #sending = false
  #dropped = 0
  #sent = 0
  #problem: string | null = null

  constructor(private readonly doors: OutboxDoors) {}

  /** null: nothing is sent, and what waits is let go. */
  aim(to: SyslogTarget | null): void {
    this.#to = to
    this.#problem = null
    if (to === null) this.#waiting = []
    else void this.#work()
  }

  put(message: string): void {
    if (this.#to === null) return
    if (this.#waiting.push(message) > MOST_WAITING) {
      this.#waiting.shift()
      this.#dropped += 1
    }
    void this.#work()
  }

  view() {
    const dropped = this.#dropped > 0 ? ` (${this.#dropped} dropped)` : ''
    const problem = this.#problem ?? (this.#dropped > 0 ? '' : null)
    return {
      to: this.#to,
      sent: this.#sent,
      waiting: this.#waiting.length,
      problem: problem === null ? null : `${problem}${dropped}`,
    }
  }

  async #work(): Promise<void> {
    if (this.#sending) return
    this.#sending = true
    while (this.#to !== null && this.#waiting.length > 0) {
      const to = this.#to
      const message = this.#waiting[0]!
      try {
        await this.doors.send(to, message)
        if (this.#waiting[0] === message) this.#waiting.shift()
        this.#sent += 1
        this.#problem = null
      } catch (error) {
        this.#problem = (error as NodeJS.ErrnoException).code ?? (error as Error).message
        if (this.#to === to) {
          this.doors.later(() => void this.#work(), AGAIN_MS)
          break
        }
      }
      this.doors.changed()
    }
    this.#sending = false
    this.doors.changed()
  }
}
