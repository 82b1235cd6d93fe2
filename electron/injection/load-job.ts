// A job's keys over one open port of the bench: what must hold first, the record of what is planned, then one key after the other.
import { Fault } from '../contract/fault.js'
import type { DeviceIdentity, Mode } from '../contract/values.js'
import type { AttemptContext, PortAtWork } from './context.js'
import { assertMode, refuseWeakInProduction } from './policy.js'
import { fitAll, runPort } from './port.js'
import type { PreparedJob } from './prepare.js'
import { draft } from './records.js'

/**
 * @param known the device that a person saw there when starting; null where nobody could
 * @throws whatever forbids the job here, before anything is recorded; audit/… where the log cannot be written
 */
export async function loadJob(
  context: AttemptContext,
  open: PortAtWork,
  job: PreparedJob,
  { mode, known }: { readonly mode: Mode; readonly known: DeviceIdentity | null },
): Promise<void> {
  assertMode(job, mode)
  refuseWeakInProduction(job)
  fitAll(job, open)
  if (open.session instanceof Fault) throw open.session
  await draft(context.log, job, [open.path])
  await runPort(context, open, job, known)
}
