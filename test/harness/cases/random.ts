// Seeded randomness for the generator of cases: the same seed gives the same cases everywhere.

/** sfc32 (Chris Doty-Humphrey, PractRand): 128 bits of state, good enough for test keys and for nothing else. */
export class Random {
  readonly #state = new Uint32Array(4)

  constructor(seed: string) {
    let hash = 0x811c9dc5
    for (const letter of seed) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0
    this.#state.set([hash, hash ^ 0x9e3779b9, hash ^ 0x243f6a88, 1])
    for (let i = 0; i < 16; i++) this.next()
  }

  /** 32 bits. */
  next(): number {
    const s = this.#state
    const out = (s[0]! + s[1]! + s[3]!) >>> 0
    s[3] = s[3]! + 1
    s[0] = s[1]! ^ (s[1]! >>> 9)
    s[1] = s[2]! + (s[2]! << 3)
    s[2] = ((s[2]! << 21) | (s[2]! >>> 11)) + out
    return out
  }

  /** 0 ≤ n < below. */
  int(below: number): number {
    return Math.floor((this.next() / 2 ** 32) * below)
  }

  chance(probability: number): boolean {
    return this.next() / 2 ** 32 < probability
  }

  pick<T>(list: readonly T[]): T {
    return list[this.int(list.length)]!
  }

  bytes(count: number): Buffer {
    return Buffer.from(Array.from({ length: count }, () => this.int(256)))
  }

  hex(bytes: number): string {
    return this.bytes(bytes).toString('hex').toUpperCase()
  }

  shuffled<T>(list: readonly T[]): T[] {
    const out = [...list]
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.int(i + 1)
      const held = out[i]!
      out[i] = out[j]!
      out[j] = held
    }
    return out
  }

  /** One of the rows, each as likely as its weight. */
  weighted<T>(rows: readonly (readonly [T, number])[]): T {
    let left = (this.next() / 2 ** 32) * rows.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [row, weight] of rows) {
      left -= weight
      if (left < 0) return row
    }
    return rows.at(-1)![0]
  }
}
