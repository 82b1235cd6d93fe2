// One conversation from the first byte to the record of how it ended: the real injection run, driver, exchange and codec
// against a simulated terminal, on a clock of its own.

import type { InjectionEvent } from '../../../electron/contract/events.js'
import { Fault } from '../../../electron/contract/fault.js'
import type { Outcome } from '../../../electron/contract/values.js'
import type { Ciphers, DeviceSession, SettingValues } from '../../../electron/devices/driver.js'
import { type Behaves, readBehaviours } from '../../../electron/devices/simulator-behaviours.js'
import { type RandomBytes, randomBytes } from '../../../electron/devices/simulator-random.js'
import type { SimulatedSlot, SimulatedTerminal } from '../../../electron/devices/simulator-terminal.js'
import type { AttemptContext, AttemptEnd } from '../../../electron/injection/context.js'
import { runPort } from '../../../electron/injection/port.js'
import type { PreparedJob, PreparedKey } from '../../../electron/injection/prepare.js'
import { encrypt, liveSecrets, secretFromBytes } from '../../../electron/keys/vault.js'
import { figuresOf } from '../../../electron/wire/line.js'
import type { Taps } from './cable.js'
import { type Family, settingsOf, type Variant } from './families.js'
import { noLog, type SweepLog } from './log.js'
import type { Plan } from './plan.js'
import { plug } from './plugged.js'
import { type Settled, settle } from './settling.js'
import { StepClock } from './step-clock.js'
import { Switched } from './switched.js'

/** No conversation of one key takes longer, whatever is wrong with the line. */
const LONGEST_MS = 600_000
/** After it ended: what is still on its way arrives, and what it does to the terminal is seen. */
const AFTERMATH_MS = 60_000

export interface Scene {
  readonly family: Family
  readonly variant: Variant
  readonly plan: Plan
  readonly log: SweepLog
  /** What the terminal does once the transport keys are in it. */
  readonly behave?: readonly string[]
  /** Faults of the cable, from the first byte of the attempt on. */
  readonly taps?: Taps
  /** The letter's check value, where it is not the key's. */
  readonly expected?: string
  /** The same key goes in so many times before. */
  readonly loadedBefore?: number
  readonly seed?: number
  /** There is no session, and this is why. */
  readonly noSession?: Fault
  /** What it does it does from the start, and no transport key comes in before. */
  readonly fromTheStart?: boolean
  /** Asks for the slot's check value once more when all is over. */
  readonly askBack?: boolean
  readonly allowErase?: boolean
  /** One of its model and firmware has refused a wrong check value. */
  readonly qualified?: boolean
  /** The clock stands still so long meanwhile, ms: everything may take longer by that. */
  readonly standsStill?: number
  /** What becomes of the cable while an attempt that ended as indeterminate is read back; it is then read once more. */
  readonly settleTaps?: Taps
  /** Of other conversations too: they go on at the same time. */
  readonly clock?: StepClock
  /** Another line than the one in memory; the transport keys come in over that one all the same. */
  readonly over?: (stage: Stage) => Loading
}

/** What a line needs of the conversation. */
export interface Stage {
  readonly scene: Scene
  readonly terminal: SimulatedTerminal
  readonly behaves: Behaves
  readonly random: RandomBytes
  readonly settings: SettingValues
  readonly ciphers: Ciphers
}
/** One job over one line, from its first byte to its last record. */
export type Loading = (job: PreparedJob, context: AttemptContext, taps?: Taps) => Promise<Loaded>
type Loaded = Pick<Played, 'ends' | 'told' | 'ms' | 'bytes' | 'longestWait'>

export interface Played {
  readonly ends: readonly AttemptEnd[]
  readonly outcome: Outcome | null
  /** Why, where it was a fault of the line or of the station. */
  readonly because: string | null
  /** The device's own code. */
  readonly code: string | null
  readonly serial: string
  readonly before: readonly SimulatedSlot[]
  readonly after: readonly SimulatedSlot[]
  readonly bytes: { readonly out: number; readonly in: number }
  /** Milliseconds on the clock of the conversation. */
  readonly ms: number
  readonly longestWait: number
  /** Keys in native memory beyond those of the plan. */
  readonly handles: number
  readonly events: readonly InjectionEvent[]
  /** Whether the device told what the slot holds, where it was asked once more. */
  readonly told: boolean | null
  /** What became of an attempt whose result was not known; null for any other, and over another line. */
  readonly settled: Settled | null
}

const isUnwritten = (error: unknown): boolean => error instanceof Fault && error.code.startsWith('audit/')
const tells = (session: DeviceSession, { usage, slot, method }: PreparedKey): Promise<boolean> =>
  session.readKcv({ usage, slot }, method).then(
    (reading) => reading !== null,
    () => false,
  )

/** A transport key did not come in, so that nothing can travel under it. */
export class NoCarrier extends Error {
  override readonly name = 'NoCarrier'
}

let played = 0

