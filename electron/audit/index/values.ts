// The texts of each facet, numbered in the order in which they first came.
import { facetNames } from '../../contract/audit-views.js'

export class Values {
  readonly #texts: (string | null)[][] = facetNames.map(() => [null])
  readonly #codes: Map<string, number>[] = facetNames.map(() => new Map())

  /** @returns the number of `text` in this facet, a new one where it has none; 0 for null */
  code(facet: number, text: string | null): number {
    if (text === null) return 0
    const known = this.#codes[facet]!.get(text)
    if (known !== undefined) return known
    const code = this.#texts[facet]!.push(text) - 1
    this.#codes[facet]!.set(text, code)
    return code
  }

  /** 0 where the facet has no such text. */
  find(facet: number, text: string): number {
    return this.#codes[facet]!.get(text) ?? 0
  }

  text(facet: number, code: number): string | null {
    return this.#texts[facet]![code] ?? null
  }

  /** Codes in use, 0 for none included. */
  count(facet: number): number {
    return this.#texts[facet]!.length
  }

  counts(): number[] {
    return this.#texts.map((texts) => texts.length)
  }

  /** What came after `counts` were taken, for `add` to take up again. */
  since(counts: readonly number[]): string[][] {
    return this.#texts.map((texts, facet) => texts.slice(counts[facet]) as string[])
  }

  add(texts: readonly (readonly string[])[]): void {
    texts.forEach((list, facet) => {
      for (const text of list) this.code(facet, text)
    })
  }

  /** Which codes of a facet have `word` (lower case) in their text, as 0 and 1. */
  holding(facet: number, word: string): Uint8Array {
    return Uint8Array.from(this.#texts[facet]!, (text) => (text?.toLowerCase().includes(word) ? 1 : 0))
  }
}
