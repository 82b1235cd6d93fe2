// Qualification: whether a device refuses a check value that is wrong, tried with a key that nobody uses in a slot that nobody needs.
import type { Body } from '../audit/log.js'
import { asFault, Fault } from '../contract/fault.js'
import type { DeviceIdentity, Outcome, SlotState } from '../contract/values.js'
import type { DeviceSession, LoadReply } from '../devices/driver.js'
import type { AttemptContext, PortAtWork } from './context.js'
import { eraseRefusal, type Survey, survey, vanishing } from './erase-gate.js'
import { whoIsThere } from './identity.js'
import { type Probe, type ProbeWish, probe } from './probe.js'
import { cutSlot } from './records.js'
import { blocking, labOnReal } from './rules.js'

export type QualifyWish = Omit<ProbeWish, 'driver' | 'settings' | 'loaded' | 'published'>

export interface Qualified {
  readonly device: DeviceIdentity
  /** Whether the device refused the wrong value as wrong. */
  readonly checked: boolean
  /** Where it took it: whether the probe's key was deleted again; null where it took none. */
  readonly erased: boolean | null
  /** The slot could not be read before. */
  readonly warnings: readonly string[]
}

export const PROBE_LABEL = 'negative-probe'

/**
 * Sends one load with a wrong check value and records what became of it.
 * @throws before anything is sent: as `probe`, injection/not-spare, injection/would-erase, injection/no-firmware,
 *   injection/lab-real-port, injection/blocked; after: injection/probe-refused where the answer says nothing of the check value, wire/… where it
 *   was lost: the attempt is then open
 */
export async function qualify(context: AttemptContext, port: PortAtWork, wish: QualifyWish): Promise<Qualified> {
  const { session } = port
  if (session instanceof Fault) throw session
  const device = await whoIsThere(port)
  const loaded: ProbeWish['loaded'] = (usages) => context.log.loaded(device.serial, usages)
  const { driver, settings } = port
  const published = context.mode === 'lab' && port.real
  using made = probe(session, { ...wish, driver, settings, loaded, published })
  const unknown = context.mode === 'lab' ? labOnReal(port, () => made.published, PROBE_LABEL) : null
  if (unknown) throw unknown
  if (device.firmware === null) throw new Fault('injection/no-firmware', { driver: port.driver.id })
  const attempt = blocking(context, device, port.path)
  if (attempt !== null) throw new Fault('injection/blocked', { serial: device.serial ?? port.path, attempt })
  // Awaited here: the key is wiped when this ends.
  return await new Probing(context, port, session, device, made).run()
}

class Probing {
  private readonly id: string
  private readonly began: number
  private warnings: readonly string[] = [PROBE_LABEL]

  constructor(
    private readonly context: AttemptContext,
    private readonly port: PortAtWork,
    private readonly session: DeviceSession,
    private readonly device: DeviceIdentity,
    private readonly made: Probe,
  ) {
    this.id = context.newId()
    this.began = context.clock.now()
  }

  async run(): Promise<Qualified> {
    const { request, method } = this.made
    const offered = this.port.driver.loads(this.port.settings)
    const surveyed = await survey(this.session, request, offered, method)
    const before = surveyed.slots
    this.assertSpare(before)
    await this.recordIntent()
    const ticket = await this.arm(before, lostBy(surveyed))
    const reply = await this.session.load(request, ticket).catch(asFault)
    const stayed = await this.stayed(reply, before)
    // A refusal that left the key behind is none.
    const checked =
      reply instanceof Fault ? null : stayed ? false : reply.kind === 'accepted' ? false : disagreed(reply)
    const erased = stayed ? await this.erase(before) : null
    await this.recordEnd(reply, checked, erased)
    if (reply instanceof Fault) throw reply
    if (checked === null) throw probeRefused(reply)
    return { device: this.device, checked, erased, warnings: this.warnings.slice(1) }
  }

  private assertSpare(before: readonly SlotState[]): void {
    const { usage, slot } = this.made.request
    const [own] = before
    const fault =
      own?.state === 'filled' && this.context.allowErase !== true
        ? new Fault('injection/not-spare', { usage, slot })
        : eraseRefusal(PROBE_LABEL, before, this.device, this.context.allowErase)
    if (fault) throw fault
    if (own?.state === 'unknown') this.warnings = [...this.warnings, 'slot-not-read']
  }

