// `node dist/test/harness/sweep/conformance-main.js`: plays the conformance table and writes it out as text.
import { liveSecrets } from '../../../electron/keys/vault.js'
import { conformance, conformancePage } from './conformance.js'
import { SweepLog } from './log.js'

export interface ConformanceResult {
  readonly page: string
  readonly families: readonly { readonly name: string; readonly taken: number; readonly wrong: readonly string[] }[]
  /** Of the log that holds every attempt. */
  readonly log: string
  readonly handles: number
}

const log = await SweepLog.create()
const sections = await conformance(log)
const result: ConformanceResult = {
  page: conformancePage(sections),
  families: sections.map(({ family, variant, lines }) => ({
    name: `${family.driver.id} (${variant.name})`,
    taken: lines.filter(({ notTaken }) => notTaken === null).length,
    wrong: lines.flatMap(({ wrong }) => wrong),
  })),
  log: await log.end(),
  handles: liveSecrets(),
}
if (process.argv.includes('--json')) process.stdout.write(JSON.stringify(result))
else {
  process.stdout.write(result.page)
  for (const { wrong } of result.families) for (const one of wrong) process.stderr.write(`${one}\n`)
}
