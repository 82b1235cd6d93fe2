// The job as it comes in: its shape, and messages that name line, field and what was expected.
import { z } from 'zod'
import { Fault } from '../contract/fault.js'
import { algorithms, expectedSources, kcvMethodNames, keyProfileNames, keyUsages } from '../contract/values.js'
import { HeldKey } from '../keys/held-key.js'
import { readJson, SecretText } from '../keys/intake.js'

const secret = z.instanceof(SecretText)
const label = z.string().regex(/^[\p{L}\p{N} ._/-]{1,40}$/u)
const slot = z.int().min(0).max(255)
const hex = (fewest: number, most: number) => z.string().regex(new RegExp(`^(?:[0-9A-Fa-f]{2}){${fewest},${most}}$`))
const keyBlock = z.string().regex(/^[\x20-\x7e]{16,9992}$/)

const shapes: Record<string, string> = {
  run: 'a name of 1 to 80 characters',
  lab: 'true or false',
  profile: keyProfileNames.join(', '),
  keys: 'a list of 1 to 32 keys',
  label: 'letters, digits, space, . _ / - (1 to 40)',
  slot: 'a whole number from 0 to 255',
  usage: keyUsages.join(', '),
  algorithm: algorithms.join(', '),
  method: kcvMethodNames.join(', '),
  bytes: 'a whole number from 2 to 8',
  expected: '2 to 8 bytes of hex, as printed on the letter, or null',
  source: expectedSources.filter((source) => source !== 'station').join(', '),
  kcv: '{"method", "bytes", "expected"}',
  material:
    '{"form": "components", "values": […]}, {"form": "key-block" or "cryptogram", "value"} or {"form": "initial-key", "bdk", "ksn" or "issue"} or {"form": "by-hand"}',
  form: 'components, key-block, cryptogram, initial-key or by-hand',
  values: '1 to 9 hex strings of equal length',
  value: 'the cryptogram as hex, or the key block as text',
  bdk: 'hex',
  ksn: '10 or 12 bytes of hex; or, without it, "issue" for the station to take the next one',
  issue: '{"keySet"} and optionally "from", "to": the device numbers that this station may issue',
  keySet: 'what names the base key, as hex: 5 bytes for tdes, 4 for aes',
  from: 'a device number',
  to: 'a device number, not below "from"',
  under: '{"label", "slot"} and optionally "usage", "algorithm", "kcv", "material"',
  inventory: 'a list of serial numbers',
  devices: 'a list of {"serial", "keys"}',
  serial: 'a serial number of 1 to 64 characters',
}

const components = z.strictObject({ form: z.literal('components'), values: z.array(secret).min(1).max(9) })
/** The station takes the next device number of the key set that was never issued, out of its own range of them. */
const issue = z.strictObject({
  keySet: hex(4, 5),
  from: z.int().min(0).optional(),
  to: z.int().min(0).optional(),
})
const initialKey = z
  .strictObject({
    form: z.literal('initial-key'),
    bdk: secret,
    ksn: z.union([hex(10, 10), hex(12, 12)]).optional(),
    issue: issue.optional(),
  })
  .refine(({ ksn, issue }) => ksn !== undefined || issue !== undefined, { path: ['ksn'], params: { missing: true } })
  .refine(({ ksn, issue }) => ksn === undefined || issue === undefined, { path: ['issue'] })
const material = z.discriminatedUnion('form', [
  components,
  z.strictObject({ form: z.literal('key-block'), value: keyBlock }),
  z.strictObject({ form: z.literal('cryptogram'), value: hex(8, 4096) }),
  z.strictObject({ form: z.literal('by-hand') }),
  /** Held in memory since its ceremony: no text can say it. */
  z.strictObject({ form: z.literal('held'), key: z.instanceof(HeldKey) }),
  initialKey,
])
const under = z.strictObject({
  label,
  slot,
  usage: z.enum(keyUsages).optional(),
  algorithm: z.enum(algorithms).optional(),
  kcv: hex(2, 8).nullable().optional(),
  material: components.nullable().optional(),
})
const kcv = z.strictObject({
  method: z.enum(kcvMethodNames),
  bytes: z.int().min(2).max(8).optional(),
  expected: hex(2, 8).nullable().optional(),
  source: z.enum(expectedSources).exclude(['station']).optional(),
})
const key = z.strictObject({
  label,
  slot,
  usage: z.enum(keyUsages),
  algorithm: z.enum(algorithms),
  kcv,
  material,
  under: under.nullable().optional(),
})
const keys = z.array(key).min(1).max(32)
const serial = z.string().regex(/^[\x21-\x7e]{1,64}$/)
const job = z.strictObject({
  run: z.string().trim().min(1).max(80),
  lab: z.boolean(),
  profile: z.enum(keyProfileNames).optional(),
  keys: keys.optional(),
  inventory: z.array(serial).max(100_000).nullable().optional(),
  devices: z.array(z.strictObject({ serial, keys })).min(1).max(10_000).nullable().optional(),
})

