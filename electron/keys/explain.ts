// Which explanations make the check value that was seen: the search over what may have become of a key on its way.
import type { CheckValue } from '../contract/values.js'
import { type Facts, type Hand, handOf, type Way } from './explain/hand.js'
import { check, namesOfGroup, type Question, type Rank, Writer } from './explain/program.js'
import { questionOf } from './explain/question.js'
import { type Slice, slicesOf } from './explain/written.js'
import { fromHex } from './hex.js'
import type { Depth, Explanation, KeysAtHand, Searched, SearchOptions } from './hypothesis.js'
import { type KeySearch, openSearch } from './vault.js'

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
    const { hand, question, sought, options } = this
    const slices = slicesOf(hand, { depth, question, asked: sought.method, typed: options.typed === true })
    const total = slices.reduce((sum, { checks }) => sum + checks, 0)
    let done = 0
    for (const slice of slices) {
      options.signal?.throwIfAborted()
      await this.#slice(slice, found)
      done += slice.checks
      onProgress(done / total)
    }
    this.#done.add(depth)
  }

  async #slice({ heads, middles, ends, waysAt }: Slice, found: Found | null): Promise<void> {
    const { hits, counts } = await this.#search.run(heads, middles, ends, this.#value)
    if (!found) return
    for (const place of hits) fit(found.fits, waysAt(place))
    counts.forEach((count, group) => {
      if (count === 0) return
      const cause = causeOf(namesOfGroup(group))
      found.triedBy.set(cause, (found.triedBy.get(cause) ?? 0) + count)
    })
  }
}

const none = new Uint8Array()

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
