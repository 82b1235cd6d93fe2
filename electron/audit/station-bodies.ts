// Records of the station about itself: calls that its gate refused, and a data directory that is older than what this machine
// had seen of it.
import { z } from 'zod'
import { count, expectedKcv, id, instant, keyRef, ksn, name, slotState } from './fields.js'

export const stationBodies = {
  /** So many calls since the last such record. The counts below and `others` add up to `calls`. */
  'calls-denied': z.strictObject({
    since: instant,
    calls: count,
    /** `command` is null where there is none of that name. */
    counts: z.array(z.strictObject({ code: id, command: id.nullable(), calls: count })).max(64),
    others: count,
  }),
  /**
   * `size` had been seen of this log at `at`, with another end. Key serial numbers as many as records are `missing` count as
   * issued in every series, and each device in `blocked` stays blocked until it is read back or closed.
   */
  'directory-restored': z.strictObject({
    because: z.enum(['older', 'other-root']),
    size: count,
    at: instant,
    missing: count,
    blocked: z
      .array(
        z.strictObject({
          attempt: id,
          port: name,
          ...keyRef,
          serial: name.nullable(),
          /** Its serial number was read off its label: then its port stands for it, too. */
          scanned: z.literal(true).optional(),
          family: name.nullable(),
          before: slotState.nullable(),
          ksn: ksn.nullable(),
          kcv: expectedKcv,
        }),
      )
      .max(200),
    /** Devices that were blocked as well, and that nobody noted. */
    more: count,
  }),
} as const satisfies Record<string, z.ZodType>