export type JobFile = z.infer<typeof job>
export type JobKey = z.infer<typeof key>
export type JobUnder = z.infer<typeof under>

export interface ReadJob extends Disposable {
  readonly job: JobFile
  /** The fault with the line of a field like `keys[0].slot`. */
  at(path: readonly PropertyKey[], fault: Fault): Fault
}

/** Reads one job out of bytes, which are overwritten. @throws input/… with `line`, `field`, `expected`; no secret is left then */
export function readJob(bytes: Uint8Array): ReadJob {
  if (bytes.every((byte) => byte <= 0x20)) throw new Fault('input/empty', { expected: 'one job as JSON' })
  const read = readJson(bytes)
  try {
    refuseBdk(read.value, read.lineOf)
    const parsed = job.safeParse(read.value)
    if (!parsed.success) throw fault(parsed.error.issues[0]!, read.lineOf)
    if (!parsed.data.keys && !parsed.data.devices)
      throw new Fault('input/missing-field', { line: read.lineOf([]), field: 'keys', expected: shapes.keys! })
    return {
      job: parsed.data,
      at: (path, { code, facts }) => new Fault(code, { ...facts, line: read.lineOf(path), field: fieldName(path) }),
      [Symbol.dispose]: () => read[Symbol.dispose](),
    }
  } catch (error) {
    read[Symbol.dispose]()
    throw error
  }
}

/** A BDK never enters a terminal: said in so many words, not as one value of a list that is missing. */
function refuseBdk(value: unknown, lineOf: ReadLines): void {
  const keysOf = (owner: unknown) => ((owner as { keys?: unknown })?.keys ?? []) as { usage?: unknown }[]
  const devices = ((value as { devices?: unknown })?.devices ?? []) as unknown[]
  const lists: [PropertyKey[], { usage?: unknown }[]][] = [[['keys'], keysOf(value)]]
  if (Array.isArray(devices)) devices.forEach((device, i) => void lists.push([['devices', i, 'keys'], keysOf(device)]))
  for (const [path, list] of lists) {
    const at = Array.isArray(list) ? list.findIndex((one) => one?.usage === 'BDK') : -1
    if (at < 0) continue
    const place = [...path, at, 'usage']
    throw new Fault('input/bad-field', {
      line: lineOf(place),
      field: fieldName(place),
      expected: `${shapes.usage}; a BDK never enters a terminal, load its initial key (IK) instead`,
    })
  }
}

type ReadLines = (path: readonly PropertyKey[]) => number

function fault(issue: z.core.$ZodIssue, lineOf: ReadLines): Fault {
  const path = issue.path
  if (issue.code === 'unrecognized_keys') {
    const place = [...path, issue.keys[0]!]
    return new Fault('input/unknown-field', {
      line: lineOf(place),
      field: fieldName(place),
      expected: 'only the fields a job has',
    })
  }
  const name = path.findLast((part) => typeof part === 'string') as string | undefined
  const missing =
    (issue.code === 'invalid_type' && issue.input === undefined && /undefined/.test(issue.message)) ||
    (issue.code === 'custom' && issue.params?.missing === true)
  return new Fault(missing ? 'input/missing-field' : 'input/bad-field', {
    line: lineOf(path),
    field: fieldName(path),
    expected: shapes[name ?? ''] ?? 'a job as JSON object',
  })
}

/** `keys[0].kcv.method` */
export const fieldName = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}${text ? '.' : ''}${String(part)}`),
    '',
  )
