// The states of one attempt as a pure table: what may follow what. Effects are in run.ts.
import type { Fault } from '../contract/fault.js'
import type { Ticket } from '../contract/ticket.js'
import type { DeviceIdentity, Outcome, SlotState } from '../contract/values.js'
import type { LoadReply } from '../devices/driver.js'
import type { ReadBack } from './outcome.js'

/** What is known of an attempt so far; later states know more. */
export interface Known {
  readonly device: DeviceIdentity | null
  readonly before: readonly SlotState[]
  readonly after: readonly SlotState[]
  readonly reply: LoadReply | Fault | null
  readonly readBack: ReadBack
  /** Why it stopped before anything was sent. */
  readonly fault: Fault | null
}

export type Attempt =
  | ({ readonly state: 'drafted' } & Known)
  | ({ readonly state: 'intended' } & Known)
  | ({ readonly state: 'identified' } & Known)
  | ({ readonly state: 'surveyed' } & Known)
  | ({ readonly state: 'armed'; readonly ticket: Ticket } & Known)
  /** The key has left; `reply` is the answer, or the fault that stands for a lost one. */
  | ({ readonly state: 'sent' } & Known)
  /** Nothing more will be learnt; the result is to be recorded. `stopped` says how it ended where nothing was sent. */
  | ({ readonly state: 'settled'; readonly stopped: 'abandoned' | 'refused' | null } & Known)
  | ({ readonly state: 'ended'; readonly outcome: Outcome; readonly seq: number } & Known)

export type AttemptEvent =
  | { readonly kind: 'intent-recorded' }
  | { readonly kind: 'identified'; readonly device: DeviceIdentity }
  | { readonly kind: 'surveyed'; readonly before: readonly SlotState[] }
  | { readonly kind: 'armed'; readonly ticket: Ticket }
  | { readonly kind: 'answered'; readonly reply: LoadReply }
  | { readonly kind: 'lost'; readonly fault: Fault }
  | { readonly kind: 'read-back'; readonly readBack: ReadBack; readonly after: readonly SlotState[] }
  /** A rule of the station forbade it. */
  | { readonly kind: 'refused'; readonly fault: Fault }
  /** Something failed before the key left. */
  | { readonly kind: 'failed'; readonly fault: Fault }
  | { readonly kind: 'recorded'; readonly outcome: Outcome; readonly seq: number }

type Kind = AttemptEvent['kind']
type Move<S extends Attempt['state'], K extends Kind> = (
  attempt: Extract<Attempt, { state: S }>,
  event: Extract<AttemptEvent, { kind: K }>,
) => Attempt
type Moves = { readonly [S in Attempt['state']]: { readonly [K in Kind]?: Move<S, K> } }

const stop =
  (stopped: 'abandoned' | 'refused') =>
  (attempt: Known, { fault }: { readonly fault: Fault }): Attempt => ({
    ...known(attempt),
    state: 'settled',
    stopped,
    fault,
  })

const beforeSending = { failed: stop('abandoned'), refused: stop('refused') }

const moves: Moves = {
  drafted: { 'intent-recorded': (a) => ({ ...a, state: 'intended' }) },
  intended: { ...beforeSending, identified: (a, { device }) => ({ ...a, state: 'identified', device }) },
  identified: { ...beforeSending, surveyed: (a, { before }) => ({ ...a, state: 'surveyed', before }) },
  surveyed: { ...beforeSending, armed: (a, { ticket }) => ({ ...a, state: 'armed', ticket }) },
  armed: {
    answered: (a, { reply }) => ({ ...known(a), state: 'sent', reply }),
    lost: (a, { fault }) => ({ ...known(a), state: 'sent', reply: fault }),
  },
  sent: { 'read-back': (a, { readBack, after }) => ({ ...a, state: 'settled', stopped: null, readBack, after }) },
  settled: { recorded: (a, { outcome, seq }) => ({ ...known(a), state: 'ended', outcome, seq }) },
  ended: {},
}

export const drafted: Attempt = {
  state: 'drafted',
  device: null,
  before: [],
  after: [],
  reply: null,
  readBack: { kind: 'unsupported' },
  fault: null,
}

const known = ({ device, before, after, reply, readBack, fault }: Known): Known => ({
  device,
  before,
  after,
  reply,
  readBack,
  fault,
})

/** The state after an event. @throws TypeError where the table has no such move: a mistake in the program, never of a device */
export function next(attempt: Attempt, event: AttemptEvent): Attempt {
  const move = moves[attempt.state][event.kind] as ((a: Attempt, e: AttemptEvent) => Attempt) | undefined
  if (!move) throw new TypeError(`an attempt that is ${attempt.state} cannot be ${event.kind}`)
  return move(attempt, event)
}
