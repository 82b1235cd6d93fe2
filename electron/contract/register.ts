// What an administrator keeps for the diagnosis: versions of firmware, a calendar of changes, what the station depends on.
import { z } from 'zod'
import { isKeyLike } from './key-like.js'
import { row } from './row.js'

/** What can be changed around a terminal, and when it was. */
export const changeKinds = ['host', 'hsm', 'firmware', 'key-index', 'sm', 'terminal-id'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** `minimum`: nothing older. `bad`: never this one. `free`: what was said of this version before holds no more. */
export const firmwareRules = ['minimum', 'bad', 'free'] as const
export type FirmwareRule = (typeof firmwareRules)[number]

export const dependencyNames = ['host', 'fleet', 'time'] as const
export type DependencyName = (typeof dependencyNames)[number]

/** Who entered something last, and the number of that record. */
export interface Entered {
  readonly by: string
  readonly wall: string
  readonly seq: number
}
export interface FirmwareRow {
  /** Model as the device says it; its family where it says none. */
  readonly model: string
  readonly firmware: string
  readonly rule: 'minimum' | 'bad'
  readonly reason: string
  readonly entered: Entered
}
export interface CalendarRow {
  readonly entry: string
  readonly what: ChangeKind
  /** 2026-11-22 */
  readonly at: string
  readonly note: string
  readonly entered: Entered
}
/** One that a diagnosis looks at; times in ms. */
export interface DependencyFigures {
  readonly name: DependencyName
  readonly host: string
  readonly port: number
  readonly reachable: boolean
  /** Median time to a TCP connection; null where none came about. */
  readonly ms: number | null
  readonly tries: number
  readonly failed: number
  /** Times that it was lost within the last 24 hours, by the log. */
  readonly drops: number
  readonly records: readonly number[]
}
export interface DependencyRow {
  readonly name: DependencyName
  readonly to: { readonly host: string; readonly port: number } | null
  readonly entered: Entered | null
  /** Of the last look in this window; null before it. */
  readonly looked: { readonly reachable: boolean; readonly ms: number | null; readonly wall: string } | null
}
export interface RegisterView {
  readonly firmware: readonly FirmwareRow[]
  /** Newest first. */
  readonly calendar: readonly CalendarRow[]
  readonly dependencies: readonly DependencyRow[]
  /** This station opens no connection of its own: nothing is measured. */
  readonly offline: boolean
  /** Models and versions that loads of this log have met. */
  readonly met: readonly { readonly model: string; readonly firmware: string }[]
}

const line = z
  .string()
  .trim()
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]{0,160}$/u)
  .refine((text) => !isKeyLike(text))
const name = line.min(1)
const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
const target = z.strictObject({
  host: z.string().regex(/^[A-Za-z0-9._:-]{1,253}$/),
  port: z.int().min(1).max(65535),
})

export interface FirmwareChange {
  readonly model: string
  readonly firmware: string
  readonly rule: FirmwareRule
  readonly reason: string
}
export const firmwareShape: z.ZodType<FirmwareChange> = z
  .strictObject({ model: name, firmware: name, rule: z.enum(firmwareRules), reason: line })
  .refine(({ rule, reason }) => rule === 'minimum' || reason !== '')

export interface CalendarChange {
  /** null: a new entry. */
  readonly entry: string | null
  readonly what: ChangeKind
  readonly at: string
  readonly note: string
}
const entry = z.string().regex(/^[A-Za-z0-9_./-]{1,80}$/)
export const calendarShape: z.ZodType<CalendarChange> = z.strictObject({
  entry: entry.nullable(),
  what: z.enum(changeKinds),
  at: day,
  note: line,
})

export const registerCommands = {
  'register/view': row<z.ZodType<Record<string, never>>, RegisterView>(z.strictObject({})),
  'register/firmware': row<typeof firmwareShape, RegisterView>(firmwareShape),
  'register/calendar': row<typeof calendarShape, RegisterView>(calendarShape),
  'register/withdraw': row<z.ZodType<{ entry: string; reason: string }>, RegisterView>(
    z.strictObject({ entry, reason: name }),
  ),
  'register/dependency': row<
    z.ZodType<{ name: DependencyName; to: { host: string; port: number } | null }>,
    RegisterView
  >(z.strictObject({ name: z.enum(dependencyNames), to: target.nullable() })),
} as const
