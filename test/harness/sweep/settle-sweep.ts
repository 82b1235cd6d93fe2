// Settling swept as loading is: an attempt whose answer was lost is read back while something happens to each byte of that.
import type { Outcome } from '../../../electron/contract/values.js'
import { byteFaults } from './byte-faults.js'
import { conversationOf, LONGEST_WAIT_MS, problems, tapsOf } from './byte-sweep.js'
import type { Family } from './families.js'
import type { SweepLog } from './log.js'
import { type Played, play, type Scene } from './stage.js'

export interface SettleSweep {
  readonly family: string
  readonly bytes: { readonly out: number; readonly in: number }
  readonly cases: number
  /** How the first try ended: an outcome, or `open`. */
  readonly first: Readonly<Record<string, number>>
  /** How many could not be read even over a good cable, and were closed. */
  readonly closed: number
  readonly wrong: readonly string[]
}

/** What can become of a byte of it; the long run takes all there is. */
const usual: readonly string[] = ['cut', 'corrupt']
const wanted = process.env.KCV_LONG ? Object.keys(byteFaults) : usual

/** The key is in the device, or never got there. */
const lost = (nth: number): Partial<Scene> => ({
  behave: [nth % 2 === 0 ? 'cut-after-load' : 'cut-before-load', 'replug=never'],
})

export async function sweepSettling(family: Family, log: SweepLog, seed: number): Promise<SettleSweep> {
  const found = await conversationOf(family, log)
  using plan = found.plan
  const scene = { family, variant: family.variants[0]!, plan, log, qualified: true }
  const clean = await play({ ...scene, ...lost(0) })
  const bytes = clean.settled?.tries[0]?.bytes ?? { out: 0, in: 0 }
  const first: Record<string, number> = {}
  const wrong: string[] = []
  const [count] = [{ cases: 0, closed: 0 }]
  const judge = (name: string, played: Played): void => {
    const end: Outcome | 'open' = played.settled?.tries[0]?.outcome ?? 'open'
    first[end] = (first[end] ?? 0) + 1
    count.cases++
    if (played.settled?.closed) count.closed++
    if (!played.settled) wrong.push(`${name}: ${played.outcome}, and nothing to settle`)
    wrong.push(...problems(found, null, played, LONGEST_WAIT_MS).map((problem) => `${name}: ${problem}`))
  }
  judge('nothing wrong', clean)
  for (const direction of ['out', 'in'] as const)
    for (const fault of wanted)
      for (let nth = 0; nth < bytes[direction]; nth++) {
        const settleTaps = tapsOf({ direction, fault, nth }, seed)
        judge(`settling, ${fault} ${direction} ${nth}`, await play({ ...scene, ...lost(nth), settleTaps }))
      }
  return { family: family.driver.id, bytes, ...count, first, wrong }
}
