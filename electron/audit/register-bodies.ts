// Records of what an administrator keeps: versions of firmware, the calendar of changes, what the station depends on.
import { z } from 'zod'
import { changeKinds, dependencyNames, firmwareRules } from '../contract/register.js'
import { count, id, name, text } from './fields.js'

export const registerBodies = {
  /** `weakens`: a device may be loaded that was refused before. */
  'firmware-ruled': z.strictObject({
    model: name,
    firmware: name,
    rule: z.enum(firmwareRules),
    reason: text,
    weakens: z.boolean(),
    by: name,
  }),
  /** A change around the terminals, on its day. The same entry told again replaces what it said. */
  'change-entered': z.strictObject({
    entry: id,
    what: z.enum(changeKinds),
    at: z.string().regex(/^\d{4}-\d\d-\d\d$/),
    note: text,
    by: name,
  }),
  'change-withdrawn': z.strictObject({ entry: id, reason: name, by: name }),
  /** null: nothing is depended on by this name. */
  'dependency-set': z.strictObject({
    name: z.enum(dependencyNames),
    to: z.strictObject({ host: name, port: z.int().min(1).max(65535) }).nullable(),
    by: name,
  }),
  /** It could be reached and cannot, or the reverse. */
  'dependency-changed': z.strictObject({ name: z.enum(dependencyNames), reachable: z.boolean(), ms: count.nullable() }),
  /** Of a training directory alone: what it is. */
  'training-begun': z.strictObject({ about: name }),
  /** Somebody practises: a simulated terminal with these faults, because of this cause where there is one. */
  'practice-begun': z.strictObject({
    driver: id,
    behave: z.array(name).max(8),
    cause: name.nullable(),
    port: name,
    by: name,
  }),
} as const satisfies Record<string, z.ZodType>
