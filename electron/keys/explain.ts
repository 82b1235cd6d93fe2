// Which explanations make the check value that was seen: the search over what may have become of a key on its way.
import type { CheckValue } from '../contract/values.js'
import { type End, type Facts, type Hand, handOf, type Part, type Way } from './explain/hand.js'
import { depths, undone } from './explain/parts.js'
import { check, nameCause, namesOfGroup, type Question, type Rank, Writer } from './explain/program.js'
import { questionOf, questions } from './explain/question.js'
import { fromHex } from './hex.js'
import type { Depth, Explanation, KeysAtHand, Searched, SearchOptions } from './hypothesis.js'
import { type KeySearch, openSearch } from './vault.js'

/** Checks a call: some milliseconds of a worker thread, then there is progress and room for a stop. */
const SLICE = 4_096

/** Said of the key itself, which is never counted. */
const ITSELF: Rank = 0

/** A search that goes deeper where the shallower finds nothing: what was tried is not tried again. */
export interface Explaining extends Disposable {
  /**
   * One explanation a cause, with the facts that all its fitting variants share. A depth answers what it adds to the
   * shallower ones: whoever goes deeper adds `tried` up. Nothing is tried where no key is at hand, or the value is not
   * made of the key alone.
   * @throws keys/secret-memory-full, keys/secret-released; `signal.reason` where it was stopped
   */
  at(depth: Depth, onProgress?: SearchOptions['onProgress']): Promise<Searched>
}

/** @param sought method and value as seen, 2 to 16 bytes; it is compared as a prefix of each hypothesis' value */
export function explaining(
  keys: KeysAtHand,
  sought: CheckValue,
  options: Pick<SearchOptions, 'signal' | 'typed'> = {},
): Explaining {
  const hand = handOf(keys)
  const question = questionOf(sought.method, keys.ksn)
  if (hand && question) return new Run(hand, question, sought, options)
  return { at: async () => ({ explanations: [], tried: 0, triedBy: {} }), [Symbol.dispose]: () => {} }
}

/** One depth alone. */
export async function explain(
  keys: KeysAtHand,
  sought: CheckValue,
  { depth, onProgress, ...options }: SearchOptions,
): Promise<Searched> {
  using search = explaining(keys, sought, options)
  // Awaited here: the search is over when this function ends.
  return await search.at(depth, onProgress)
}

/** What a value must not already be explained by. */
const before: Readonly<Record<Depth, readonly Depth[]>> = { single: [], double: ['single'], 'two-digits': ['single'] }

/** Found and counted at one depth. */
interface Found {
  readonly fits: Map<string, Facts>
  readonly triedBy: Map<string, number>
}

class Run implements Explaining {
  readonly #search: KeySearch
  readonly #value: Uint8Array
  readonly #done = new Set<Depth>()
  readonly #written = new Map<Rank, WeakMap<readonly Way[], Uint8Array>>()
  #begun = false

  constructor(
    readonly hand: Hand,
    readonly question: Question,
    readonly sought: CheckValue,
    readonly options: Pick<SearchOptions, 'signal' | 'typed'>,
  ) {
    this.#search = openSearch(hand.inputs)
    this.#value = fromHex(sought.hex)
  }

  async at(depth: Depth, onProgress?: SearchOptions['onProgress']): Promise<Searched> {
    if (!this.#begun) await this.#itself()
    this.#begun = true
    for (const earlier of before[depth]) if (!this.#done.has(earlier)) await this.#through(earlier, null)
    const found: Found = { fits: new Map(), triedBy: new Map() }
    await this.#through(depth, found, onProgress)
    const explanations = [...found.fits].map(([cause, facts]): Explanation => ({ cause, facts }))
    const tried = [...found.triedBy.values()].reduce((sum, count) => sum + count, 0)
    return { explanations, tried, triedBy: Object.fromEntries(found.triedBy) }
  }

  [Symbol.dispose](): void {
    this.#search[Symbol.dispose]()
  }

  /** The key as it is: what becomes of it must be something else. */
  async #itself(): Promise<void> {
    const { hand, question } = this
    const writer = new Writer()
    writer.put([...hand.key, ...question.before, check(question, ITSELF, 0)])
    writer.end()
    await this.#search.run(writer.written(), none, none, this.#value)
  }

  /** @param found null: only for what is counted deeper */
  async #through(depth: Depth, found: Found | null, onProgress: SearchOptions['onProgress'] = () => {}): Promise<void> {
    const { hand, sought, options } = this
    const rank: Rank = depth === 'single' ? 1 : 2
    const parts = [
      ...depths[depth](hand, sought.method),
      ...(depth === 'single' && options.typed ? undone(hand) : []),
    ].filter(({ heads }) => heads.length > 0)
    const total = parts.reduce((sum, part) => sum + part.heads.length * ofOneHead(part), 0)
    let done = 0
    for (const slice of parts.flatMap(sliced)) {
      options.signal?.throwIfAborted()
      await this.#slice(slice, rank, found)
      done += slice.heads.length * ofOneHead(slice)
      onProgress(Math.min(1, done / total))
    }
    onProgress(1)
    this.#done.add(depth)
  }

