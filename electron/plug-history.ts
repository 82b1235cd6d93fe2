// How often each port went and came back: a plug that is loose, a hub without power. Changing a terminal takes longer.

/** A port that is back within this time was not pulled by a person. */
const BACK_MS = 3_000
const KEPT_MS = 60 * 60_000

export class PlugHistory {
  #here: ReadonlySet<string> = new Set()
  readonly #gone = new Map<string, number>()
  readonly #back = new Map<string, number[]>()

  constructor(private readonly now: () => number) {}

  /** @param ports the paths or places that are there at this look */
  look(ports: Iterable<string>): void {
    const here = new Set(ports)
    const at = this.now()
    for (const port of this.#here) if (!here.has(port)) this.#gone.set(port, at)
    for (const port of here) {
      const since = this.#gone.get(port)
      if (since === undefined) continue
      this.#gone.delete(port)
      if (at - since <= BACK_MS) this.#back.set(port, [...this.#lately(port), at])
    }
    this.#here = here
  }

  /** Times within the last hour. */
  times(port: string): number {
    return this.#lately(port).length
  }

  #lately(port: string): number[] {
    return (this.#back.get(port) ?? []).filter((at) => this.now() - at < KEPT_MS)
  }
}
