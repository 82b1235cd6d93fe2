// Keys that a ceremony left in native memory, and how they end: by loads, by idleness, by the end of the shift, by a wish.
import type { Ending, HeldKeyView } from '../contract/ceremony.js'
import { Fault } from '../contract/fault.js'
import type { Secret } from '../contract/secret.js'
import { agree, toCheckValue } from '../keys/agree.js'
import type { HeldKey } from '../keys/held-key.js'
import type { CeremonyDoors } from './doors.js'
import type { CeremonyPlan } from './plan.js'
import { wipedBody } from './records.js'
import { keyView } from './view.js'

/** A key lives no longer than the shift that brought it. */
const SHIFT_MS = 8 * 3_600_000

interface Held {
  readonly id: string
  readonly plan: CeremonyPlan
  readonly key: HeldKey
  readonly kcv: string
  readonly until: number
  loads: number
  idleUntil: number
  cancel: () => void
}

export class HeldKeys {
  readonly #held = new Map<string, Held>()
  constructor(private readonly doors: CeremonyDoors) {}

  /** @param key becomes this list's to wipe */
  add(id: string, plan: CeremonyPlan, key: HeldKey, kcv: string): void {
    const now = this.doors.now()
    const { loads } = plan.life
    const held: Held = { id, plan, key, kcv, loads, until: now + SHIFT_MS, idleUntil: 0, cancel: () => {} }
    this.#held.set(id, held)
    this.#rest(held)
    this.doors.offer({ id, plan, key, spend: () => this.#spend(id) })
  }

  /** A copy of the key with this check value, the caller's to dispose. @throws ceremony/no-transport-key */
  byKcv(hex: string): Secret {
    const found = [...this.#held.values()].find(
      ({ plan: { kcv }, kcv: own }) =>
        agree({ method: kcv.method, hex: own }, toCheckValue(kcv.method, hex)!) === 'match',
    )
    if (found) return found.key.copy()
    throw new Fault('ceremony/no-transport-key', {
      kcv: hex.toUpperCase(),
      expected: 'a transport key, brought by a ceremony of its own before',
    })
  }

  /** @param id a key, or none for all of them */
  wipe(because: Ending, id?: string): void {
    for (const held of [...this.#held.values()].filter((one) => id === undefined || one.id === id)) {
      held.cancel()
      held.key[Symbol.dispose]()
      this.#held.delete(held.id)
      this.doors.withdraw(held.id)
      void this.doors.append('key-wiped', wipedBody(held, because)).catch(this.doors.notice)
    }
    this.doors.changed()
  }

  views(): readonly HeldKeyView[] {
    return [...this.#held.values()].map(({ id, plan, kcv, loads, idleUntil, until }) => ({
      id,
      name: plan.name,
      key: keyView(plan),
      kcv,
      loads,
      idleUntil,
      until,
      warnings: plan.warnings,
    }))
  }

  /** One load begins. The last one gets its key; after it the key is gone. */
  #spend(id: string): void {
    const held = this.#held.get(id)
    if (!held) throw new Fault('ceremony/key-gone', { label: id })
    held.loads -= 1
    this.#rest(held)
    // Whoever loads has taken the copy it needs within this turn.
    if (held.loads === 0) setImmediate(() => this.wipe('loads-used', id))
    else this.doors.changed()
  }

  #rest(held: Held): void {
    held.cancel()
    const now = this.doors.now()
    held.idleUntil = Math.min(held.until, now + held.plan.life.idleMinutes * 60_000)
    const because = held.idleUntil === held.until ? 'shift-ended' : 'idle'
    held.cancel = this.doors.after(held.idleUntil - now, () => this.wipe(because, held.id))
  }
}
