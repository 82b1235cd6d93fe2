// The wall clock goes a day ahead or back before each record of an attempt: the attempt goes by another clock, and the log says so.
import { systemClock } from '../../../electron/audit/clock.js'
import { LONGEST_WAIT_MS, problems } from './byte-sweep.js'
import type { Family } from './families.js'
import type { Found } from './find.js'
import { promptFiles, SweepLog } from './log.js'
import { play } from './stage.js'

const DAY_MS = 86_400_000

export async function clockJumps(
  family: Family,
  found: Found,
): Promise<{ readonly jumps: number; readonly wrong: readonly string[] }> {
  const wrong: string[] = []
  let offset = 0
  const clock = systemClock(() => Date.now() + offset)
  const log = await SweepLog.create({ files: promptFiles, clock })
  let told = 0
  log.log.onAppend(({ type }) => {
    if (type === 'clock-jumped') told++
  })
  let jumps = 0
  for (const by of [DAY_MS, -DAY_MS])
    for (let step = 0, records = 1; step < records; step++) {
      records = 0
      log.onRecord = () => {
        if (records++ === step) offset += by
      }
      const at = `the clock ${by > 0 ? 'a day ahead' : 'a day back'} before record ${step}`
      const { plan } = found
      const played = await play({ family, variant: family.variants[0]!, plan, log, qualified: true })
      jumps++
      if (played.outcome !== found.good.outcome) wrong.push(`${at}: ${played.outcome} (${played.because})`)
      wrong.push(...problems(found, null, played, LONGEST_WAIT_MS).map((problem) => `${at}: ${problem}`))
    }
  if (told !== jumps) wrong.push(`the clock jumped ${jumps} times, and the log tells ${told}`)
  const verdict = await log.end()
  if (verdict !== 'pass') wrong.push(`after ${jumps} jumps of the clock the log is ${verdict}`)
  return { jumps, wrong }
}
