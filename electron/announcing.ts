// When the page is told: once for many changes in one turn, and never more often than it can draw.

/** One announcement a frame of the screen at most: sixteen busy ports must not drown the page. */
const FRAME_MS = 16

export class Announcing {
  #due = false
  #announced = 0
  constructor(private readonly tell: () => void) {}

  /** The first change after a rest is not kept waiting. */
  changed(): void {
    if (this.#due) return
    this.#due = true
    const announce = () => {
      this.#due = false
      this.#announced = performance.now()
      this.tell()
    }
    const wait = this.#announced + FRAME_MS - performance.now()
    if (wait > 0) setTimeout(announce, wait)
    else setImmediate(announce)
  }
}
