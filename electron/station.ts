// The rooms joined: the log, the vault, the cable and the drivers, for the window and the command line alike. No decisions.
import { randomBytes } from 'node:crypto'
import { cosignPolicies } from './audit/anchors/freshness.js'
import { type AuditLog, type Body, type LoggedAttempt, openLog } from './audit/log.js'
import { theStation } from './audit/record.js'
import type { InjectionEvent } from './contract/events.js'
import { asFault, Fault, type FaultView, faultView } from './contract/fault.js'
import { isPlace } from './contract/people.js'
import { acting } from './custody/acting.js'
import { Approvals } from './custody/approvals.js'
import { labOperator, type Operator } from './custody/operator.js'
import { People } from './custody/people.js'
import { mayDo } from './custody/roles.js'
import { Separation } from './custody/separation.js'
import {
  type Ciphers,
  type DeviceDriver,
  type DeviceSession,
  isByPeople,
  type PeopleDriver,
  type SettingValues,
} from './devices/driver.js'
import { driverOf } from './devices/index.js'
import type { AttemptLog } from './injection/append-port.js'
import type { AttemptContext, PortAtWork } from './injection/context.js'
import { settingsFor } from './injection/port-choice.js'
import { type Asker, peopleAt } from './injection/testimony.js'
import { encrypt, secretFromBytes, sendSecret } from './keys/vault.js'
import { selfTest } from './release/self-test.js'
import { isRealPort, mayBePort, seenFolder } from './store.js'
import { figuresOf, realClock } from './wire/line.js'
import { openSerial, type SerialLine } from './wire/serial.js'

export const APP = 'kcv-station 0.1.0'

export interface PortSpec {
  readonly path: string
  readonly driver: string
  /** Bits per second; the family's own where absent. */
  readonly baud?: number | undefined
  readonly settings: SettingValues
  /** Serial number that a person read off its label, for a terminal that tells none. */
  readonly scanned?: string | null | undefined
}

export interface OpenPort extends PortAtWork {
  close(): Promise<void>
}

export class Station {
  /** Key serial numbers of attempts under way. */
  readonly #reserved = new Set<string>()
  /** Terminals as people named them, by port. */
  readonly #named = new Map<string, string>()
  private constructor(
    readonly log: AuditLog,
    readonly people: People,
    readonly separation: Separation,
    readonly approvals: Approvals,
  ) {}

  /** @throws release/self-test, station/no-data-directory, station/directory-in-use, audit/… */
  static async open(dataDirectory: string): Promise<Station> {
    const tests = selfTest()
    const [people, separation, approvals] = [new People(), new Separation(), new Approvals()]
    const folds = [people, separation, approvals]
    const log = await openLog(dataDirectory, { app: APP, folds, seen: seenFolder(process.env) })
    const { tested } = log.programs()
    const by = log.mode === 'lab' ? labOperator : theStation
    if (tested !== APP) await log.append('program-changed', { from: tested, to: APP, tests }, by)
    return new Station(log, people, separation, approvals)
  }

  close(): Promise<void> {
    return this.log.close()
  }

  /** Who acts right now; in lab one person does everything. @throws custody/nobody in production, outside of any call */
  operator(): Operator {
    const operator = acting() ?? (this.log.mode === 'lab' ? labOperator : null)
    if (operator === null) throw new Fault('custody/nobody')
    return operator
  }

