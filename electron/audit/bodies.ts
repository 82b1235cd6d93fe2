// Every type of record there is, with the shape of its body. Adding a type is adding a row; a row is never changed or
// taken away, for records of it lie on disks.
import { z } from 'zod'
import { stationClasses } from '../contract/persons.js'
import { algorithms, keyProfileNames, modes, orderNames, outcomes } from '../contract/values.js'
import { anchorBodies } from './anchor-bodies.js'
import { ceremonyBodies } from './ceremony-bodies.js'
import { diagnosisBodies } from './diagnosis-bodies.js'
import {
  comparison,
  count,
  device,
  id,
  instant,
  kcv,
  kcvKind,
  kcvSource,
  keyKind,
  keyRef,
  ksn,
  name,
  sha256,
  slotRef,
  slots,
  text,
  vkey,
  warnings,
} from './fields.js'
import { monitorBodies } from './monitor-bodies.js'
import { personBodies } from './person-bodies.js'
import { stationBodies } from './station-bodies.js'

const serial = name.nullable()

const plannedKey = z.strictObject({
  ...keyKind,
  kcv: z.strictObject({ ...kcvKind, expected: kcv.nullable(), source: kcvSource }),
  componentKcvs: z.array(kcv).max(9),
  warnings,
})

/** Steps of one recovery, told from the latest back. */
export const mostSteps = 256

/** Serial numbers that one record holds: the longest of them fill half a record. */
const mostListed = 200

/** One thing done to make the log whole again; `file` is the name in quarantine/. */
const recovery = z.strictObject({
  what: z.enum([
    'torn-record',
    'torn-checkpoint',
    'checkpoint-signed',
    'key-rolled',
    'second-place',
    'write-failed',
    'note-unreadable',
  ]),
  seq: count.nullable(),
  bytes: count.nullable(),
  sha256: sha256.nullable(),
  file: name.nullable(),
  because: text.nullable(),
})

