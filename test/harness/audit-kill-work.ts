// The work that is cut short: a log opened, one attempt from intent to result, each step said once it is acknowledged.
import type { FileDoor } from '../../electron/audit/files.js'
import { armed, by, intent, open, result } from './audit.js'

export const attemptId = 'at-1'
export const serial = 'SN0001'

export async function attemptOn(
  dir: string,
  files: FileDoor,
  segmentLimit: number,
  say: (line: string) => void,
): Promise<void> {
  const log = await open(dir, { files, segmentLimit })
  say(`attempt-intent ${(await log.append('attempt-intent', intent(attemptId), by)).seq}`)
  const { record, ticket } = await log.arm(armed(attemptId, serial), by)
  say(`attempt-armed ${record.seq}`)
  log.spend(ticket)
  say(`attempt-result ${(await log.append('attempt-result', result(attemptId, 'injected', serial), by)).seq}`)
  await log.close()
}
