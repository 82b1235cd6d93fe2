// A case out of bytes: clear test keys in it go from the bytes into native memory and never become strings.
import type { z } from 'zod'
import { Fault } from '../contract/fault.js'
import type { Secret } from '../contract/secret.js'
import { kcvMethodNames } from '../contract/values.js'
import { fromHex } from '../keys/hex.js'
import type { KeysAtHand } from '../keys/hypothesis.js'
import { type ReadJson, readJson, type SecretText } from '../keys/intake.js'
import { kcvMethods } from '../keys/kcv.js'
import { caseShape, type DiagnosisCase, type LabPart } from './case.js'
import { caseFault } from './case-faults.js'

/** What a diagnosis works on: the case, and the keys that are in native memory for it. */
export interface OpenCase extends Disposable {
  readonly case: DiagnosisCase
  readonly keys: KeysAtHand | null
  /** Of a sign-in: the terminal's master key. */
  readonly tmk: Secret | null
}

export interface ReadOptions {
  /** Whether clear keys are accepted. */
  readonly lab: boolean
  /** A case known already; what is read is put in its place, field by field. */
  readonly base?: z.input<typeof caseShape> | null
}

/**
 * Reads one case; the bytes are overwritten.
 * @param bytes null: the base alone is the case
 * @throws input/… with line and field; keys/bad-hex, keys/odd-length, keys/unequal-length; diagnosis/lab-only
 */
export function readCase(bytes: Uint8Array | null, { lab, base = null }: ReadOptions): OpenCase {
  if (bytes?.every((byte) => byte <= 0x20)) throw new Fault('input/empty', { expected: 'one case as JSON' })
  const read = bytes === null ? nothingRead : readJson(bytes)
  try {
    const parsed = caseShape.safeParse(onTop(base, read.value))
    if (!parsed.success) throw caseFault(parsed.error.issues[0]!, read.lineOf)
    const { lab: clear, ...known } = parsed.data
    if (clear && !lab) throw new Fault('diagnosis/lab-only', { line: read.lineOf(['lab']), field: 'lab' })
    return {
      case: known,
      keys: clear ? keysOf(known, clear) : null,
      tmk: clear?.tmk?.secret('lab.tmk') ?? null,
      [Symbol.dispose]: () => read[Symbol.dispose](),
    }
  } catch (error) {
    read[Symbol.dispose]()
    throw error
  }
}

const nothingRead: ReadJson = { value: {}, lineOf: () => 0, [Symbol.dispose]: () => {} }

/** Null is absent: it leaves the base as it is. */
function onTop(base: ReadOptions['base'], value: unknown): unknown {
  if (!base || typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const given = Object.entries(value).filter(([, one]) => one !== null)
  return { ...base, ...Object.fromEntries(given) }
}

export const algorithmOf = ({ algorithm, method }: Pick<DiagnosisCase, 'algorithm' | 'method'>) => {
  const name = kcvMethodNames.find((one) => one === method)
  return algorithm ?? (name ? kcvMethods[name].algorithm : 'tdes')
}

function keysOf(known: DiagnosisCase, lab: LabPart): KeysAtHand {
  const one = (text: SecretText | null | undefined, field: string) => text?.secret(`lab.${field}`) ?? null
  const components = (lab.components ?? []).map((text, i) => text.secret(`lab.components[${i}]`))
  const uneven = components.findIndex(({ bytes }) => bytes !== components[0]!.bytes)
  if (uneven > 0)
    throw new Fault('keys/unequal-length', {
      line: lab.components![uneven]!.line,
      field: `lab.components[${uneven}]`,
      expected: `${components[0]!.bytes} bytes, as the first`,
    })
  const otherComponents = (lab.otherComponents ?? []).map(({ of, component }, i) => ({
    of,
    component: component.secret(`lab.otherComponents[${i}].component`),
  }))
  return {
    algorithm: algorithmOf(known),
    key: one(lab.key, 'key'),
    components,
    otherComponents: otherComponents.filter(
      ({ component }) => !components[0] || component.bytes === components[0].bytes,
    ),
    kek: one(lab.kek, 'kek'),
    previousKek: one(lab.previousKek, 'previousKek'),
    bdk: one(lab.bdk, 'bdk'),
    ksn: known.dukpt?.ksn ? fromHex(known.dukpt.ksn) : null,
  }
}
