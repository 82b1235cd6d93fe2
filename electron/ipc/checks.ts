// The gate's checks, in their order. Pure, so that each can be shown to refuse.
import { type CommandArgs, type CommandName, commands } from '../contract/commands.js'
import { Fault } from '../contract/fault.js'
import type { FaultCode } from '../contract/fault-table.js'
import type { Mode } from '../contract/values.js'
import { assertMay, type Standing } from '../custody/staff.js'

export interface Call {
  /** The frame that sent it: its origin, and whether it is the window's own main frame. */
  readonly origin: string
  readonly mainFrame: boolean
  readonly name: unknown
  readonly args: unknown
}

export const ORIGIN = 'app://station'
/** Longest message in characters of JSON; a reason is 200, a list of 32 ports some thousands. */
const LARGEST_MESSAGE = 16_384
const DEEPEST = 8

export interface Allowed<Name extends CommandName = CommandName> {
  readonly name: Name
  readonly args: CommandArgs<Name>
}

/**
 * The rate is looked at before anything is parsed: a flood costs next to nothing.
 * @param standing who is signed in, by role
 * @throws gate/denied, gate/unknown-command, gate/bad-shape, injection/lab-only, custody/nobody, custody/not-your-role
 */
export function allow(call: Call, mode: Mode, rate: () => boolean, standing: Standing = 'lab'): Allowed {
  if (call.origin !== ORIGIN || !call.mainFrame) throw new Fault('gate/denied', { why: 'sender' })
  if (!rate()) throw new Fault('gate/denied', { why: 'rate' })
  const { name } = call
  if (typeof name !== 'string' || !Object.hasOwn(commands, name)) throw new Fault('gate/unknown-command')
  if (tooLarge(call.args)) throw new Fault('gate/denied', { why: 'size' })
  const command = commands[name as CommandName]
  const parsed = command.args.safeParse(call.args)
  if (!parsed.success)
    throw new Fault('gate/bad-shape', {
      command: name,
      field: parsed.error.issues[0]?.path.map(String).join('.') || 'arguments',
    })
  if (command.lab === 'lab' && mode !== 'lab') throw new Fault('injection/lab-only', { what: name })
  if (command.lab === 'production' && mode === 'lab') throw new Fault('gate/denied', { why: 'mode' })
  assertMay(standing, name as CommandName)
  return { name: name as CommandName, args: parsed.data as CommandArgs<CommandName> }
}

function tooLarge(args: unknown): boolean {
  try {
    if (!isPlain(args)) return true
    return (JSON.stringify(args) ?? '').length > LARGEST_MESSAGE
  } catch {
    return true
  }
}

/** Objects and lists of texts, numbers and yes or no; a buffer or a date would weigh nothing as JSON. */
function isPlain(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (depth > DEEPEST) return false
  const proto: unknown = Object.getPrototypeOf(value)
  if (proto !== Object.prototype && proto !== Array.prototype && proto !== null) return false
  return Object.values(value).every((inner) => isPlain(inner, depth + 1))
}

/** At most `most` calls in any second, by a clock in milliseconds. */
export function rateLimit(most: number, now: () => number): () => boolean {
  const times: number[] = []
  return () => {
    const time = now()
    while (times.length > 0 && times[0]! <= time - 1000) times.shift()
    if (times.length >= most) return false
    times.push(time)
    return true
  }
}

/** Refusals of a call, wherever they are found: they are counted in the log. A wrong passphrase has a record of its own. */
const refusals: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'injection/lab-only',
  'custody/nobody',
  'custody/not-your-role',
  'custody/nothing-pending',
  'custody/no-birth',
  'custody/no-offer',
  'custody/factor-needed',
])
export const isRefusal = (code: FaultCode): boolean => code.startsWith('gate/') || refusals.has(code)

/** How a denied call is named in the log: never by a name that somebody made up, null for one that is none. */
export const commandOf = (name: unknown): CommandName | null =>
  typeof name === 'string' && Object.hasOwn(commands, name) ? (name as CommandName) : null
