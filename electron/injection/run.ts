// One attempt, its effects in the write-ahead order: intent durable, armed durable, then the line, then the result.

import { asFault, Fault, faultView } from '../contract/fault.js'
import type { DeviceIdentity, SlotState } from '../contract/values.js'
import type { DeviceSession, LoadCapability, LoadCheck } from '../devices/driver.js'
import { disagree } from '../keys/agree.js'
import { askBack, slotsAfter } from './after.js'
import { type Attempt, type AttemptEvent, drafted, next } from './attempt.js'
import { type AttemptKey, attemptKey } from './attempt-key.js'
import { believed } from './believed.js'
import type { AttemptContext, AttemptEnd, PortAtWork } from './context.js'
import { eraseRefusal, type Survey, survey, vanishing } from './erase-gate.js'
import { fitWarnings, loadRequest } from './fit.js'
import { whoIsThere } from './identity.js'
import { judge, onePersonRead, shown } from './outcome.js'
import type { SameDevice } from './port.js'
import type { PreparedJob, PreparedKey } from './prepare.js'
import { type Proof, prove } from './proof.js'
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
  private erases: Survey['erases'] = 'nothing'
  private check: LoadCheck | null = null
  private proof: Proof | null = null

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
    const device = await whoIsThere(this.port)
    this.context.emit({ event: 'device', ...this.of, ...device })
    return { kind: 'identified', device }
  }

  async survey(device: DeviceIdentity): Promise<AttemptEvent> {
    const fault = this.rule(device)
    if (fault) return { kind: 'refused', fault }
    this.same.device ??= device
    if (this.context.log.firmware?.(device)?.verdict === 'old') this.warn('old-firmware')
    const { driver, settings } = this.port
    using request = loadRequest(this.key, this.capability)
    const [offered, stopped] = [driver.loads(settings), () => this.stopped()]
    const { slots: before, erases } = await survey(this.session, request, offered, this.key.method, stopped)
    if (erases !== 'nothing') this.warn('erases')
    this.erases = erases
    this.check = this.session.checks?.(request) ?? null
    this.context.emit({ event: 'slots', ...this.of, when: 'before', slots: before.map(this.cut) })
    return { kind: 'surveyed', before }
  }

  /** Why nothing more is begun; null while all goes on. */
  private stopped(): Fault | null {
    return this.context.stopping() ? new Fault('injection/stopped', { label: this.key.label }) : null
  }

  private warn(warning: string): void {
    this.warnings = [...new Set([...this.warnings, warning])].sort()
  }

  async arm({ before, device }: In<'surveyed'>): Promise<AttemptEvent> {
    // Once more, right before anything is sent: another port may have met the same device or key serial number meanwhile.
    const fault = this.rule(device!) ?? eraseRefusal(this.key.label, before, device!, this.context.allowErase)
    if (fault) return { kind: 'refused', fault }
    const stopped = this.stopped()
    if (stopped) return { kind: 'failed', fault: stopped }
    const lost = vanishing(before).map(({ usage, slot }) => ({ usage, slot }))
    return refusing(async () => {
      const { record, ticket } = await this.context.log.arm({
        attempt: this.id,
        device: device!,
        slotsBefore: before.map(this.cut),
        erases: this.erases === 'everything' ? 'everything' : lost,
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

  async readBack({ reply, before, device }: In<'sent'>): Promise<AttemptEvent> {
    const { usage, slot, method } = this.key
    const order = { attempt: this.id, label: this.key.label, bytes: this.key.bytes }
    const readBack = await askBack(this.session, { usage, slot }, method, reply!, order)
    using request = loadRequest(this.key, this.capability)
    const of = { ...this.of, device: device!, slotsBefore: before.map(this.cut) }
    this.proof = await prove(this.context, this.session, request, of, reply!, readBack)
    if (this.proof?.agrees) this.warn(`proven-by-${this.proof.method}`)
    const after = await slotsAfter(reply!, readBack, before, (slots) => this.session.slots(slots, method))
    return { kind: 'read-back', readBack, after }
  }

  async recordResult(attempt: In<'settled'>): Promise<AttemptEvent> {
    const { reply, stopped, after, readBack } = attempt
    const bound = boundTo(this.key, reply)
    if (onePersonRead(readBack)) this.warn('single-person')
    const check = believed(this.context.log, attempt.device, this.key.usage, this.check)
    const known = { ...this.key, bound, check, proof: this.proof, before: attempt.before[0] ?? null }
    const judgement = reply ? judge({ ...known, reply, readBack, oneMayRead: this.job.lab }) : null
    if (judgement?.provenance === 'checked' && judgement.outcome === 'unverified' && !check?.qualified)
      this.warn('not-qualified')
    const outcome = judgement?.outcome ?? stopped ?? 'abandoned'
    const proven = outcome === 'injected' || outcome === 'already-present'
    const unread = readBack?.kind === 'lost' ? (readBack.fault ?? null) : null
    const fault = attempt.fault ?? (proven ? null : reply instanceof Fault ? reply : unread)
    // The answer was lost and the read-back settled it: worth a word, no fault.
    if (reply instanceof Fault && proven) this.warn('answer-lost')
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
