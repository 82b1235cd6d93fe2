// Records of who has seen the log outside this machine, and of what was dropped once an archive held it.
import { z } from 'zod'
import { count, instant, name, sha256, vkey, warnings } from './fields.js'

export const anchorBodies = {
  'log-verified': z.strictObject({ verdict: z.enum(['pass', 'fail', 'incomplete']), size: count }),
  /** Whose cosignatures count from here on. In production two people say so. */
  'witness-accepted': z.strictObject({ name, vkey, warnings }),
  /** A witness has seen the log up to `size`; `sha256` is of the file in cosignatures/. */
  'checkpoint-cosigned': z.strictObject({ witness: name, size: count, at: instant, sha256 }),
  /** The segments before `segment` are in an archive and no longer here; `sha256` is of the file `pruned`. */
  'log-pruned': z.strictObject({
    segment: count,
    size: count,
    sha256,
    archive: z.strictObject({ sha256, size: count }),
    warnings,
  }),
} as const satisfies Record<string, z.ZodType>
