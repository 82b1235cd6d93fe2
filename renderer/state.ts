// What the screens are a function of: the newest view from main, the last verification, and faults of what was asked.
import { useSyncExternalStore } from 'react'
import type { CommandAnswer, CommandArgs, CommandName, Reply } from '../electron/contract/commands.js'
import type { FaultView } from '../electron/contract/fault.js'
import type { StationView, VerifyView } from '../electron/contract/views.js'
import { type Dismissed, stillSent, withDismissed } from './notices'
import { ask, connected, listen } from './station'

export interface Complaint {
  readonly id: number
  readonly fault: FaultView
}
export interface WindowState {
  readonly connected: boolean
  /** null until main has answered once. */
  readonly view: StationView | null
  /** Answers to commands that failed, newest first, until dismissed. */
  readonly complaints: readonly Complaint[]
  /** Notices of main's that a person has put away. */
  readonly dismissed: Dismissed
  readonly verifying: boolean
  readonly verified: VerifyView | null
}

let state: WindowState = {
  connected: connected(),
  view: null,
  complaints: [],
  dismissed: [],
  verifying: false,
  verified: null,
}
const listeners = new Set<() => void>()
const put = (change: Partial<WindowState>) => {
  state = { ...state, ...change }
  for (const tell of listeners) tell()
}
const subscribe = (tell: () => void) => {
  listeners.add(tell)
  return () => listeners.delete(tell)
}
export const useWindowState = (): WindowState => useSyncExternalStore(subscribe, () => state)

/** Listens first and asks then, so that no change falls between. */
export function follow(): void {
  if (!state.connected) return
  listen(
    'station/changed',
    newest((view) => put({ view, dismissed: stillSent(view.notices, state.dismissed) })),
  )
  void tell('station/view', {}).then((reply) => {
    if (reply.ok && !state.view) put({ view: reply.value })
  })
}

/** Of views that came while the page was drawing only the last is drawn: a slow screen lags by one view, never by many. */
function newest<View>(draw: (view: View) => void): (view: View) => void {
  let waiting: View | null = null
  // Not a timer: those of a window that is covered run once a second, and its sounds would come late.
  const turn = new MessageChannel()
  turn.port1.onmessage = () => {
    const last = waiting!
    waiting = null
    draw(last)
  }
  return (view) => {
    if (waiting === null) turn.port2.postMessage(null)
    waiting = view
  }
}

const MOST_COMPLAINTS = 8
let lastId = 0

/** Asks main; a fault goes to the notice line unless the caller shows it itself (`quiet`). */
export async function tell<Name extends CommandName>(
  name: Name,
  args: CommandArgs<Name>,
  options: { quiet?: boolean } = {},
): Promise<Reply<CommandAnswer<Name>>> {
  const reply = await ask(name, args)
  // The question to the second person stands on the screen already.
  if (!reply.ok && !options.quiet && reply.fault.code !== 'custody/second-needed') {
    lastId += 1
    put({ complaints: [{ id: lastId, fault: reply.fault }, ...state.complaints].slice(0, MOST_COMPLAINTS) })
  }
  return reply
}

export const dismiss = (id: number) => put({ complaints: state.complaints.filter((each) => each.id !== id) })

export const dismissNotice = (notice: FaultView) => put({ dismissed: withDismissed(notice, state.dismissed) })

/** Verifies the whole log; its verdict stays with its trust until the next one. */
export async function verifyLog(): Promise<void> {
  if (state.verifying) return
  put({ verifying: true })
  const reply = await tell('audit/verify', {})
  put({ verifying: false, ...(reply.ok ? { verified: reply.value } : {}) })
}

export const stopVerifying = (): void => void tell('audit/stop', { what: 'verify' })
