// The case: what is known about a check value that does not agree, as it comes in. `null` means absent everywhere.
import { z } from 'zod'
import {
  algorithms,
  boundKcvMethodNames,
  expectedSources,
  kcvMethodNames,
  materialForms,
  provenances,
} from '../contract/values.js'
import { SecretText } from '../keys/intake.js'
import { signInShape } from './sign-in-shape.js'

/** What each field takes, for messages. */
export const expectations: Readonly<Record<string, string>> = {
  value: '2 to 16 bytes of hex (a letter O is a 0, I a 1, S a 5, G a 6, Z a 2)',
  reported: '2 to 16 bytes of hex, or null where the device gave no value',
  algorithm: algorithms.join(', '),
  method: [...kcvMethodNames, ...boundKcvMethodNames].join(', '),
  form: 'components, component-relay, station-combine, key-block, cryptogram, initial-key or by-hand',
  expectedSource: expectedSources.join(', '),
  provenance: provenances.join(', '),
  components: 'a list of {"kcv"}, 9 at most',
  partialKcvs: 'a list of check values, or of {"kcv", "of"}',
  slot: 'a whole number from 0 to 65535, or {"slot", "before"}',
  ksn: '10 or 12 bytes of hex',
  cause: 'the id of a cause; none of a half of the key',
  lab: 'clear test keys as hex: "key", "components", "kek", "previousKek", "bdk", "tmk", "otherComponents"',
  signIn: '{"field62", …}',
}

const value = z
  .string()
  .regex(/^(?:[0-9A-Fa-f]{2}){2,16}$/)
  .transform((hex) => hex.toUpperCase())
  .describe('value')
const maybe = value.nullish()
const name = z.string().min(1).max(80)
const slot = z.int().min(0).max(0xffff)
const count = z.number().min(0).max(1e9).nullish()
const list = <T extends z.ZodType>(item: T, most: number) => z.array(item).max(most).nullish()
const secret = z.instanceof(SecretText).nullish()

/** Ways a key gets into the device: the job's forms, and whether the station or the device combines components. */
const forms = [...materialForms, 'component-relay', 'station-combine'] as const

const other = z.union([
  value.transform((kcv) => ({ kcv, of: null })),
  z.strictObject({ kcv: value, of: name.nullish() }),
])

/** A check value of half a key is never given, shown or kept: single DES is searched in a day. */
const halfKeys = ['left-half-only', 'right-half-only']

export const caseShape = z.strictObject({
  algorithm: z.enum(algorithms).nullish(),
  method: z.enum([...kcvMethodNames, ...boundKcvMethodNames]),
  expected: value,
  expectedSource: z.enum(expectedSources).nullish(),
  station: maybe,
  reported: z.union([value, z.literal('')]).nullable(),
  form: z.enum(forms).nullish(),
  components: list(z.strictObject({ kcv: maybe }), 9),
  /** XORs of some but not all components; those with `of` were made with a component of that other key of the job. */
  partialKcvs: list(other, 512),
  key: z.strictObject({ kcv: maybe }).nullish(),
  /** `reported`: what the device says of the transport key that it holds. */
  kek: z.strictObject({ kcv: maybe, previousKcv: maybe, reported: maybe }).nullish(),
  slots: list(z.strictObject({ slot, label: name.nullish(), expected: maybe, before: maybe }), 512),
  slot: z.strictObject({ slot: slot.nullish(), before: maybe }).nullish(),
  otherDevices: list(z.strictObject({ serial: name.nullish(), expected: maybe, reported: maybe }), 10_000),
  dukpt: z
    .strictObject({
      bdkKcv: maybe,
      ksn: z
        .string()
        .regex(/^(?:[0-9A-Fa-f]{20}|[0-9A-Fa-f]{24})$/)
        .nullish(),
    })
    .nullish(),
  line: z
    .strictObject({
      badChecksums: count,
      garbageBytes: count,
      retries: count,
      timeouts: count,
      txBytes: count,
      rxBytes: count,
      /** Milliseconds that the load took, and what this model usually takes. */
      ms: count,
      usualMs: count,
      usbResets: count,
      strayReplies: count,
      resyncs: count,
    })
    .nullish(),
  device: z
    .strictObject({
      serial: name.nullish(),
      family: name.nullish(),
      tampered: z.boolean().nullish(),
      provenance: z.enum(provenances).nullish(),
      model: name.nullish(),
      firmware: name.nullish(),
      code: z.union([z.string().max(80), z.int()]).nullish(),
      codeMeaning: z.string().max(200).nullish(),
    })
    .nullish(),
  componentsVerified: z.boolean().nullish(),
  /** Whether a key was sent at all; absent: it was. */
  sent: z.boolean().nullish(),
  /** The register of letters: other versions of this key's letter, letters of other keys, values by other methods. */
  letters: list(
    z.strictObject({
      kcv: value,
      label: name.nullish(),
      version: name.nullish(),
      method: z.enum(kcvMethodNames).nullish(),
    }),
    512,
  ),
  /** What the key would show if it went one of the wrong ways, made by whoever holds the key; never of a part of it. */
  wrongWays: list(z.strictObject({ cause: name.refine((cause) => !halfKeys.includes(cause)), kcv: value }), 512),
  signIn: signInShape.nullish(),
  lab: z
    .strictObject({
      key: secret,
      components: list(z.instanceof(SecretText), 9),
      kek: secret,
      previousKek: secret,
      bdk: secret,
      tmk: secret,
      otherComponents: list(z.strictObject({ of: name, component: z.instanceof(SecretText) }), 64),
    })
    .nullish(),
})

/** A case without its secrets. */
export type DiagnosisCase = Omit<z.infer<typeof caseShape>, 'lab'>
export type LabPart = NonNullable<z.infer<typeof caseShape>['lab']>
