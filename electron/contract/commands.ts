// Every command the window may send: name, shape of its arguments, who may send it, shape of its answer. One row each.
import { z } from 'zod'
import { auditCommands } from './audit-commands.js'
import { ceremonyCommands } from './ceremony.js'
import { diagnosisCommands } from './diagnosis-commands.js'
import { isKeyLike } from './key-like.js'
import { type ExportKind, exportKinds, type MonitorView, type SyslogTarget, syslogProtocols } from './monitor.js'
import { type Answer, answerShape, serialShape } from './people.js'
import { registerCommands } from './register.js'
import { nothing, row } from './row.js'
import { trainingCommands } from './training.js'
import { languages } from './values.js'
import type { PortSettingsView, StationView } from './views.js'

// No control, format or direction-changing characters: a path is shown inside sentences.
const port = z.string().regex(/^[^\p{C}\p{Zl}\p{Zp}]{1,256}$/u)
const id = z.string().regex(/^[A-Za-z0-9_./-]{1,80}$/)
/** A name given to a port: short, one line, and no run of digits that could be a key. */
const label = z
  .string()
  .trim()
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]{1,24}$/u)
  .refine((text) => !isKeyLike(text))
const line = z.string().trim().min(1).max(200)

/** A named person, as typed; what is only spaces is nobody. */
const person = z.string().trim().min(1).max(80)
const remark = z.string().trim().max(200)
const target = z.strictObject({
  protocol: z.enum(syslogProtocols),
  host: z.string().regex(/^[A-Za-z0-9._:-]{1,253}$/),
  port: z.int().min(1).max(65535),
})

export const commands = {
  'station/view': row<typeof nothing, StationView>(nothing),
  'station/language': row<z.ZodType<{ language: 'zh' | 'en' }>, null>(z.strictObject({ language: z.enum(languages) })),
  'port/simulate': row<z.ZodType<{ driver: string; behave: string[] }>, { port: string }>(
    z.strictObject({ driver: id, behave: z.array(z.string().regex(/^[a-z0-9-]+(=[A-Za-z0-9-]{1,8})?$/)).max(8) }),
    'lab',
  ),
  'port/add': row<z.ZodType<{ port: string; driver: string }>, null>(z.strictObject({ port, driver: id }), 'lab'),
  'port/remove': row<z.ZodType<{ port: string }>, null>(z.strictObject({ port })),
  'port/identify': row<z.ZodType<{ port: string }>, null>(z.strictObject({ port })),
  'port/family': row<z.ZodType<{ port: string; driver: string }>, null>(z.strictObject({ port, driver: id })),
  'port/rename': row<z.ZodType<{ port: string; label: string }>, null>(z.strictObject({ port, label })),
  'port/settings': row<z.ZodType<{ port: string }>, PortSettingsView>(z.strictObject({ port })),
  /** Kept for the socket, as the family is; the terminal is then asked anew who it is. */
  'port/configure': row<z.ZodType<{ port: string; baud: number | null; settings: Record<string, string> }>, null>(
    z.strictObject({
      port,
      baud: z.int().min(50).max(4_000_000).nullable(),
      settings: z.record(z.string().regex(/^[a-z0-9-]{1,40}$/), z.string().regex(/^[A-Za-z0-9._-]{1,40}$/)),
    }),
  ),
  /** The serial number on the label of a terminal that tells none, for as long as it stays plugged in. */
  'port/scan': row<z.ZodType<{ port: string; serial: string }>, null>(
    z.strictObject({ port, serial: serialShape.refine((text) => !isKeyLike(text)) }),
  ),
  /** Asks each family in turn who is there; a production station never tries what it does not know. */
  'port/probe': row<z.ZodType<{ port: string }>, null>(z.strictObject({ port }), 'lab'),
  'job/choose': row<z.ZodType<{ port: string; profile: string }>, null>(z.strictObject({ port, profile: id })),
  /** A person picks a job file in a dialog of main's; its profile is chosen for the port. null where nobody picked one. */
  'job/open': row<z.ZodType<{ port: string }>, { profile: string | null }>(z.strictObject({ port }), 'lab'),
  'job/start': row<z.ZodType<{ ports: string[] }>, null>(z.strictObject({ ports: z.array(port).min(1).max(32) })),
  /** The load of that attempt once more; it may remove the keys that the card showed with it, and no others. */
  'job/allow-erase': row<z.ZodType<{ port: string; attempt: string }>, null>(z.strictObject({ port, attempt: id })),
  'job/stop': row<z.ZodType<{ port: string }>, null>(z.strictObject({ port })),
  'attempt/read-back': row<z.ZodType<{ port: string; attempt: string }>, null>(z.strictObject({ port, attempt: id })),
  'attempt/close': row<z.ZodType<{ port: string; attempt: string; reason: string }>, null>(
    z.strictObject({ port, attempt: id, reason: line }),
  ),
  /** What people at a terminal say to the question that is open there. */
  'question/answer': row<z.ZodType<{ port: string; question: string; answer: Answer }>, null>(
    z.strictObject({ port, question: id, answer: answerShape }),
  ),
  ...auditCommands,
  'monitor/view': row<typeof nothing, MonitorView>(nothing),
  /** Somebody has seen the alert, and says so by name. */
  'alert/acknowledge': row<z.ZodType<{ alert: string; by: string; note: string }>, null>(
    z.strictObject({ alert: id, by: person, note: remark }),
  ),
  /** A step of an alert's plan is done, or not after all. */
  'plan/tick': row<z.ZodType<{ plan: string; step: string; done: boolean; by: string; note: string }>, null>(
    z.strictObject({ plan: id, step: id, done: z.boolean(), by: person, note: remark }),
  ),
  'threshold/change': row<z.ZodType<{ rule: string; name: string; value: number; by: string }>, null>(
    z.strictObject({ rule: id, name: id, value: z.int(), by: person }),
  ),
  'syslog/set': row<z.ZodType<{ to: SyslogTarget | null; by: string }>, null>(
    z.strictObject({ to: target.nullable(), by: person }),
  ),
  /** A person picks where; null where nobody picked a place. */
  'monitor/export': row<z.ZodType<{ what: ExportKind }>, { path: string | null }>(
    z.strictObject({ what: z.enum(exportKinds) }),
  ),
  /** The same on paper. */
  'monitor/print': row<z.ZodType<{ what: 'operators' | 'plans' }>, { path: string | null }>(
    z.strictObject({ what: z.enum(['operators', 'plans']) }),
  ),
  ...diagnosisCommands,
  ...registerCommands,
  ...trainingCommands,
  ...ceremonyCommands,
} as const

export type Commands = typeof commands
export type CommandName = keyof Commands
export type CommandArgs<Name extends CommandName> = z.infer<Commands[Name]['args']>
export type CommandAnswer<Name extends CommandName> = Commands[Name]['answer']

/** What the gate answers: never a throw across the border. */
export type Reply<Answer> =
  | { readonly ok: true; readonly value: Answer }
  | { readonly ok: false; readonly fault: import('./fault.js').FaultView }

/** What main tells the window without being asked. */
export interface Announcements {
  'station/changed': StationView
}
export type AnnouncementName = keyof Announcements

/** What the preload puts on `window.station`. */
export interface StationBridge {
  ask<Name extends CommandName>(name: Name, args: CommandArgs<Name>): Promise<Reply<CommandAnswer<Name>>>
  listen<Name extends AnnouncementName>(name: Name, heard: (payload: Announcements[Name]) => void): () => void
}
