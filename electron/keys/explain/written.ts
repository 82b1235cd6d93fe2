// What a depth tries, written for the machine: a hand's shape alone decides it, so that it is written once and kept.
import type { Depth } from '../hypothesis.js'
import type { End, Hand, Part, Way } from './hand.js'
import { depths, undone } from './parts.js'
import { check, nameCause, type Question, type Rank, Writer } from './program.js'
import { questions } from './question.js'

/** One call of the search. */
export interface Slice {
  readonly heads: Uint8Array
  readonly middles: Uint8Array
  readonly ends: Uint8Array
  /** Checks that it makes. */
  readonly checks: number
  /** The ways that led to a check, by its place. */
  readonly waysAt: (place: number) => readonly Way[]
}

/** Checks a call: some milliseconds of a worker thread, then there is progress and room for a stop. */
const MOST_CHECKS = 8_192
/** Shapes kept, the last ones asked for: some megabytes each. */
const MOST_KEPT = 8
const kept = new Map<string, readonly Slice[]>()

export interface Wanted {
  readonly depth: Depth
  readonly question: Question
  /** The method of the value sought. */
  readonly asked: string
  /** The keys at hand are what was typed. */
  readonly typed: boolean
}

/** No key and nothing of one is in it: places of inputs, instructions, published keys, the KSN. */
export function slicesOf(hand: Hand, wanted: Wanted): readonly Slice[] {
  const { inputs: _, ...shape } = hand
  const { depth, asked, typed } = wanted
  const name = JSON.stringify([depth, asked, typed, shape])
  const known = kept.get(name)
  const slices = known ?? slicesMade(hand, wanted)
  kept.delete(name)
  kept.set(name, slices)
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!)
  return slices
}

export const rankOf = (depth: Depth): Rank => (depth === 'single' ? 1 : 2)

function slicesMade(hand: Hand, { depth, question, asked, typed }: Wanted): readonly Slice[] {
  const parts = [...depths[depth](hand, asked), ...(depth === 'single' && typed ? undone(hand) : [])]
  const write = scribe(question, rankOf(depth))
  return parts.filter(({ heads }) => heads.length > 0).flatMap((part) => sliced(part).map((one) => sliceOf(one, write)))
}

/** Checks behind one head. */
const ofOneHead = ({ middles, ends }: Part): number => Math.max(1, middles.length) * ends.length

/** As many heads a call as are done in some milliseconds. */
function sliced(part: Part): Part[] {
  const many = Math.max(1, Math.floor(MOST_CHECKS / ofOneHead(part)))
  return Array.from({ length: Math.ceil(part.heads.length / many) }, (_, i) => ({
    ...part,
    heads: part.heads.slice(i * many, (i + 1) * many),
  }))
}

function sliceOf(part: Part, { ways, ends }: Scribe): Slice {
  const many = ofOneHead(part)
  const { heads, middles, ends: ending } = part
  return {
    heads: ways(part.heads),
    middles: ways(part.middles),
    ends: ends(part.ends),
    checks: many * part.heads.length,
    waysAt: (place) => {
      const within = place % many
      const middle = middles[Math.floor(within / ending.length)]
      return [heads[Math.floor(place / many)]!, ...(middle ? [middle] : []), ending[within % ending.length]!]
    },
  }
}

interface Scribe {
  readonly ways: (ways: readonly Way[]) => Uint8Array
  readonly ends: (ends: readonly End[]) => Uint8Array
}

/** The same list stands in several parts: it is written once. */
function scribe(question: Question, rank: Rank): Scribe {
  const done = new WeakMap<readonly Way[], Uint8Array>()
  const writer = new Writer()
  const begin = ({ cause, steps }: Way) => {
    if (cause !== undefined) writer.put([nameCause(cause)])
    writer.put(steps)
  }
  const listOf = <W extends Way>(list: readonly W[], put: (way: W) => void): Uint8Array => {
    const known = done.get(list)
    if (known) return known
    for (const way of list) {
      put(way)
      writer.end()
    }
    const bytes = writer.written()
    done.set(list, bytes)
    return bytes
  }
  return {
    ways: (ways) => listOf(ways, begin),
    ends: (ends) =>
      listOf(ends, (end) => {
        const asked = end.method ? questions[end.method] : question
        begin(end)
        writer.put([...asked.before, check(asked, rank, 0)])
      }),
  }
}
