// People for tests: samples of their records, and a staff on a virtual clock whose log is a list.
import { createHash } from 'node:crypto'
import type { AuditLog, AuditRecord, Body, RecordType } from '../../electron/audit/log.js'
import { Fault } from '../../electron/contract/fault.js'
import type { Role } from '../../electron/contract/persons.js'
import type { Mode } from '../../electron/contract/values.js'
import { Approvals } from '../../electron/custody/approvals.js'
import { digestOf, makeCredential } from '../../electron/custody/credential.js'
import { Credentials } from '../../electron/custody/credentials.js'
import type { Derive } from '../../electron/custody/derive.js'
import { People } from '../../electron/custody/people.js'
import type { CardDoor } from '../../electron/custody/second-factor.js'
import { Separation } from '../../electron/custody/separation.js'
import { Staff } from '../../electron/custody/staff.js'
import { StaffDesk } from '../../electron/custody/staff-desk.js'

const sha256 = 'AB'.repeat(32)
type PersonType = keyof typeof import('../../electron/audit/person-bodies.js').personBodies

export const personSamples: { readonly [Type in PersonType]: Body<Type> } = {
  'person-enrolled': { person: 'li.na', name: '李娜', role: 'officer', state: 'invited', sha256, factors: [] },
  'credential-changed': { person: 'li.na', because: 'claimed', sha256, factors: ['totp'] },
  'role-changed': { person: 'li.na', from: 'officer', to: 'auditor' },
  'person-removed': { person: 'li.na' },
  'person-unlocked': { person: 'li.na' },
  'signed-in': {
    operator: 'li.na',
    role: 'officer',
    how: 'second',
    action: 'job/approve',
    factors: ['totp'],
    step: 56_000_000,
  },
  'sign-in-failed': { operator: 'UNKNOWN', tag: 't-0123456789', because: 'unknown', failures: 3, locked: false },
  'signed-out': { operator: 'li.na', because: 'shift-over' },
  'session-locked': { operator: 'li.na', because: 'idle' },
  'policy-changed': { policy: 'idle-minutes', from: 5, to: 10, weakens: true },
  'machine-checked': { swap: true, hibernation: false, refused: false },
  'job-opened': { run: 'branch-07', jobHash: sha256, file: 'Job file: branch-07.json' },
  'job-approved': { run: 'branch-07', jobHash: sha256, keys: 2, openedBy: 'chen', until: '2026-11-23T08:00:00.000Z' },
}

/** Argon2id costs a quarter of a second; what is tried here is what is made of its answer. */
export const quickDerive: Derive = async (secret, salt) =>
  createHash('sha512').update(salt).update(secret.normalize('NFKC')).digest()

export const START = Date.parse('2026-11-22T08:00:00.000Z')
export const PASSPHRASE = 'correct horse battery staple'

export class VirtualLog {
  readonly records: AuditRecord[] = []
  /** Records of this type cannot be written. */
  failing: RecordType | null = null
  constructor(
    readonly mode: Mode,
    private readonly now: () => number,
    private readonly folds: readonly { heard(record: AuditRecord): void }[],
  ) {}
  readonly stationId = 'st-1'

  readonly append: AuditLog['append'] = async (type, body, by) => {
    if (this.failing === type) throw new Error('the disk is full')
    const record = { seq: this.records.length, wall: new Date(this.now()).toISOString(), type, body, ...by }
    this.records.push(record as never)
    for (const fold of this.folds) fold.heard(record as never)
    return record as never
  }
  of<Type extends RecordType>(type: Type): Body<Type>[] {
    return this.records.filter((record) => record.type === type).map(({ body }) => body as Body<Type>)
  }
}

export interface VirtualStaff {
  readonly staff: Staff
  readonly desk: StaffDesk
  readonly log: VirtualLog
  readonly people: People
  readonly credentials: Credentials
  readonly notices: unknown[]
  /** Milliseconds since START. */
  time: number
  file: string | null
  /** As after a restart: what the log and the file say, and nothing else. */
  restart(): VirtualStaff
}

export interface Enrolled {
  readonly id: string
  readonly role: Role
}
/** One of each role, and a second administrator and officer. */
export const everybody: readonly Enrolled[] = [
  { id: 'anna', role: 'administrator' },
  { id: 'anton', role: 'administrator' },
  { id: 'tom', role: 'technician' },
  { id: 'cara', role: 'custodian' },
  { id: 'carl', role: 'custodian' },
  { id: 'olga', role: 'officer' },
  { id: 'otto', role: 'officer' },
  { id: 'udo', role: 'auditor' },
]

const noReader = async (): Promise<never> => {
  throw new Fault('cards/no-reader', { reader: '' })
}
const noCard: CardDoor = { read: noReader, prove: noReader }

export async function virtualStaff(
  options: {
    readonly mode?: Mode
    readonly people?: readonly Enrolled[]
    readonly machine?: () => { swap: boolean; hibernation: boolean }
    readonly card?: CardDoor
  } = {},
): Promise<VirtualStaff> {
  const { mode = 'production', people: enrolled = everybody } = options
  const world = build(
    mode,
    options.machine ?? (() => ({ swap: false, hibernation: false })),
    START,
    null,
    [],
    options.card,
  )
  const by = { actors: ['anna', 'anton'], role: 'administrator', session: null }
  for (const { id, role } of enrolled) {
    const credential = await makeCredential({ person: id, secret: PASSPHRASE }, quickDerive)
    world.credentials.add(credential)
    const body = { person: id, name: id, role, state: 'active' as const, factors: [] }
    await world.log.append('person-enrolled', { ...body, sha256: digestOf(credential) }, by)
  }
  return world
}

function build(
  mode: Mode,
  machine: () => { swap: boolean; hibernation: boolean },
  time: number,
  file: string | null,
  before: readonly AuditRecord[],
  card: CardDoor = noCard,
): VirtualStaff {
  const [people, separation, approvals] = [new People(), new Separation(), new Approvals()]
  const folds = [people, separation, approvals]
  const notices: unknown[] = []
  const world = { time: time - START, file, card }
  const now = () => START + world.time
  const log = new VirtualLog(mode, now, folds)
  for (const record of before) {
    log.records.push(record)
    for (const fold of folds) fold.heard(record)
  }
  const credentials = new Credentials({
    read: () => world.file,
    write: (text) => {
      world.file = text
    },
  })
  const staff = new Staff({
    log,
    people,
    separation,
    approvals,
    credentials,
    derive: quickDerive,
    factors: { qr: () => ({ size: 0, modules: [] }), card: world.card },
    now,
    mono: () => world.time,
    changed: () => {},
    notice: (error) => notices.push(error),
  })
  const desk = new StaffDesk(staff, { machine })
  const restart = () => build(mode, machine, now(), world.file, [...log.records], card)
  return Object.assign(world, { staff, desk, log, people, credentials, notices, restart })
}

export const signIn = (world: VirtualStaff, person: string, passphrase = PASSPHRASE, code: string | null = null) =>
  world.desk.signIn({ person, passphrase, code })