  readonly attemptLog: AttemptLog = {
    append: async (type, body) => {
      const by = this.operator()
      // A run begins with its draft: before it, nothing is under way that could be cut short.
      if (type === 'job-drafted') {
        this.log.freshness().assertFresh(cosignPolicies[this.log.mode], Date.now())
        this.#assertApproved((body as Body<'job-drafted'>).jobHash, by)
      }
      return this.log.append(type, body, by)
    },
    arm: async (body) => {
      const by = this.operator()
      this.#assertMayLoad(by)
      return this.log.arm(body, by)
    },
    listed: (sha256) => this.log.inventories().has(sha256),
    order: (body) => this.log.order(body, this.operator()),
    qualified: (checking) => this.log.qualifications().holds(checking),
    firmware: (device) => this.log.register().verdict(device),
    loaded: (serial, usages) => this.log.attempts().loaded(serial, usages),
    issued: (ksn) => this.#reserved.has(ksn) || this.log.attempts().issued().has(ksn),
    named: () => [...this.#reserved, ...this.log.attempts().named()],
    burnt: () => this.log.attempts().burnt(),
    reserve: (ksn) => this.#reserved.add(ksn),
    blockedBy: (...of) => this.log.attempts().blockedBy(...of)?.attempt ?? null,
  }

  /** Two people stand behind a load: who brings it is not who agreed to it. @throws custody/not-approved, custody/own-job */
  #assertApproved(jobHash: string, by: Operator): void {
    if (this.log.mode !== 'lab') this.approvals.assertApproved(jobHash, by.actors, Date.now())
  }
  /** Asked at the last moment before a ticket is minted, of the person and not of the session. @throws custody/not-your-role */
  #assertMayLoad({ actors: [first] }: Operator): void {
    if (this.log.mode === 'lab') return
    const role = this.people.find(first ?? '')?.role
    if (!role || !mayDo(role, 'load/arm')) throw new Fault('custody/nobody')
  }

  context(
    emit: (event: InjectionEvent) => void,
    options: Pick<AttemptContext, 'allowErase' | 'elsewhere'> & Partial<Pick<AttemptContext, 'stopping'>>,
  ): AttemptContext {
    const { mode } = this.log
    return { log: this.attemptLog, clock: realClock, newId, mode, emit, stopping: () => false, ...options }
  }

  /** An attempt of this log; null where there is none. */
  attempt(id: string): LoggedAttempt | null {
    return this.log.attempts().find(id)
  }

  /** A session on the port. Never throws for the line: what is wrong with it stands in `session`. @throws devices/unknown-driver, devices/bad-setting */
  /** @param asker how people are asked, for families without a line */
  async openPort(spec: PortSpec, asker: Asker = nobodyHere): Promise<OpenPort> {
    const driver = driverOf(spec.driver)
    const settings = settingsFor(driver, spec.settings)
    if (isByPeople(driver)) return this.openPlace(driver, settings, spec, asker)
    const opened = await this.openSession(driver, settings, spec).catch(asFault)
    const { path, scanned = null } = spec
    const common = { path, real: isRealPort(path), driver, settings, scanned }
    if (opened instanceof Fault) return { ...common, session: opened, quality: () => null, close: async () => {} }
    const { session, line } = opened
    return {
      ...common,
      session,
      quality: () => figuresOf(line.quality),
      close: async () => {
        await session.close().catch(() => {})
        await line.close()
      },
    }
  }

  /** A place where people load by hand: no line is opened. */
  private openPlace(driver: PeopleDriver, settings: SettingValues, { path }: PortSpec, asker: Asker): OpenPort {
    const doors = { log: this.attemptLog, spend: this.log.spend, clock: realClock, named: this.#named }
    const session = isPlace(path)
      ? driver.openWith(peopleAt(path, asker, doors), settings)
      : new Fault('people/no-line', { port: path, driver: driver.id })
    const close = async () => {
      if (!(session instanceof Fault)) await session.close()
    }
    return { path, real: true, driver, settings, session, quality: () => null, close }
  }

  private async openSession(
    driver: DeviceDriver,
    settings: SettingValues,
    spec: PortSpec,
  ): Promise<{ session: DeviceSession; line: SerialLine }> {
    if (isPlace(spec.path)) throw new Fault('people/no-line', { port: spec.path, driver: driver.id })
    // Production knows no simulators: what is behind a pseudo-terminal is a program.
    if (this.log.mode !== 'lab' && !isRealPort(spec.path))
      throw new Fault('injection/lab-only', { what: 'a pseudo-terminal' })
    if (!mayBePort(spec.path)) throw new Fault('wire/open-failed', { port: spec.path, because: 'not a serial port' })
    const line = await openSerial(
      spec.path,
      { ...(driver.lineBy?.(settings) ?? driver.line), ...(spec.baud ? { baud: spec.baud } : {}) },
      { sendSecret, spend: this.log.spend },
    )
    return { session: driver.open(line, settings, realClock, publicCiphers), line }
  }
}

const nobodyHere: Asker = async () => {
  throw new Fault('people/nobody-here', { expected: 'a command that can ask people' })
}

/** What a driver may have enciphered: public data under public keys, in native memory all the same. */
export const publicCiphers: Ciphers = {
  encipher(publicKey, cipher, blocks, iv) {
    using key = secretFromBytes(Uint8Array.from(publicKey))
    return encrypt(key, cipher, blocks, iv)
  },
  random: (bytes) => randomBytes(bytes),
}

/** Attempts are named at random, so that names of two stations never meet. */
const newId = (): string => `at-${randomBytes(5).toString('hex')}`

/** What the window says first of a log with attempts of unknown result. */
export function unsettled(log: AuditLog): readonly FaultView[] {
  const serials = log
    .attempts()
    .open()
    .map(({ serial, port }) => serial ?? port)
  return serials.length === 0 ? [] : [faultView(new Fault('injection/unsettled', { count: serials.length, serials }))]
}
