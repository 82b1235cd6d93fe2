// Which explanations make the check value that was seen: the search over what may have become of a key on its way.
import type { CheckValue } from '../contract/values.js'
import { type Facts, type Hand, type Hypothesis, handOf, type Part } from './explain/hand.js'
import { depths, undone } from './explain/parts.js'
import { check, type Program, type Question, type Rank, Writer } from './explain/program.js'
import { questionOf, questions } from './explain/question.js'
import { fromHex } from './hex.js'
import type { Depth, Explanation, KeysAtHand, Searched, SearchOptions } from './hypothesis.js'
import { type KeySearch, openSearch } from './vault.js'

/** Programs a call: some milliseconds of a worker thread, then there is progress and room for a stop. */
const SLICE = 1_024

/** Group 0 is the key itself: never counted. */
const ITSELF = 0

/** One check of a slice, as it is named when it agrees. */
type Named = Hypothesis['names'][number]

/**
 * @param sought method and value as seen, 2 to 16 bytes; it is compared as a prefix of each hypothesis' value
 * @returns one explanation a cause, with the facts that all its fitting variants share. A depth answers what it adds to
 *   the shallower ones: whoever goes deeper adds `tried` up. Nothing is tried where no key is at hand, or the value is
 *   not made of the key alone.
 * @throws keys/secret-memory-full, keys/secret-released; `signal.reason` where it was stopped
 */
export async function explain(keys: KeysAtHand, sought: CheckValue, options: SearchOptions): Promise<Searched> {
  const hand = handOf(keys)
  const question = questionOf(sought.method, keys.ksn)
  if (!hand || !question) return { explanations: [], tried: 0, triedBy: {} }
  using search = openSearch(hand.inputs)
  const run = new Run(search, question, fromHex(sought.hex), options)
  await run.itself(hand)
  const partsOf = (depth: Depth) => [
    ...depths[depth](hand, sought.method),
    ...(depth === 'single' && options.typed ? [undone(hand)] : []),
  ]
  for (const depth of before[options.depth]) await run.through(partsOf(depth), 1, false)
  await run.through(partsOf(options.depth), options.depth === 'single' ? 1 : 2, true)
  return run.result()
}

/** What a value must not already be explained by. */
const before: Readonly<Record<Depth, readonly Depth[]>> = { single: [], double: ['single'], 'two-digits': ['single'] }

class Run {
  readonly #fits = new Map<string, Facts>()
  readonly #triedBy = new Map<string, number>()
  readonly #groups = new Map<string, number>()
  readonly #endings = new Map<string, Program>()

  constructor(
    readonly search: KeySearch,
    readonly question: Question,
    readonly value: Uint8Array,
    readonly options: SearchOptions,
  ) {}

  /** The key as it is: what becomes of it must be something else. */
  async itself({ key }: Hand): Promise<void> {
    const { question } = this
    const writer = new Writer()
    writer.put([...key, ...question.before, check(question, 0, ITSELF)])
    writer.end()
    await this.search.run(writer.written(), this.value)
  }

  async through(parts: readonly Part[], rank: Rank, counts: boolean): Promise<void> {
    const total = parts.reduce((sum, { size }) => sum + size, 0)
    let done = 0
    for (const slice of slicesOf(parts)) {
      this.options.signal?.throwIfAborted()
      await this.#slice(slice, rank, counts)
      done += slice.length
      if (counts) this.options.onProgress?.(Math.min(1, done / total))
    }
    if (counts) this.options.onProgress?.(1)
  }

  result(): Searched {
    const explanations = [...this.#fits].map(([cause, facts]): Explanation => ({ cause, facts }))
    const tried = [...this.#triedBy.values()].reduce((sum, count) => sum + count, 0)
    return { explanations, tried, triedBy: Object.fromEntries(this.#triedBy) }
  }

  async #slice(hypotheses: readonly Hypothesis[], rank: Rank, counts: boolean): Promise<void> {
    const checks: Named[] = []
    const writer = new Writer()
    for (const { program, names } of hypotheses) {
      writer.put(program)
      for (const name of names) {
        writer.put(this.#ending(name, rank))
        checks.push(name)
      }
      writer.end()
    }
    const found = await this.search.run(writer.written(), this.value)
    if (!counts) return
    for (const place of found.hits) this.#fit(checks[place]!)
    for (const [cause, group] of this.#groups) {
      const count = found.counts[group] ?? 0
      if (count > 0) this.#triedBy.set(cause, (this.#triedBy.get(cause) ?? 0) + count)
    }
  }

  /** The same few endings stand behind thousands of programs. */
  #ending({ cause, method }: Named, rank: Rank): Program {
    const name = `${rank} ${cause} ${method}`
    const known = this.#endings.get(name)
    if (known) return known
    const question = method ? questions[method] : this.question
    const ending = [...question.before, check(question, rank, this.#group(cause))]
    this.#endings.set(name, ending)
    return ending
  }

  #group(cause: string): number {
    const known = this.#groups.get(cause)
    if (known !== undefined) return known
    this.#groups.set(cause, this.#groups.size + 1)
    return this.#groups.size
  }

  #fit({ cause, facts = {} }: Named): void {
    const known = this.#fits.get(cause)
    this.#fits.set(cause, known ? shared(known, facts) : facts)
  }
}

/** Facts that two variants of a cause agree on. */
const shared = (one: Facts, other: Facts): Facts =>
  Object.fromEntries(Object.entries(one).filter(([name, value]) => other[name] === value))

function* slicesOf(parts: readonly Part[]): Iterable<readonly Hypothesis[]> {
  let slice: Hypothesis[] = []
  for (const { each } of parts)
    for (const hypothesis of each()) {
      slice.push(hypothesis)
      if (slice.length < SLICE) continue
      yield slice
      slice = []
    }
  if (slice.length > 0) yield slice
}
