// `node dist/test/harness/sweep/sweep-main.js [FAMILY…]`: plays the sweep in memory and says what came of it. KCV_SWEEP_SEED repeats a run.
import { liveSecrets } from '../../../electron/keys/vault.js'
import { type FamilySweep, sweepFamily } from './byte-sweep.js'
import { families } from './families.js'
import { type FamilyFaults, faultsOf } from './fault-rows.js'
import { SweepLog } from './log.js'
import { type SettleSweep, sweepSettling } from './settle-sweep.js'
import { type LostTogether, loseTogether } from './together.js'

export interface SweepResult {
  readonly seed: number
  readonly families: readonly FamilySweep[]
  readonly faults: readonly FamilyFaults[]
  readonly settling: readonly SettleSweep[]
  /** Where it was asked for: with `--together`. */
  readonly together: LostTogether | null
  /** Of the log that holds every attempt, and how many of them it still has open. */
  readonly log: string
  readonly open: number
  readonly handles: number
}

const seed = Number(process.env.KCV_SWEEP_SEED ?? Math.floor(Math.random() * 2 ** 31))
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const log = await SweepLog.create()
const swept: FamilySweep[] = []
const faults: FamilyFaults[] = []
const settling: SettleSweep[] = []
for (const family of families.filter(({ driver }) => wanted.length === 0 || wanted.includes(driver.id))) {
  if (!process.argv.includes('--bytes')) faults.push(await faultsOf(family, log))
  if (!process.argv.includes('--rows')) swept.push(await sweepFamily(family, log, { seed }))
  if (!process.argv.includes('--rows')) settling.push(await sweepSettling(family, log, seed))
}
const together = process.argv.includes('--together') ? await loseTogether() : null
const open = log.log.attempts().open().length
const result: SweepResult = {
  seed,
  families: swept,
  faults,
  settling,
  together,
  log: await log.end(),
  open,
  handles: liveSecrets(),
}
if (process.argv.includes('--json')) process.stdout.write(JSON.stringify(result))
else {
  for (const { wrong, ...rest } of [...swept, ...faults, ...settling, ...(together ? [together] : [])]) {
    console.log(JSON.stringify(rest))
    for (const one of wrong) console.log(`  ${one}`)
  }
  console.log(`seed ${seed}, log ${result.log}, ${open} open, ${result.handles} handles`)
}
