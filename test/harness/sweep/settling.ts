// What follows an attempt whose result is not known: the slot is read back over a new cable, or a person closes the attempt.
import { asFault } from '../../../electron/contract/fault.js'
import type { Outcome } from '../../../electron/contract/values.js'
import type { AttemptContext } from '../../../electron/injection/context.js'
import { closeAttempt, openAttempt, readBackAttempt } from '../../../electron/injection/settle.js'
import { figuresOf } from '../../../electron/wire/line.js'
import type { Taps } from './cable.js'
import { plug } from './plugged.js'
import type { Stage } from './stage.js'
import type { StepClock } from './step-clock.js'

export interface Tried {
  /** What the attempt has become; null where reading back failed. */
  readonly outcome: Outcome | null
  readonly because: string | null
  /** The log still holds the device back. */
  readonly open: boolean
  readonly bytes: { readonly out: number; readonly in: number }
  readonly longestWait: number
}
export interface Settled {
  /** Over a cable with faults, where there are any, and then over a good one. */
  readonly tries: readonly Tried[]
  /** It could not be read, and was closed with a reason. */
  readonly closed: boolean
  /** Something holds the device back even so. */
  readonly blocked: boolean
}

interface Settling {
  readonly stage: Stage
  readonly name: string
  readonly clock: StepClock
  readonly context: AttemptContext
  readonly attempt: string
  readonly serial: string | null
  /** Faults of the cable at the first try; absent: none. */
  readonly taps?: Taps | undefined
  readonly longestMs: number
}

export async function settle(of: Settling): Promise<Settled> {
  const tries: Tried[] = []
  for (const taps of of.taps ? [of.taps, {}] : [{}]) {
    tries.push(await readOnce(of, taps))
    if (!tries.at(-1)!.open) break
  }
  const { log } = of.stage.scene.log
  const closed = tries.at(-1)!.open
  if (closed) {
    const logged = openAttempt(log.attempts().find(of.attempt), of.attempt)
    await of.clock.work(closeAttempt(of.context, logged, 'closed by the sweep'))
  }
  return { tries, closed, blocked: log.attempts().blockedBy(of.serial, of.name) !== null }
}

async function readOnce({ stage, name, clock, context, attempt, longestMs }: Settling, taps: Taps): Promise<Tried> {
  const { driver } = stage.scene.family
  const { log } = stage.scene.log
  const { cable, session } = plug(stage, name, clock, () => {}, taps)
  const quality = () => figuresOf(cable.quality)
  const port = { path: name, real: false, driver, settings: stage.settings, session, quality }
  const found = { outcome: null as Outcome | null, because: null as string | null }
  try {
    const logged = openAttempt(log.attempts().find(attempt), attempt)
    const reading = readBackAttempt(context, port, logged).then(
      ({ outcome }) => {
        found.outcome = outcome
      },
      (error) => {
        found.because = asFault(error).code
      },
    )
    await clock.until(reading, clock.now() + longestMs)
    cable.move()
  } finally {
    await session.close()
  }
  const { open } = log.attempts().find(attempt)!
  return { ...found, open, bytes: { ...cable.count }, longestWait: cable.longestWait }
}

/** How settling contradicts the terminal's store. @param there whether the very key is in its slot */
export function settlingLies({ tries, closed, blocked }: Settled, there: boolean): string[] {
  const wrong: string[] = []
  for (const { outcome, open } of tries) {
    if ((outcome === 'injected' || outcome === 'already-present') && !there)
      wrong.push(`settled as ${outcome}, and the key is not there`)
    if (outcome === 'mismatched' && there) wrong.push('settled as mismatched, and the very key is there')
    if ((outcome === null || outcome === 'indeterminate') !== open)
      wrong.push(`${outcome}, and the attempt is ${open ? 'open' : 'settled'}`)
  }
  if (blocked) wrong.push(`${closed ? 'closed' : 'settled'}, and the device is still held back`)
  return wrong
}
