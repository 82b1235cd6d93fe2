// The named faults against one family, and a log that runs out of disk at every step.

import { realFiles } from '../../../electron/audit/files.js'
import type { Outcome } from '../../../electron/contract/values.js'
import { conversationOf, LONGEST_WAIT_MS, problems } from './byte-sweep.js'
import { clockJumps } from './clock-jumps.js'
import type { Family } from './families.js'
import { lineFaults } from './line-faults.js'
import { promptFiles, SweepLog } from './log.js'
import { play, Unwritten } from './stage.js'

export interface FamilyFaults {
  readonly family: string
  readonly outcomes: readonly (readonly [fault: string, outcome: Outcome | null])[]
  /** Steps of the log at which the disk was full. */
  readonly diskSteps: number
  /** Records before which the wall clock went a day ahead or back. */
  readonly clockJumps: number
  readonly wrong: readonly string[]
}

export async function faultsOf(family: Family, log: SweepLog): Promise<FamilyFaults> {
  const found = await conversationOf(family, log)
  using plan = found.plan
  const variant = family.variants[0]!
  const outcomes: [string, Outcome | null][] = []
  const wrong: string[] = []
  for (const fault of lineFaults) {
    const scene = fault.scene()
    const played = await play({ family, variant, plan, log, qualified: true, ...scene }).catch((error: Error) => error)
    if (played instanceof Error) {
      wrong.push(`${fault.name}: ${played.name}: ${played.message}`)
      continue
    }
    outcomes.push([fault.name, played.outcome])
    const right = fault.allowed?.map((one) => (one === 'good' ? found.good.outcome : one))
    if (right && !right.includes(played.outcome))
      wrong.push(`${fault.name}: ${played.outcome} (${played.because}), expected ${right.join(' or ')}`)
    wrong.push(
      ...problems(found, null, played, LONGEST_WAIT_MS + (scene.standsStill ?? 0)).map(
        (problem) => `${fault.name}: ${problem} (${played.outcome} ${played.because ?? ''})`,
      ),
    )
  }
  const full = await fullDisk(family, found)
  const jumped = await clockJumps(family, found)
  return {
    family: family.driver.id,
    outcomes,
    diskSteps: full.steps,
    clockJumps: jumped.jumps,
    wrong: [...wrong, ...full.wrong, ...jumped.wrong],
  }
}

/** Every write and every sync of the attempt's records fails once: a key that went in is then never without a trace. */
async function fullDisk(family: Family, found: Awaited<ReturnType<typeof conversationOf>>) {
  const wrong: string[] = []
  for (let step = 0; ; step++) {
    let left = Number.POSITIVE_INFINITY
    const failing = <Call extends (...args: never[]) => Promise<unknown>>(call: Call): Call =>
      (async (...args: Parameters<Call>) => {
        if (left-- <= 0) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
        return call(...args)
      }) as unknown as Call
    const files = { ...promptFiles, write: failing(realFiles.write), datasync: failing(promptFiles.datasync) }
    const log = await SweepLog.create({ files })
    left = step
    const played = await play({ family, variant: family.variants[0]!, plan: found.plan, log, qualified: true }).catch(
      (error: Error) => error,
    )
    left = Number.POSITIVE_INFINITY
    await log.again()
    const at = `disk full at step ${step}`
    if (played instanceof Unwritten) {
      const { place } = found
      const there = played.after.some(
        ({ usage, slot, kcv }) => usage === place.usage && slot === place.slot && kcv === place.kcv,
      )
      const attempts = log.log.attempts()
      const logged = attempts.find(played.attempt)
      // The result may have reached the disk before it was full; else the attempt is open and holds the device back.
      const told = logged?.outcome === found.good.outcome
      const held = logged?.open === true && attempts.blockedBy(logged.serial, logged.port) !== null
      if (there && !told && !held)
        wrong.push(`${at}: the key is there, and the log has ${logged?.outcome ?? 'nothing'}`)
    } else if (played instanceof Error) wrong.push(`${at}: ${played.name}: ${played.message}`)
    const verdict = await log.end()
    if (verdict !== 'pass') wrong.push(`${at}: the log is ${verdict}`)
    if (!(played instanceof Error)) return { steps: step, wrong }
    if (step > 100) return { steps: step, wrong: [...wrong, 'the log is written without end'] }
  }
}
