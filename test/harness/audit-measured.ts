// One measurement of a long log in a process of its own, so that its memory is nobody else's.
// argv: directory, its first key, `verify` or `open`. Says one line of JSON.
import { realFiles } from '../../electron/audit/files.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import { open } from './audit.js'

export interface Measured {
  readonly size: number
  readonly verdict: string
  /** Microseconds of processor time a record, and seconds in all. */
  readonly each: number
  readonly seconds: number
  /** Most memory that was ever in use. */
  readonly megabytes: number
}

const [dir, vkey, what] = process.argv.slice(2)

const worked = () => {
  const { user, system } = process.cpuUsage()
  return user + system
}

async function work(): Promise<{ size: number; verdict: string }> {
  if (what === 'verify') return verifyDirectory(dir!, { vkey: vkey! })
  const log = await open(dir!, { files: realFiles })
  const { size } = log
  await log.close()
  return { size, verdict: 'open' }
}

const [began, beganAt] = [worked(), performance.now()]
const { size, verdict } = await work()
const measured: Measured = {
  size,
  verdict,
  each: (worked() - began) / size,
  seconds: (performance.now() - beganAt) / 1e3,
  megabytes: process.resourceUsage().maxRSS / 1024,
}
process.stdout.write(`${JSON.stringify(measured)}\n`)