  async #slice(part: Part, rank: Rank, found: Found | null): Promise<void> {
    const { heads, middles, ends } = part
    const asked = (writer: Writer, end: End) => {
      const question = end.method ? questions[end.method] : this.question
      writer.put([...named(end), ...end.steps, ...question.before, check(question, rank, 0)])
    }
    const { hits, counts } = await this.#search.run(
      this.#bytesOf(heads, rank, written),
      this.#bytesOf(middles, rank, written),
      this.#bytesOf(ends, rank, asked),
      this.#value,
    )
    if (!found) return
    for (const place of hits) fit(found.fits, waysAt(part, place))
    counts.forEach((count, group) => {
      if (count === 0) return
      const cause = causeOf(namesOfGroup(group))
      found.triedBy.set(cause, (found.triedBy.get(cause) ?? 0) + count)
    })
  }

  /** The same list stands in several parts: it is written once. */
  #bytesOf<W extends Way>(ways: readonly W[], rank: Rank, write: (writer: Writer, way: W) => void): Uint8Array {
    const known = this.#written.get(rank)?.get(ways)
    if (known) return known
    const writer = new Writer()
    for (const way of ways) {
      write(writer, way)
      writer.end()
    }
    const bytes = writer.written()
    const kept = this.#written.get(rank) ?? new WeakMap<readonly Way[], Uint8Array>()
    this.#written.set(rank, kept.set(ways, bytes))
    return bytes
  }
}

const none = new Uint8Array()
const named = ({ cause }: Way) => (cause === undefined ? [] : [nameCause(cause)])
const written = (writer: Writer, way: Way): void => writer.put([...named(way), ...way.steps])

/** Checks behind one head. */
const ofOneHead = ({ middles, ends }: Part): number => Math.max(1, middles.length) * ends.length

/** As many heads a call as are done in some milliseconds. */
function sliced(part: Part): Part[] {
  const many = Math.max(1, Math.floor(SLICE / ofOneHead(part)))
  if (many >= part.heads.length) return [part]
  return Array.from({ length: Math.ceil(part.heads.length / many) }, (_, i) => ({
    ...part,
    heads: part.heads.slice(i * many, (i + 1) * many),
  }))
}

/** The ways that led to a check, by its place. */
function waysAt(part: Part, place: number): Way[] {
  const { heads, middles, ends } = part
  const [head, within] = [Math.floor(place / ofOneHead(part)), place % ofOneHead(part)]
  const middle = middles[Math.floor(within / ends.length)]
  return [heads[head]!, ...(middle ? [middle] : []), ends[within % ends.length]!]
}

/** Two causes under one name, whichever came first. */
const causeOf = (causes: readonly string[]): string => [...causes].sort().join('+')

function fit(fits: Map<string, Facts>, ways: readonly Way[]): void {
  const cause = causeOf(ways.flatMap((way) => way.cause ?? []))
  const facts = ways.reduce<Facts>((all, way) => joined(all, way.facts ?? {}), {})
  const known = fits.get(cause)
  fits.set(cause, known ? shared(known, facts) : facts)
}

/** The facts of both, joined where they differ. */
function joined(one: Facts, other: Facts): Facts {
  const facts: Record<string, string | number> = { ...one }
  for (const [name, value] of Object.entries(other))
    facts[name] = facts[name] === undefined || facts[name] === value ? value : `${facts[name]}+${value}`
  return facts
}

/** Facts that two variants of a cause agree on. */
const shared = (one: Facts, other: Facts): Facts =>
  Object.fromEntries(Object.entries(one).filter(([name, value]) => other[name] === value))
