// A terminal that matched at injection and shows KCV CHECK when it signs in: field 62 and what is known around it.
import { z } from 'zod'
import { changeKinds } from '../contract/register.js'
import { logSayings } from './terminal-log.js'

/** Lengths of field 62 in bytes: two or three working keys of 8, 16 or 24 bytes, each with 4 bytes of check value. */
export const field62Bytes = [24, 40, 56, 60, 84] as const

const value = z
  .string()
  .regex(/^(?:[0-9A-Fa-f]{2}){2,16}$/)
  .transform((hex) => hex.toUpperCase())
const day = z.string().regex(/^\d{4}-\d\d-\d\d/)

export const signInShape = z.strictObject({
  field62: z
    .string()
    .transform((text) => text.replace(/\s+/g, '').toUpperCase())
    .refine((hex) => /^[0-9A-F]+$/.test(hex) && field62Bytes.some((bytes) => 2 * bytes === hex.length)),
  /** Bytes of the MAK where they are known; half of a field of 40 is filled with zeros then. */
  makBytes: z.union([z.literal(8), z.literal(16), z.literal(24)]).nullish(),
  /** Which of the values the terminal says are wrong. */
  wrong: z
    .array(z.enum(['pik', 'mak', 'tdk']))
    .max(3)
    .nullish(),
  /** What the terminal computed, where it shows that. */
  pikKcv: value.nullish(),
  makKcv: value.nullish(),
  tdkKcv: value.nullish(),
  /** The master key as injected, and as the host says it is. */
  tmkKcv: value.nullish(),
  hostTmkKcv: value.nullish(),
  /** Key index that the terminal's application uses, and the one that was loaded. */
  keyIndex: z.int().min(0).max(65535).nullish(),
  loadedIndex: z.int().min(0).max(65535).nullish(),
  /** Terminal id that signs in, and the one that the key was made for. */
  terminalId: z.string().min(1).max(40).nullish(),
  keyTerminalId: z.string().min(1).max(40).nullish(),
  /** The algorithm that the terminal is set to. */
  algorithm: z.enum(['tdes', 'sm4']).nullish(),
  /** Whether the terminal still holds a key in that slot. */
  slotState: z.enum(['filled', 'empty', 'unknown']).nullish(),
  /** Other terminals at the same host that fail at the same time. */
  othersFailing: z.int().min(0).max(1_000_000).nullish(),
  /** The day of the first failure, and what was changed when. */
  onset: day.nullish(),
  changes: z
    .array(
      z.strictObject({
        what: z.enum(changeKinds),
        at: day,
        note: z.string().max(200).nullish(),
        /** The record of the calendar that it stands in. */
        record: z.int().min(0).nullish(),
      }),
    )
    .max(512)
    .nullish(),
  /** What the terminal's own log said, as `importTerminalLog` reads it; or its lines, to be read now. */
  events: z
    .array(
      z.strictObject({
        says: z.enum(logSayings),
        line: z.int().min(0),
        day: z
          .string()
          .regex(/^\d{4}-\d\d-\d\d$/)
          .nullable(),
        code: z.string().max(8).nullable(),
        value: z.string().max(16).nullable(),
      }),
    )
    .max(500)
    .nullish(),
  terminalLog: z.array(z.string().max(10_000)).max(50_000).nullish(),
})
export type SignIn = z.infer<typeof signInShape>
