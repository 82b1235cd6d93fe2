// The log's two clocks, and when they disagree.
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'

/** Wall clock, milliseconds since 1970. */
export type Wall = () => number

export interface AuditClock {
  readonly wall: Wall
  /** Milliseconds, monotonic within one `bootId`. */
  readonly mono: () => number
  /** Names what `mono` counts from: comparable only between equal ones. */
  readonly bootId: string
}

// hrtime counts from the boot of the machine, so that on Linux its boot id lets processes of one boot be compared.
function bootId(): string {
  try {
    return fs.readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()
  } catch {
    return randomUUID()
  }
}

export const systemClock = (wall: Wall = Date.now): AuditClock => ({
  wall,
  mono: () => Number(process.hrtime.bigint() / 1_000_000n),
  bootId: bootId(),
})

/** Jumps up to this are not recorded. */
export const tolerated = 2_000

export interface ClockReading {
  readonly wall: number
  readonly mono: number
  readonly bootId: string
}
export const readClock = (clock: AuditClock): ClockReading => ({
  wall: Math.trunc(clock.wall()),
  mono: Math.max(0, Math.trunc(clock.mono())),
  bootId: clock.bootId,
})

/**
 * Compares with the first record of this boot, or the last one after a jump, not with the record before: many small
 * steps would pass below the tolerance.
 */
export class ClockWatch {
  #base: ClockReading | null = null
  #latest = 0

  /** @returns the jump that `now` shows against what was heard before, or null */
  jump(now: ClockReading): { byMs: number; expected: number; across: 'run' | 'boot' } | null {
    if (this.#base === null) return null
    const sameBoot = now.bootId === this.#base.bootId
    const expected = sameBoot ? this.#base.wall + (now.mono - this.#base.mono) : this.#latest
    const byMs = now.wall - expected
    const jumped = sameBoot ? Math.abs(byMs) > tolerated : byMs < -tolerated
    return jumped ? { byMs, expected, across: sameBoot ? 'run' : 'boot' } : null
  }

  /** Hears every record of the log in order. */
  heard(at: ClockReading, isJump: boolean): void {
    if (isJump || this.#base?.bootId !== at.bootId) this.#base = at
    this.#latest = at.wall
  }
}
