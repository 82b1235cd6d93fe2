// What the gate refuses, into the log.
import { Denials } from './audit/denials.js'
import type { AuditLog } from './audit/log.js'
import { theStation } from './audit/record.js'
import { realClock } from './wire/line.js'

export interface Refusals {
  /** A call that the gate refused. */
  readonly note: (call: { readonly command: string | null; readonly code: string }) => void
  /** Tells what is not told yet; a log that has ended takes nothing any more, and that was said then. */
  readonly close: () => Promise<void>
}

export function refusalsInto(log: AuditLog): Refusals {
  const append: ConstructorParameters<typeof Denials>[0]['append'] = (body) =>
    log.append('calls-denied', body, theStation)
  const denials = new Denials({ append, now: Date.now, after: realClock.after })
  return {
    note: (call) => denials.note(call),
    close: () => denials.close().catch(() => {}),
  }
}
