// One attempt, its effects in the write-ahead order: intent durable, armed durable, then the line, then the result.

import { asFault, Fault, faultView } from '../contract/fault.js'
import type { DeviceIdentity, SlotState } from '../contract/values.js'
import type { DeviceSession, LoadCapability } from '../devices/driver.js'
import { disagree } from '../keys/agree.js'
import { askBack, slotsAfter } from './after.js'
import { type Attempt, type AttemptEvent, drafted, next } from './attempt.js'
import { type AttemptKey, attemptKey } from './attempt-key.js'
import type { AttemptContext, AttemptEnd, PortAtWork } from './context.js'
import { fitWarnings, loadRequest } from './fit.js'
import { printed } from './identity.js'
import { judge, onePersonRead, shown } from './outcome.js'
import type { SameDevice } from './port.js'
import type { PreparedJob, PreparedKey } from './prepare.js'
import { boundTo, comparisonOf, cutSlot, intentBody, resultBody } from './records.js'
import { ruleAgainst } from './rules.js'
import { failing, refusal, refusing } from './stops.js'

/** Runs one attempt to its end. Throws only where the log cannot be written: then nothing further may be sent. */
export async function runAttempt(
  context: AttemptContext,
  port: PortAtWork,
  job: PreparedJob,
  key: PreparedKey,
  capability: LoadCapability,
  same: SameDevice = { device: null },
): Promise<AttemptEnd> {
  using own = attemptKey(context.log, key, !(port.session instanceof Fault))
  const work = new Work(context, port, job, own, capability, same)
  let attempt: Attempt = drafted
  while (attempt.state !== 'ended') {
    const step = steps[attempt.state] as Step<Attempt['state']>
    attempt = next(attempt, await step(work, attempt))
  }
  return { attempt: work.id, outcome: attempt.outcome, fault: attempt.fault }
}

type In<State extends Attempt['state']> = Extract<Attempt, { state: State }>
type Step<State extends Attempt['state']> = (work: Work, attempt: In<State>) => Promise<AttemptEvent>

/** What is done in each state; its event leads to the next. */
const steps: { readonly [State in Exclude<Attempt['state'], 'ended'>]: Step<State> } = {
  drafted: (work) => work.recordIntent(),
  intended: (work) => failing(() => work.identify()),
  identified: (work, { device }) => failing(() => work.survey(device!)),
  surveyed: (work, attempt) => work.arm(attempt),
  armed: (work, attempt) => work.load(attempt),
  sent: (work, attempt) => work.readBack(attempt),
  settled: (work, attempt) => work.recordResult(attempt),
}

class Work {
  readonly id: string
  private readonly began: number
  private readonly of: { readonly attempt: string; readonly port: string }
  private readonly key: PreparedKey
  private readonly reused: boolean
  private warnings: readonly string[]

  constructor(
    private readonly context: AttemptContext,
    private readonly port: PortAtWork,
    private readonly job: PreparedJob,
    private readonly own: AttemptKey,
    private readonly capability: LoadCapability,
    private readonly same: SameDevice,
  ) {
    this.id = context.newId()
    this.began = context.clock.now()
    this.of = { attempt: this.id, port: port.path }
    const { key } = own
    this.key = key
    this.reused = own.reused
    const reused = this.reused ? ['ksn-reused'] : []
    this.warnings = [...new Set([...key.warnings, ...fitWarnings(key, capability), ...reused])].sort()
  }

  async recordIntent(): Promise<AttemptEvent> {
    const { seq } = await this.context.log.append(
      'attempt-intent',
      intentBody(this.id, this.port, this.key, this.warnings),
    )
    const { label, slot, usage, ksn } = this.key
    this.context.emit({ event: 'attempt-intent', ...this.of, label, slot, usage, ksn, seq })
    return { kind: 'intent-recorded' }
  }

  async identify(): Promise<AttemptEvent> {
    const { session } = this.port
    if (session instanceof Fault) return { kind: 'failed', fault: session }
    if (this.own.fault) return { kind: 'failed', fault: this.own.fault }
    const { expected, station, bytes, label } = this.key
    if (expected && station && disagree(expected, station))
      return {
        kind: 'failed',
        fault: new Fault('keys/expected-disagrees', {
          label,
          expected: shown(expected, bytes)!,
          station: shown(station, bytes)!,
        }),
      }
    const device = printed(await session.identify())
    this.context.emit({ event: 'device', ...this.of, ...device })
    return { kind: 'identified', device }
  }

  async survey(device: DeviceIdentity): Promise<AttemptEvent> {
    const fault = this.rule(device)
    if (fault) return { kind: 'refused', fault }
    this.same.device ??= device
    const before = await this.slots()
    this.context.emit({ event: 'slots', ...this.of, when: 'before', slots: before.map(this.cut) })
    return { kind: 'surveyed', before }
  }

