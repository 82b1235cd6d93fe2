// The gate itself: the only place that touches ipcMain. What is thrown behind it crosses as a fault, never as a stack.
import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron'
import type { AnnouncementName, Announcements, CommandName, Reply } from '../contract/commands.js'
import { asFault, faultView } from '../contract/fault.js'
import type { Mode } from '../contract/values.js'
import type { Staff } from '../custody/staff.js'
import { type Allowed, allow, commandOf, isRefusal, rateLimit } from './checks.js'
import type { Handlers } from './handlers.js'

const CHANNEL = 'station'
const CALLS_A_SECOND = 60

export interface GateDoors {
  /** The station that is open: another one after a birth. */
  readonly station: () => { readonly handlers: Handlers; readonly mode: Mode; readonly staff: Staff }
  /** The window whose page alone may speak; null before it is made. */
  readonly page: () => WebContents | null
  /** A call that was refused; `command` is null for a name that is none. */
  readonly denied: (call: { readonly command: CommandName | null; readonly code: string }) => void
}

/** Opens the gate. @returns how to tell the page something */
export function openGate(doors: GateDoors) {
  const rate = rateLimit(CALLS_A_SECOND, () => performance.now())
  ipcMain.handle(CHANNEL, async (event, name: unknown, args: unknown): Promise<Reply<unknown>> => {
    try {
      const { handlers, mode, staff } = doors.station()
      const allowed = allow({ ...senderOf(event, doors.page()), name, args }, mode, rate, staff.standing())
      return { ok: true, value: await staff.act(allowed.name, allowed.args, () => run(handlers, allowed)) }
    } catch (error) {
      const fault = asFault(error)
      if (isRefusal(fault.code)) doors.denied({ command: commandOf(name), code: fault.code })
      return { ok: false, fault: faultView(fault) }
    }
  })
  return <Name extends AnnouncementName>(name: Name, payload: Announcements[Name]): void => {
    const page = doors.page()
    if (page && !page.isDestroyed()) page.send(name, payload)
  }
}

const run = (handlers: Handlers, { name, args }: Allowed): Promise<unknown> =>
  (handlers[name] as (args: unknown) => Promise<unknown>)(args as Allowed<CommandName>['args'])

function senderOf(event: IpcMainInvokeEvent, page: WebContents | null) {
  const frame = event.senderFrame
  return { origin: frame?.origin ?? '', mainFrame: page !== null && event.sender === page && frame === page.mainFrame }
}
