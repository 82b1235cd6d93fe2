// The work that is cut short: a log opened, one attempt from intent to result, its first record in a group with others, each step said once it is acknowledged.
import type { FileDoor } from '../../electron/audit/files.js'
import { armed, by, intent, open, result, simulator } from './audit.js'

export const attemptId = 'at-1'
export const serial = 'SN0001'

export async function attemptOn(
  dir: string,
  files: FileDoor,
  segmentLimit: number,
  say: (line: string) => void,
): Promise<void> {
  const log = await open(dir, { files, segmentLimit })
  const others = ['/dev/pts/4', '/dev/pts/5'].map((port) => log.append('simulator-started', simulator(port), by))
  const [drafted, ...started] = await Promise.all([log.append('attempt-intent', intent(attemptId), by), ...others])
  say(`attempt-intent ${drafted!.seq}`)
  for (const { seq } of started) say(`simulator-started ${seq}`)
  const { record, ticket } = await log.arm(armed(attemptId, serial), by)
  say(`attempt-armed ${record.seq}`)
  log.spend(ticket)
  say(`attempt-result ${(await log.append('attempt-result', result(attemptId, 'injected', serial), by)).seq}`)
  await log.close()
}
