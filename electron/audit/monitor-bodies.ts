// Records that the watch leaves: alerts and who confirmed them, changed thresholds, where alerts go, steps of plans ticked.
import { z } from 'zod'
import { severities, subjectKinds, syslogProtocols } from '../contract/monitor.js'
import { count, id, name, text } from './fields.js'

export const monitorBodies = {
  /** `records` are those that gave rise to it; `other` is a second device or person that it names. */
  'alert-raised': z.strictObject({
    alert: id,
    rule: id,
    severity: z.enum(severities),
    subject: z.strictObject({ kind: z.enum(subjectKinds), name }),
    figure: z.int(),
    limit: z.int(),
    other: name.nullable(),
    records: z.array(count).max(20),
  }),
  /** `by` is the person who says to have seen it. */
  'alert-acknowledged': z.strictObject({ alert: id, by: name, note: text }),
  'threshold-changed': z.strictObject({
    rule: id,
    name: id,
    from: z.int(),
    to: z.int(),
    weakens: z.boolean(),
    by: name,
  }),
  /** null: alerts go nowhere. */
  'syslog-set': z.strictObject({
    to: z.strictObject({ protocol: z.enum(syslogProtocols), host: name, port: z.int().min(1).max(65535) }).nullable(),
    by: name,
  }),
  /** A step of an alert's or a diagnosis's plan, done or taken back. `plan` is the id of what the plan is for. */
  'plan-step-ticked': z.strictObject({ plan: id, step: id, done: z.boolean(), by: name, note: text }),
} as const satisfies Record<string, z.ZodType>
