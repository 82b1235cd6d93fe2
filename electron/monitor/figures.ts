// Loads and line errors by local day: of the station, by model, port, operator and firmware, and by step.
import { type Dimension, dimensions, type FiguresView, type LoadStep, loadSteps } from '../contract/monitor.js'
import type { Outcome } from '../contract/values.js'
import type { LoadEnded, WatchEvent } from './event.js'
import type { LocalTime } from './rule.js'

type Counted = 'good' | 'mismatched' | 'refused' | 'unknown' | 'unverified' | 'abandoned'
type Figures = { -readonly [Name in keyof Omit<FiguresView, 'name'>]: number }

const countedAs: Readonly<Record<Outcome, Counted>> = {
  injected: 'good',
  'already-present': 'unverified',
  attested: 'good',
  mismatched: 'mismatched',
  refused: 'refused',
  indeterminate: 'unknown',
  unverified: 'unverified',
  abandoned: 'abandoned',
}
/** How many of the steps a load took, by how it ended once it was armed; before that it took none. */
const stepsTaken: Readonly<Record<Counted, number>> = {
  abandoned: 1,
  unknown: 1,
  refused: 2,
  mismatched: 3,
  unverified: 3,
  good: 4,
}

const DAYS_KEPT = 400
export const DAYS_SHOWN = 30

const zero = (): Figures => ({
  loads: 0,
  good: 0,
  mismatched: 0,
  refused: 0,
  unknown: 0,
  unverified: 0,
  abandoned: 0,
  bytes: 0,
  lineErrors: 0,
})
function add(into: Figures, one: Readonly<Figures>): void {
  for (const name of Object.keys(into) as (keyof Figures)[]) into[name] += one[name]
}

class Day {
  readonly all = zero()
  readonly by: Readonly<Record<Dimension, Map<string, Figures>>> = {
    model: new Map(),
    port: new Map(),
    operator: new Map(),
    firmware: new Map(),
  }
  /** Loads by the number of steps they took, 0 to 4. */
  readonly taken = [0, 0, 0, 0, 0]

  hear(event: LoadEnded): void {
    const counted = countedAs[event.outcome]
    const one = { ...zero(), loads: 1, [counted]: 1, bytes: event.bytes, lineErrors: event.lineErrors }
    add(this.all, one)
    for (const dimension of dimensions) {
      const name = event.where[dimension]
      if (name === null) continue
      const figures = this.by[dimension].get(name) ?? zero()
      this.by[dimension].set(name, figures)
      add(figures, one)
    }
    this.taken[event.armed ? stepsTaken[counted] : 0]! += 1
  }
}

interface Shown {
  readonly name: string
  readonly day: Day | undefined
}

function addDay(sums: Map<string, Figures>, day: Day | undefined, dimension: Dimension): void {
  for (const [name, figures] of day?.by[dimension] ?? []) {
    const sum = sums.get(name) ?? zero()
    sums.set(name, sum)
    add(sum, figures)
  }
}

export class DailyFigures {
  readonly #days = new Map<string, Day>()
  readonly #closed = new Map<Dimension, { readonly span: string; readonly sums: ReadonlyMap<string, Figures> }>()

  constructor(private readonly local: LocalTime) {}

  hear(event: WatchEvent): void {
    if (event.kind !== 'load-ended') return
    const name = this.local.day(event.at)
    let day = this.#days.get(name)
    if (!day) {
      day = new Day()
      this.#days.set(name, day)
      if (this.#days.size > DAYS_KEPT) this.#days.delete(this.#days.keys().next().value!)
    }
    day.hear(event)
  }

  /** The last thirty days, oldest first; a day without loads has zeros. @param now ms since 1970 */
  days(now: number): FiguresView[] {
    return this.#shown(now).map(({ name, day }) => ({ name, ...(day?.all ?? zero()) }))
  }

  /** Of the last thirty days, most loads first. */
  by(dimension: Dimension, now: number): FiguresView[] {
    const shown = this.#shown(now)
    const sums = new Map<string, Figures>()
    for (const [name, figures] of this.#sumOfClosed(dimension, shown)) sums.set(name, { ...figures })
    addDay(sums, shown.at(-1)?.day, dimension)
    return [...sums].map(([name, figures]) => ({ name, ...figures })).sort((a, b) => b.loads - a.loads)
  }

  /** Every shown day but the last: summed once, and again only when one of them was added to. */
  #sumOfClosed(dimension: Dimension, shown: readonly Shown[]): ReadonlyMap<string, Figures> {
    const closed = shown.slice(0, -1)
    const span = closed.map(({ name, day }) => `${name} ${day?.all.loads ?? 0}`).join()
    const kept = this.#closed.get(dimension)
    if (kept?.span === span) return kept.sums
    const sums = new Map<string, Figures>()
    for (const { day } of closed) addDay(sums, day, dimension)
    this.#closed.set(dimension, { span, sums })
    return sums
  }

  steps(now: number): { step: LoadStep; reached: number; passed: number }[] {
    const taken = [0, 0, 0, 0, 0]
    for (const { day } of this.#shown(now))
      for (const [steps, loads] of day?.taken.entries() ?? []) taken[steps]! += loads
    const atLeast = (steps: number) => taken.slice(steps).reduce((sum, loads) => sum + loads, 0)
    return loadSteps.map((step, place) => ({ step, reached: atLeast(place), passed: atLeast(place + 1) }))
  }

  /** Errors in 1,000 bytes by day, of the ports with most of them. */
  line(now: number, most: number): { port: string; days: (number | null)[] }[] {
    const worst = this.by('port', now)
      .filter(({ bytes }) => bytes > 0)
      .sort((a, b) => b.lineErrors / b.bytes - a.lineErrors / a.bytes)
      .slice(0, most)
    const days = this.#shown(now)
    return worst.map(({ name }) => ({
      port: name,
      days: days.map(({ day }) => {
        const figures = day?.by.port.get(name)
        return figures && figures.bytes > 0 ? (1000 * figures.lineErrors) / figures.bytes : null
      }),
    }))
  }

  #shown(now: number): Shown[] {
    // Noon of each day: an hour more or less by summer time stays in the same day.
    const noon = now - (this.local.hour(now) - 12) * 3_600_000
    return Array.from({ length: DAYS_SHOWN }, (_, back) => {
      const name = this.local.day(noon - (DAYS_SHOWN - 1 - back) * 86_400_000)
      return { name, day: this.#days.get(name) }
    })
  }
}