/** The log could not be written: what the store holds then, and how the run ended. */
export class Unwritten extends Error {
  override readonly name = 'Unwritten'
  constructor(
    /** The attempt's name. */
    readonly attempt: string,
    readonly serial: string,
    readonly after: readonly SimulatedSlot[],
    cause: unknown,
  ) {
    super(String(cause), { cause })
  }
}

/** @throws Unwritten, Stuck where it neither ends nor can go on, NoCarrier */
export async function play(scene: Scene): Promise<Played> {
  const { family, variant, plan, log, behave = [], seed = 1 } = scene
  const { driver, simulator } = family
  const settings = settingsOf(family, variant)
  const serial = `S${(++played).toString(36).toUpperCase().padStart(7, '0')}`
  const name = `/dev/sweep/${serial}`
  const clock = scene.clock ?? new StepClock()
  const longestMs = LONGEST_MS + (scene.standsStill ?? 0)
  const random = randomBytes(seed)
  const later = readBehaviours(driver.id, simulator.behaviours, [...variant.behave, ...behave])
  const behaves = new Switched(
    scene.fromTheStart ? later : readBehaviours(driver.id, simulator.behaviours, variant.behave),
    later,
  )
  const job = plan.job(scene.expected)
  plan.job()
  const handles = liveSecrets()
  const terminal = simulator.make({ serial, behaves, random })
  let ids = 0
  const events: InjectionEvent[] = []
  const lent = {
    clock,
    newId: () => `at-${serial}-${++ids}`,
    mode: 'lab' as const,
    allowErase: scene.allowErase ?? true,
    elsewhere: () => null,
    stopping: () => false,
  }
  const recorded: AttemptContext = {
    ...lent,
    log: {
      ...log.forAttempts,
      qualified: (checking) => scene.qualified || log.forAttempts.qualified(checking),
      append: (type, body) => clock.work(log.forAttempts.append(type, body)),
      arm: (body) => clock.work(log.forAttempts.arm(body)),
    },
    emit: (event) => void events.push(event),
  }
  const unrecorded: AttemptContext = { ...lent, log: noLog, emit: () => {} }

  const ciphers: Ciphers = {
    encipher(publicKey, cipher, blocks, iv) {
      using key = secretFromBytes(Uint8Array.from(publicKey))
      return encrypt(key, cipher, blocks, iv)
    },
    random,
  }

  const stage: Stage = { scene, terminal, behaves, random, settings, ciphers }
  /** A session over a cable of its own, as after plugging in. */
  const load: Loading = async (job, context, taps = {}) => {
    const spend = context === recorded ? log.log.spend : () => {}
    const { cable, session } = plug(stage, name, clock, spend, taps)
    const opened = (context === recorded && scene.noSession) || session
    const port = { path: name, real: false, driver, settings, session: opened, quality: () => figuresOf(cable.quality) }
    const began = clock.now()
    try {
      const ends = await clock.until(runPort(context, port, job), began + longestMs)
      cable.move()
      const ms = clock.now() - began
      const told = scene.askBack ? await clock.until(tells(session, job.all[0]!), clock.now() + longestMs) : null
      // On a clock of several, the others would have waited so long.
      if (!scene.clock) await clock.pass(AFTERMATH_MS)
      return { ends, told, ms, bytes: { ...cable.count }, longestWait: cable.longestWait }
    } finally {
      await session.close()
    }
  }

  try {
    behaves.on = scene.fromTheStart ?? false
    if (plan.before && !scene.fromTheStart) {
      const { ends } = await load(plan.before, unrecorded)
      const bad = ends.find(({ outcome }) => outcome !== 'injected' && outcome !== 'unverified')
      if (bad) throw new NoCarrier(`${bad.outcome} ${bad.fault?.code ?? ''}`)
    }
    for (let times = scene.loadedBefore ?? 0; times > 0; times--) await load(plan.job(), unrecorded)
    const before = terminal.slots()
    behaves.on = true
    const last = scene.over?.(stage) ?? load
    const { ends, ...measured } = await last(job, recorded, scene.taps).catch((error) => {
      throw isUnwritten(error) ? new Unwritten(`at-${serial}-${ids}`, serial, terminal.slots(), error) : error
    })
    const result = events.findLast((event) => event.event === 'attempt-result')
    const slots = terminal.slots()
    const outcome = ends.at(-1)?.outcome ?? null
    behaves.on = false
    const attempt = ends.at(-1)?.attempt ?? ''
    const logged = log.log.attempts().find(attempt)
    const of = { stage, name, clock, context: recorded, attempt, longestMs, taps: scene.settleTaps }
    const settled =
      outcome === 'indeterminate' && logged?.open && !scene.over ? await settle({ ...of, serial: logged.serial }) : null
    terminal.dispose()
    return {
      ends,
      serial,
      // Several conversations at once have their handles together.
      handles: scene.over || scene.clock ? 0 : liveSecrets() - handles,
      settled,
      outcome,
      because: ends.at(-1)?.fault?.code ?? null,
      code: result?.code ?? null,
      before,
      after: slots,
      events: [...events],
      ...measured,
    }
  } finally {
    terminal.dispose()
  }
}
