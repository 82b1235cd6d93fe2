// What a ceremony is to put together: a file without secrets, as the bank's order says it.
import { z } from 'zod'
import { Fault } from '../contract/fault.js'
import type { KeyProfileName } from '../contract/values.js'
import {
  type Algorithm,
  algorithms,
  type CheckValue,
  type ExpectedSource,
  expectedSources,
  type KcvMethodName,
  type KeyUsage,
  kcvMethodNames,
  keyUsages,
  type Mode,
} from '../contract/values.js'
import { readJson } from '../keys/intake.js'
import { kcvBytes, kcvMethods, keyLengths } from '../keys/kcv.js'
import { longestShown, methodWarnings } from '../keys/profile.js'

export interface CeremonyPlan {
  readonly id: string
  readonly name: string
  readonly key: {
    readonly label: string
    readonly slot: number
    readonly usage: KeyUsage
    readonly algorithm: Algorithm
    readonly bytes: number
  }
  readonly kcv: {
    readonly method: KcvMethodName
    readonly bytes: number
    readonly expected: CheckValue | null
    readonly source: ExpectedSource | null
  }
  /** The check value of each component, as its letter prints it; null where only the custodian will see that. */
  readonly printed: readonly (string | null)[]
  /** How long the key may be used: loads, and minutes without any. */
  readonly life: { readonly loads: number; readonly idleMinutes: number }
  readonly profile: KeyProfileName
  readonly warnings: readonly string[]
}

/** What the key is called in every ceremony of it: custodians of its components are told apart by this. */
export const nameOf = ({ key: { label, usage, slot } }: Pick<CeremonyPlan, 'key'>): string =>
  `${usage}/${slot}/${label}`

const hex = (fewest: number, most: number) => z.string().regex(new RegExp(`^(?:[0-9A-Fa-f]{2}){${fewest},${most}}$`))
const file = z.strictObject({
  ceremony: z.string().trim().min(1).max(80),
  lab: z.boolean(),
  key: z.strictObject({
    label: z.string().regex(/^[\p{L}\p{N} ._/-]{1,40}$/u),
    slot: z.int().min(0).max(255),
    usage: z.enum(keyUsages),
    algorithm: z.enum(algorithms),
    bytes: z.int(),
    kcv: z.strictObject({
      method: z.enum(kcvMethodNames),
      bytes: z.int().min(3).max(8).optional(),
      expected: hex(3, 8).nullable(),
      source: z.enum(expectedSources).exclude(['station']).optional(),
    }),
  }),
  components: z
    .array(z.strictObject({ kcv: hex(2, 8).nullable() }))
    .min(2)
    .max(9),
  life: z.strictObject({ loads: z.int().min(1).max(1000), idleMinutes: z.int().min(1).max(60) }).optional(),
})
export type CeremonyFile = z.infer<typeof file>

const usualLife = { loads: 32, idleMinutes: 15 }

/** @throws input/…, keys/method-outside-profile, keys/bad-kcv-bytes, station/wrong-mode; the bytes are overwritten */
export function readPlan(id: string, bytes: Uint8Array, mode: Mode, profile: KeyProfileName): CeremonyPlan {
  using read = readJson(bytes)
  const parsed = file.safeParse(read.value)
  if (parsed.success) return planOf(id, parsed.data, mode, profile)
  const { path } = parsed.error.issues[0]!
  throw new Fault('input/bad-field', {
    line: read.lineOf(path),
    field: path.map(String).join('.') || 'ceremony',
    expected: 'a ceremony file, as docs/ceremony.md describes it',
  })
}

/** @throws as `readPlan`, without lines */
export function planOf(
  id: string,
  { ceremony, lab, key, components, life }: CeremonyFile,
  mode: Mode,
  profile: KeyProfileName,
): CeremonyPlan {
  if (lab !== (mode === 'lab')) throw new Fault('station/wrong-mode', { job: lab, directory: mode })
  const { method, expected } = key.kcv
  const bad = (field: string, expected: string) => new Fault('input/bad-field', { line: 1, field, expected })
  if (kcvMethods[method].algorithm !== key.algorithm) throw bad('key.kcv.method', key.algorithm)
  if (!keyLengths[key.algorithm].includes(key.bytes))
    throw bad('key.bytes', `${keyLengths[key.algorithm].join(' or ')} bytes`)
  const shown = Math.min(kcvBytes(method, key.kcv.bytes), longestShown(method, profile))
  const cut = (text: string) => text.toUpperCase().slice(0, 2 * shown)
  return {
    id,
    name: ceremony,
    key: { label: key.label, slot: key.slot, usage: key.usage, algorithm: key.algorithm, bytes: key.bytes },
    kcv: {
      method,
      bytes: shown,
      expected: expected === null ? null : { method, hex: cut(expected) },
      source: expected === null ? null : (key.kcv.source ?? 'letter'),
    },
    printed: components.map(({ kcv }) => (kcv === null ? null : cut(kcv))),
    life: life ?? usualLife,
    profile,
    warnings: methodWarnings(method, profile, mode),
  }
}