export const bodies = {
  /** Of a production station also what it may take and how it checks, for ever. */
  'log-created': z.strictObject({
    mode: z.enum(modes),
    stationId: id,
    logId: id,
    vkey,
    network: z.enum(stationClasses).optional(),
    keyProfile: z.enum(keyProfileNames).optional(),
  }),
  'station-opened': z.strictObject({ runtime: name, platform: name }),
  recovered: z.strictObject({ steps: z.array(recovery).min(1).max(mostSteps) }),
  /** `expected` is what the wall clock should have said by the monotonic one; across a boot only steps back can be seen. */
  'clock-jumped': z.strictObject({ byMs: z.int(), expected: instant, across: z.enum(['run', 'boot']) }),
  'job-drafted': z.strictObject({
    run: name,
    lab: z.boolean(),
    ports: z.array(name).max(64),
    keys: z.array(plannedKey).max(256),
    inventory: z.strictObject({ size: count, sha256 }).nullable(),
    jobHash: sha256,
  }),
  'attempt-intent': z.strictObject({
    attempt: id,
    port: name,
    /** What a person named the port, and the socket it hangs at; records of earlier builds lack both. */
    portLabel: name.optional(),
    portPlace: name.optional(),
    ...keyKind,
    under: z.strictObject({ ...keyRef, kcv: kcv.nullable() }).nullable(),
    /** Of a DUKPT initial key, with the counter at 0. */
    ksn: ksn.nullable(),
    kcv: z.strictObject({ ...kcvKind, expected: kcv.nullable(), expectedSource: kcvSource, station: kcv.nullable() }),
    warnings,
  }),
  'attempt-armed': z.strictObject({
    attempt: id,
    device,
    slotsBefore: slots,
    erases: z.union([z.literal('everything'), z.array(z.strictObject(slotRef)).max(512)]).nullable(),
  }),
  'attempt-result': z.strictObject({
    attempt: id,
    outcome: z.enum(outcomes),
    ...keyRef,
    device: device.nullable(),
    kcv: comparison.nullable(),
    slotsAfter: slots.nullable(),
    code: text.nullable(),
    codeMeaning: text.nullable(),
    fault: id.nullable(),
    line: z
      .strictObject({
        txBytes: count,
        rxBytes: count,
        garbageBytes: count,
        badChecksums: count,
        retries: count,
        timeouts: count,
        // Optional: records of earlier builds lack what follows.
        staleBytes: count.optional(),
        strayReplies: count.optional(),
        resyncs: count.optional(),
        replies: count.optional(),
        replyP50Ms: count.nullable().optional(),
        replyP95Ms: count.nullable().optional(),
      })
      .nullable(),
    ms: count,
    warnings,
  }),
  'attempt-interrupted': z.strictObject({ attempt: id, serial }),
  'attempt-read-back': z.strictObject({
    attempt: id,
    serial,
    state: z.enum(['filled', 'empty', 'unknown']),
    kcv: comparison,
  }),
  /** What a person at a terminal without a line said: loaded, what its screen shows, or that it is called off. */
  'attempt-answer': z.strictObject({
    attempt: id,
    port: name,
    question: z.enum(['load', 'reading']),
    /** Of a reading: first or second person, and which round. */
    reader: count.nullable(),
    round: count.nullable(),
    said: z.enum(['loaded', 'value', 'no-value', 'called-off', 'nothing']),
    kcv: kcv.nullable(),
    by: z.array(name).max(4),
    ms: count,
  }),
  'attempt-closed': z.strictObject({ attempt: id, serial, reason: name }),
  'device-refused': z.strictObject({ port: name, device: device.nullable(), because: name }),
  /** A negative probe: what a device made of a wrong check value. `checked` is null where its answer says nothing of it. */
  'device-qualified': z.strictObject({
    attempt: id,
    device,
    ...slotRef,
    algorithm: z.enum(algorithms),
    /** Command and KCV mode, in the driver's words: loads of one mode are compared by the same code of the device. */
    mode: name,
    ...kcvKind,
    checked: z.boolean().nullable(),
    code: text.nullable(),
    /** Whether the probe's key, where one stayed in the slot, was deleted again; null where none stayed. */
    erased: z.boolean().nullable(),
  }),
  /** A use of a loaded key on public data. `agrees` is null where the device gave no result. */
  'functional-test': z.strictObject({
    attempt: id,
    serial,
    method: name,
    agrees: z.boolean().nullable(),
    code: text.nullable(),
  }),
  /** A change of a device that loads no key; `slots` are the keys it takes away, as far as they can be told. */
  'order-armed': z.strictObject({
    order: id,
    port: name,
    device,
    what: z.enum(orderNames),
    to: name.nullable(),
    slots,
  }),
  'order-result': z.strictObject({
    order: id,
    serial,
    result: z.enum(['done', 'refused', 'unknown']),
    code: text.nullable(),
    codeMeaning: text.nullable(),
    fault: id.nullable(),
    /** Of the slots that it was to empty; absent in records of before it was read. */
    slotsAfter: slots.optional(),
  }),
  /** The station died between an order's arming and its result: whether the device carried it out is not known. */
  'order-interrupted': z.strictObject({ order: id, serial }),
  'simulator-started': z.strictObject({ driver: id, port: name, behave: z.array(name).max(32) }),
  /**
   * The list of serial numbers that jobs name by this hash: what `reconcile` compares with. Told once, in parts.
   * Long lists are not told, and stay with whoever made them.
   */
  'inventory-listed': z.strictObject({ sha256, part: count, parts: count, serials: z.array(name).max(mostListed) }),
  ...anchorBodies,
  /** Another version of the program works on the log from here on; so many known answers of its ciphers were computed, all right. */
  'program-changed': z.strictObject({ from: name.nullable(), to: name, tests: count }),
  ...diagnosisBodies,
  ...ceremonyBodies,
  ...monitorBodies,
  ...personBodies,
  ...stationBodies,
} as const satisfies Record<string, z.ZodType>

export type RecordType = keyof typeof bodies
/** Written by the log itself, never by a caller. */
const own = [
  'log-created',
  'station-opened',
  'recovered',
  'clock-jumped',
  'directory-restored',
  'attempt-armed',
  'order-armed',
  'attempt-interrupted',
  'order-interrupted',
] as const satisfies readonly RecordType[]
export type OwnType = (typeof own)[number]

type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Member in keyof T]: Frozen<T[Member]> }
    : T
export type Body<Type extends RecordType> = Frozen<z.infer<(typeof bodies)[Type]>>

export const recordTypes = Object.keys(bodies) as RecordType[]

export const isRecordType = (type: unknown): type is RecordType =>
  typeof type === 'string' && Object.hasOwn(bodies, type)

/** The types a caller of `append` may not write. */
export const ownTypes: ReadonlySet<RecordType> = new Set(own)
