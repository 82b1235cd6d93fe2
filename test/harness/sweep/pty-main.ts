// `node dist/test/harness/sweep/pty-main.js [FAMILY…]`: one case in a hundred of the sweep over pseudo-terminals; all of them with KCV_LONG.
import { closeAttempt } from '../../../electron/injection/settle.js'
import { liveSecrets } from '../../../electron/keys/vault.js'
import { caseName, casesOf, conversationOf, problems, type SweepCase, seedOf, tapsOf } from './byte-sweep.js'
import { type Family, families } from './families.js'
import type { Found } from './find.js'
import { SweepLog } from './log.js'
import { overPty } from './over-pty.js'
import { play } from './stage.js'

export interface PtyResult {
  readonly seed: number
  readonly families: readonly {
    readonly family: string
    readonly cases: number
    readonly outcomes: Readonly<Record<string, number>>
    readonly wrong: readonly string[]
  }[]
  readonly log: string
  readonly handles: number
}

/** Nearly all of a case is waiting. */
const AT_ONCE = 40
const ONE_IN = process.env.KCV_LONG ? 1 : 100

const seed = Number(process.env.KCV_SWEEP_SEED ?? Math.floor(Math.random() * 2 ** 31))
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const log = await SweepLog.create()

interface Sweeping {
  readonly family: Family
  readonly found: Found
  readonly cases: readonly SweepCase[]
  readonly outcomes: Record<string, number>
  readonly wrong: string[]
}
const sweeps: Sweeping[] = []
for (const family of families.filter(({ driver }) => wanted.length === 0 || wanted.includes(driver.id))) {
  const found = await conversationOf(family, log)
  const cases = casesOf(found).filter((one) => Math.abs(seedOf(seed, one)) % ONE_IN === 0)
  sweeps.push({ family, found, cases, outcomes: {}, wrong: [] })
}

async function overOnePty({ family, found, outcomes, wrong }: Sweeping, one: SweepCase): Promise<void> {
  const scene = {
    family,
    variant: family.variants[0]!,
    plan: found.plan,
    log,
    taps: tapsOf(one, seed),
    qualified: true,
    over: overPty,
  }
  try {
    const played = await play(scene)
    outcomes[played.outcome!] = (outcomes[played.outcome!] ?? 0) + 1
    // A terminal without a serial number is known by its port, and the next one here may be given the same pseudo-terminal.
    const left = log.log.attempts().find(played.ends.at(-1)?.attempt ?? '')
    if (left?.open) await closeAttempt({ log: log.forAttempts }, left, 'closed by the sweep')
    // A busy machine may make late what is harmless: here only the truth of what was said is judged.
    for (const problem of problems(found, null, played, Number.POSITIVE_INFINITY))
      wrong.push(`${caseName(one)}: ${problem} (${played.outcome} ${played.because ?? ''})`)
  } catch (error) {
    wrong.push(`${caseName(one)}: ${String(error)}`)
  }
}
const waiting = sweeps.flatMap((sweep) => sweep.cases.map((one) => () => overOnePty(sweep, one)))
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next()
  }),
)
for (const { found } of sweeps) found.plan[Symbol.dispose]()
const result: PtyResult = {
  seed,
  families: sweeps.map(({ family, cases, outcomes, wrong }) => ({
    family: family.driver.id,
    cases: cases.length,
    outcomes,
    wrong,
  })),
  log: await log.end(),
  handles: liveSecrets(),
}
console.log(JSON.stringify(result, null, process.argv.includes('--json') ? 0 : 1))