  private recordIntent() {
    const { request, form, method, own } = this.made
    const { usage, slot, algorithm, under } = request
    return this.context.log.append('attempt-intent', {
      attempt: this.id,
      port: this.port.path,
      label: PROBE_LABEL,
      slot,
      usage,
      algorithm,
      form,
      under: under && { label: 'transport key', slot: under.slot, usage: under.usage, kcv: null },
      ksn: null,
      kcv: {
        method,
        bytes: SHOWN_BYTES,
        expected: request.expected?.hex.slice(0, 2 * SHOWN_BYTES) ?? null,
        expectedSource: 'station',
        station: own?.hex.slice(0, 2 * SHOWN_BYTES) ?? null,
      },
      warnings: this.warnings,
    })
  }

  private async arm(before: readonly SlotState[], erases: Erased) {
    const { ticket } = await this.context.log.arm({
      attempt: this.id,
      device: this.device,
      slotsBefore: before.map((state) => cutSlot(state, SHOWN_BYTES)),
      erases,
    })
    return ticket
  }

  /** Whether the probe's key is in the slot now, as far as anybody can tell. */
  private async stayed(reply: LoadReply | Fault, before: readonly SlotState[]): Promise<boolean> {
    if (reply instanceof Fault) return false
    if (reply.kind === 'accepted') return true
    const { usage, slot } = this.made.request
    const [now] = await this.session.slots([{ usage, slot }], this.made.method).catch(() => [])
    return before[0]?.state === 'empty' && now?.state === 'filled'
  }

  private async erase(before: readonly SlotState[]): Promise<boolean> {
    const { usage, slot } = this.made.request
    if (!this.session.erase) return false
    const held: readonly SlotState[] = [{ usage, slot, state: 'filled', kcv: null }, ...before.slice(1)]
    try {
      const reply = await this.session.erase({ usage, slot }, await this.arm(held, [{ usage, slot }]))
      return reply.kind === 'accepted'
    } catch {
      return false
    }
  }

  private async recordEnd(reply: LoadReply | Fault, checked: boolean | null, erased: boolean | null): Promise<void> {
    const { request, check } = this.made
    const { usage, slot, algorithm } = request
    const answered = !(reply instanceof Fault)
    const code = answered ? reply.code : null
    await this.context.log.append('attempt-result', {
      attempt: this.id,
      outcome: outcomeOf(reply, checked),
      label: PROBE_LABEL,
      slot,
      usage,
      device: this.device,
      kcv: null,
      slotsAfter: null,
      code,
      codeMeaning: answered && reply.kind === 'refused' ? reply.meaning.en : null,
      fault: answered ? null : reply.code,
      line: this.port.quality(),
      ms: Math.round(this.context.clock.now() - this.began),
      warnings: this.warnings,
    })
    await this.context.log.append('device-qualified', {
      attempt: this.id,
      device: this.device,
      slot,
      usage,
      algorithm,
      mode: check.mode,
      method: check.sent.method,
      bytes: Math.min(check.sent.hex.length / 2, MOST_BYTES),
      checked,
      code,
      erased,
    })
  }
}

type Erased = Body<'attempt-armed'>['erases']

/** What is gone once the probe is in: no wanted key takes the place of the one in its own slot. */
const lostBy = ({ slots, erases }: Survey): Erased => {
  const [own] = slots
  const lost = [...(own?.state === 'filled' ? [own] : []), ...vanishing(slots)]
  return erases === 'everything' ? 'everything' : lost.map(({ usage, slot }) => ({ usage, slot }))
}

const SHOWN_BYTES = 3
/** A record tells up to 8 bytes of a check value. */
const MOST_BYTES = 8

const disagreed = (reply: LoadReply): true | null => (reply.kind === 'refused' && reply.kcvDisagrees ? true : null)

/** A refusal is what a probe hopes for; a key that was taken is not the one that its check value says. */
const outcomeOf = (reply: LoadReply | Fault, checked: boolean | null): Outcome =>
  reply instanceof Fault ? 'indeterminate' : checked === false ? 'mismatched' : 'refused'

const probeRefused = (reply: LoadReply): Fault =>
  new Fault('injection/probe-refused', {
    code: reply.code,
    meaning: reply.kind === 'refused' ? reply.meaning.en : 'done',
    meaningZh: reply.kind === 'refused' ? reply.meaning.zh : '成功',
  })
