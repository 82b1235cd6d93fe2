// What the window may ask of the diagnosis room. No field takes a key: a case typed in the window has check values alone.
import { z } from 'zod'
import {
  type ChecklistAnswer,
  checklistAnswers,
  type DiagnosisView,
  type FailureView,
  type LogEventView,
  type TerminalLogView,
} from './diagnosis-views.js'
import { nothing, row } from './row.js'
import { type KcvMethodName, kcvMethodNames } from './values.js'

const id = z.string().regex(/^[A-Za-z0-9_./-]{1,80}$/)
const diagnosis = z.int().min(0)
/** 8 bytes at most: what is as long as a key is none of ours. Whether it is a check value is said by the room. */
const value = z
  .string()
  .regex(/^[0-9A-Za-z ]{0,24}$/)
  .refine((text) => text.replaceAll(' ', '').length <= 16)
const name = z.string().max(80)
const field62 = z.string().max(400)
const kcvs = z.array(value).max(9)
const index = z.string().regex(/^\d{0,5}$/)
const terminal = z.string().regex(/^[0-9A-Za-z]{0,16}$/)
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/)

/** A case as a person types it; an empty text is a value that is not known. */
export interface TypedCase {
  readonly method: KcvMethodName
  readonly expected: string
  readonly station: string
  readonly reported: string
  readonly form: string
  readonly components: readonly string[]
  readonly before: string
  readonly serial: string
  readonly code: string
  readonly signIn: {
    readonly field62: string
    readonly wrong: readonly ('pik' | 'mak' | 'tdk')[]
    readonly pikKcv: string
    readonly makKcv: string
    readonly tdkKcv: string
    /** The master key's value as injected, and as the host says it is. */
    readonly tmkKcv: string
    readonly hostTmkKcv: string
    /** Whole numbers as text. */
    readonly keyIndex: string
    readonly loadedIndex: string
    readonly terminalId: string
    readonly keyTerminalId: string
    readonly algorithm: '' | 'tdes' | 'sm4'
    readonly slotState: '' | 'filled' | 'empty'
    readonly othersFailing: number | null
    /** The day of the first failure, 2026-11-22. */
    readonly onset: string
    /** Status codes that the terminal showed, as typed. */
    readonly codes: string
    /** What an imported log says. */
    readonly events: readonly LogEventView[]
  } | null
}
const typedCase = z.strictObject({
  method: z.enum(kcvMethodNames),
  expected: value,
  station: value,
  reported: value,
  form: z.enum(['', 'components', 'component-relay', 'station-combine', 'key-block', 'cryptogram', 'by-hand']),
  components: kcvs,
  before: value,
  serial: name,
  code: name,
  signIn: z
    .strictObject({
      field62,
      wrong: z.array(z.enum(['pik', 'mak', 'tdk'])).max(3),
      ...{ pikKcv: value, makKcv: value, tdkKcv: value, tmkKcv: value, hostTmkKcv: value },
      ...{ keyIndex: index, loadedIndex: index, terminalId: terminal, keyTerminalId: terminal },
      algorithm: z.enum(['', 'tdes', 'sm4']),
      slotState: z.enum(['', 'filled', 'empty']),
      othersFailing: z.int().min(0).max(1_000_000).nullable(),
      onset: z.union([z.literal(''), day]),
      codes: z.string().max(80),
      events: z
        .array(
          z.strictObject({
            says: id,
            line: z.int().min(0),
            day: day.nullable(),
            code: z.string().max(8).nullable(),
            value: z.string().max(16).nullable(),
          }),
        )
        .max(60),
    })
    .nullable(),
})

const answers = z
  .array(z.strictObject({ item: id, answer: z.enum(checklistAnswers) }))
  .min(1)
  .max(16)
type Answers = { item: string; answer: ChecklistAnswer }[]

export const diagnosisCommands = {
  /** Why an attempt of the log ended as it did; the case is made of its records. */
  'diagnosis/explain': row<z.ZodType<{ attempt: string }>, DiagnosisView>(z.strictObject({ attempt: id })),
  'diagnosis/case': row<z.ZodType<{ typed: TypedCase }>, DiagnosisView>(z.strictObject({ typed: typedCase })),
  /** The same once more, with the keys of the chosen profile in native memory; limited in rate. */
  'diagnosis/search': row<z.ZodType<{ diagnosis: number }>, DiagnosisView>(z.strictObject({ diagnosis }), 'lab'),
  /** Also for two wrong digits, which takes seconds and says no more than what is possible. */
  'diagnosis/search-longer': row<z.ZodType<{ diagnosis: number }>, DiagnosisView>(z.strictObject({ diagnosis }), 'lab'),
  /** How far the longer search is, 0 to 1; null where none is under way. `stop` ends it, and the diagnosis stays as it was. */
  'diagnosis/longer': row<z.ZodType<{ diagnosis: number; stop: boolean }>, { done: number | null }>(
    z.strictObject({ diagnosis, stop: z.boolean() }),
    'lab',
  ),
  'diagnosis/tick': row<z.ZodType<{ diagnosis: number; step: string; done: boolean }>, DiagnosisView>(
    z.strictObject({ diagnosis, step: id, done: z.boolean() }),
  ),
  'diagnosis/check': row<z.ZodType<{ diagnosis: number; check: string; answers: Answers }>, DiagnosisView>(
    z.strictObject({ diagnosis, check: id, answers }),
  ),
  /** Attempts that did not end well, newest first. */
  'diagnosis/failures': row<typeof nothing, readonly FailureView[]>(nothing),
  /** A person picks a terminal's log in a dialog of main's; null where nobody picked one. */
  'diagnosis/import-log': row<typeof nothing, TerminalLogView | null>(nothing),
  /** A person picks where the PDF goes; null where nobody did. */
  'diagnosis/print': row<z.ZodType<{ diagnosis: number }>, { file: string } | null>(z.strictObject({ diagnosis })),
} as const
