// All ports lost at once: every family twice side by side on one clock, and at one moment every cable is out.
import { conversationOf, LONGEST_WAIT_MS, problems } from './byte-sweep.js'
import type { Taps, Way } from './cable.js'
import { type Family, families } from './families.js'
import type { Found } from './find.js'
import { promptFiles, SweepLog } from './log.js'
import { play } from './stage.js'
import { StepClock } from './step-clock.js'

export interface LostTogether {
  readonly ports: number
  /** At how many moments; each is a frame that leaves at any of the ports. */
  readonly moments: number
  readonly outcomes: Readonly<Record<string, number>>
  readonly wrong: readonly string[]
}

const PORTS_A_FAMILY = 2
/** Every frame of the long run, every third of the usual one. */
const STEP = process.env.KCV_LONG ? 1 : 3
const MOST_MOMENTS = 400

/** A hub: once its `moment`th frame leaves, none of its cables is in, nor goes in again. */
class Hub {
  frames = 0
  out = false
  readonly #ways = new Set<Way>()
  constructor(private readonly moment: number) {}

  readonly taps = (): Taps => ({
    out: (chunk, way) => {
      this.#ways.add(way)
      if (this.frames++ === this.moment) this.out = true
      if (!this.out) return way.pass(chunk)
      for (const each of this.#ways) each.pull()
    },
  })
}

export async function loseTogether(chosen: readonly Family[] = families): Promise<LostTogether> {
  const log = await SweepLog.create({ files: promptFiles })
  const found: Found[] = []
  for (const family of chosen) found.push(await conversationOf(family, log))
  const outcomes: Record<string, number> = {}
  const wrong: string[] = []
  let moments = 0
  for (let moment = 0; moment < MOST_MOMENTS; moment += STEP) {
    const hub = new Hub(moment)
    const clock = new StepClock()
    const ports = chosen.flatMap((family, at) =>
      Array.from({ length: PORTS_A_FAMILY }, async () => {
        const { plan } = found[at]!
        const scene = { family, variant: family.variants[0]!, plan, log, qualified: true, clock, taps: hub.taps() }
        const name = `${family.driver.id}, all lost at frame ${moment}`
        const played = await play(scene).catch((error: Error) => error)
        if (played instanceof Error) return wrong.push(`${name}: ${played.name}: ${played.message}`)
        outcomes[played.outcome!] = (outcomes[played.outcome!] ?? 0) + 1
        const bad = problems(found[at]!, null, played, LONGEST_WAIT_MS)
        return wrong.push(...bad.map((problem) => `${name}: ${problem} (${played.outcome} ${played.because ?? ''})`))
      }),
    )
    await Promise.all(ports)
    moments++
    if (!hub.out) break
  }
  for (const { plan } of found) plan[Symbol.dispose]()
  const verdict = await log.end()
  if (verdict !== 'pass') wrong.push(`the log is ${verdict}`)
  return { ports: chosen.length * PORTS_A_FAMILY, moments, outcomes, wrong }
}