  /** The key's own slot first, then those that the load would erase. */
  private async slots(): Promise<readonly SlotState[]> {
    const { usage, slot, method } = this.key
    const states = await this.session.slots([{ usage, slot }, ...this.erased()], method)
    return states
  }

  private erased() {
    using request = loadRequest(this.key, this.capability)
    const erases = this.session.erases(request)
    if (erases !== null) this.warnings = [...new Set([...this.warnings, 'erases'])].sort()
    return erases === null || erases === 'everything' ? [] : erases
  }

  async arm({ before, device }: In<'surveyed'>): Promise<AttemptEvent> {
    // Once more, right before anything is sent: another port may have met the same device or key serial number meanwhile.
    const fault = this.rule(device!)
    if (fault) return { kind: 'refused', fault }
    const lost = before.slice(1).filter((slot) => slot.state === 'filled')
    if (lost.length > 0 && !this.context.allowErase)
      return {
        kind: 'refused',
        fault: new Fault('injection/would-erase', {
          label: this.key.label,
          slots: lost.map((slot) => `${slot.usage} ${slot.slot}`),
        }),
      }
    return refusing(async () => {
      const { record, ticket } = await this.context.log.arm({
        attempt: this.id,
        device: device!,
        slotsBefore: before.map(this.cut),
        erases: lost.map(({ usage, slot }) => ({ usage, slot })),
      })
      this.context.emit({
        event: 'attempt-armed',
        ...this.of,
        label: this.key.label,
        slot: this.key.slot,
        seq: record.seq,
      })
      return { kind: 'armed', ticket }
    })
  }

  async load({ ticket }: In<'armed'>): Promise<AttemptEvent> {
    try {
      using request = loadRequest(this.key, this.capability)
      return { kind: 'answered', reply: await this.session.load(request, ticket) }
    } catch (error) {
      return { kind: 'lost', fault: asFault(error) }
    }
  }

  async readBack({ reply, before }: In<'sent'>): Promise<AttemptEvent> {
    const { usage, slot, method } = this.key
    const { label, bytes } = this.key
    const order = { attempt: this.id, label, bytes }
    const readBack = await askBack(this.session, { usage, slot }, method, reply!, order)
    const after = await slotsAfter(readBack, before, () => this.slots())
    return { kind: 'read-back', readBack, after }
  }

  async recordResult(attempt: In<'settled'>): Promise<AttemptEvent> {
    const { reply, stopped, after, readBack } = attempt
    const bound = boundTo(this.key, reply)
    if (onePersonRead(readBack)) this.warnings = [...this.warnings, 'single-person'].sort()
    const judgement = reply
      ? judge({
          ...this.key,
          bound,
          reply,
          readBack,
          before: attempt.before[0] ?? null,
          oneMayRead: this.job.lab,
        })
      : null
    const outcome = judgement?.outcome ?? stopped ?? 'abandoned'
    const proven = outcome === 'injected' || outcome === 'already-present'
    const fault = attempt.fault ?? (reply instanceof Fault && !proven ? reply : null)
    // The answer was lost and the read-back settled it: worth a word, no fault.
    if (reply instanceof Fault && proven) this.warnings = [...this.warnings, 'answer-lost'].sort()
    const kcv = judgement ? comparisonOf(this.key, judgement, bound) : null
    if (kcv) {
      this.context.emit({ event: 'kcv', ...this.of, ...kcv })
      this.context.emit({ event: 'slots', ...this.of, when: 'after', slots: after.map(this.cut) })
    }
    const ms = Math.round(this.context.clock.now() - this.began)
    const code = reply && !(reply instanceof Fault) ? reply.code : null
    const body = resultBody({
      attempt,
      id: this.id,
      key: this.key,
      outcome,
      kcv,
      fault,
      ms,
      warnings: this.warnings,
      line: this.port.quality(),
    })
    const { seq } = await this.context.log.append('attempt-result', body).catch((error) => {
      throw reply ? new Fault('audit/result-not-written', { attempt: this.id }, { cause: error }) : error
    })
    const { label, slot } = this.key
    this.context.emit({
      event: 'attempt-result',
      ...this.of,
      outcome,
      label,
      slot,
      seq,
      ms,
      warnings: this.warnings,
      code,
      fault: fault ? faultView(fault) : refusal(reply),
    })
    return { kind: 'recorded', outcome, seq }
  }

  private rule(device: DeviceIdentity): Fault | null {
    const { key, job, port, context, reused, same } = this
    return ruleAgainst({ device, key, job, port, context, reused, same: same.device })
  }

  private readonly cut = (state: SlotState): SlotState => cutSlot(state, this.key.bytes)

  private get session(): DeviceSession {
    const { session } = this.port
    if (session instanceof Fault) throw session
    return session
  }
}
