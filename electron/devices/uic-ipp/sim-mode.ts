// The PP791's key-inject mode: the operator enters it by CLR+2 and two passwords; it ends by itself, or by another message.

/** Without a successful load or selection. */
const IDLE_MS = 60_000
/** In all. */
const WHOLE_MS = 15 * 60_000

interface Operator {
  /** After the start, in milliseconds. */
  readonly first: number
  /** After the mode has ended. */
  readonly again: number
}
const operators: Readonly<Record<string, Operator>> = {
  ready: { first: 0, again: 0 },
  once: { first: 0, again: Infinity },
  absent: { first: Infinity, again: Infinity },
}

/** Every time is the line's, in milliseconds, and none is asked about before it has come. */
export class InjectMode {
  readonly #operator: Operator
  #on: { idleEnd: number; readonly wholeEnd: number } | null = null
  #entersAt = Infinity
  #entries = 0

  /** @param operator `ready`, `once`, `absent`, or the milliseconds after which he comes */
  constructor(operator: string) {
    this.#operator = operators[operator] ?? { first: Number(operator), again: Number(operator) }
  }

  restart(at: number): void {
    this.#on = null
    this.#entersAt = at + this.#operator.first
  }
  isOn(at: number): boolean {
    this.#comeTo(at)
    return this.#on !== null
  }
  /** Counts the authentications. */
  entry(at: number): number {
    this.#comeTo(at)
    return this.#entries
  }
  succeeded(at: number): void {
    this.#comeTo(at)
    if (this.#on) this.#on.idleEnd = at + IDLE_MS
  }
  end(at: number): void {
    this.#comeTo(at)
    if (this.#on) this.#leave(at)
  }

  #leave(at: number): void {
    this.#on = null
    this.#entersAt = at + this.#operator.again
  }
  #comeTo(at: number): void {
    for (;;) {
      const end = this.#on ? Math.min(this.#on.idleEnd, this.#on.wholeEnd) : null
      if (end !== null) {
        if (at < end) return
        this.#leave(end)
      }
      if (at < this.#entersAt) return
      this.#on = { idleEnd: this.#entersAt + IDLE_MS, wholeEnd: this.#entersAt + WHOLE_MS }
      this.#entries++
    }
  }
}
