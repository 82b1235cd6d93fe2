// Whether a record has the fields of its type. The shapes are JSON schemas, put in place of the null below when an export is
// made: those of the program that made it. What a schema cannot say of text stands here.
import type { Fields } from './format.js'

export interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean
}
export interface Shapes {
  readonly envelope: Schema
  /** By record type. */
  readonly bodies: Readonly<Record<string, Schema>>
}

export const SHAPES = null as Shapes | null
const patterns = new Map<string, RegExp>()

/** @returns what is wrong with the record; null where nothing is, or no shapes are there to hold it against */
export function shapeProblem(record: Fields): string | null {
  if (SHAPES === null) return null
  const body = Object.hasOwn(SHAPES.bodies, String(record.type)) ? SHAPES.bodies[String(record.type)] : undefined
  if (body === undefined) return 'unknown type'
  const outer = misfit(record, SHAPES.envelope, '')
  const wrong = outer ?? misfit(record.body, body, 'body')
  if (wrong !== null) return `field "${wrong}" is not as it should be`
  const text = unstored(record, '')
  return text === null ? null : `field "${text}" holds what no record may`
}

/** The first place that does not fit; null where all do. */
function misfit(value: unknown, schema: Schema, at: string): string | null {
  if (schema.anyOf) return schema.anyOf.some((one) => misfit(value, one, at) === null) ? null : at
  if ('const' in schema && value !== schema.const) return at
  if (schema.enum && !schema.enum.includes(value)) return at
  if (schema.type === 'object') return misfitIn(value, schema, at)
  if (schema.type === 'array') {
    if (!Array.isArray(value)) return at
    const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, items = {} } = schema
    if (value.length < minItems || value.length > maxItems) return at
    return first(value.map((item, index) => [item, items, `${at}.${index}`]))
  }
  return fits(value, schema) ? null : at
}

function fits(value: unknown, schema: Schema): boolean {
  const { type, minimum, maximum, minLength, maxLength, pattern } = schema
  if (type === 'null') return value === null
  if (type === 'boolean') return typeof value === 'boolean'
  if (type === 'integer') {
    if (!Number.isSafeInteger(value)) return false
    return (
      Number(value) >= (minimum ?? Number.MIN_SAFE_INTEGER) && Number(value) <= (maximum ?? Number.MAX_SAFE_INTEGER)
    )
  }
  if (type !== 'string') return true
  if (typeof value !== 'string') return false
  if (value.length < (minLength ?? 0) || value.length > (maxLength ?? value.length)) return false
  if (pattern === undefined) return true
  const known = patterns.get(pattern) ?? new RegExp(pattern)
  patterns.set(pattern, known)
  return known.test(value)
}

function misfitIn(value: unknown, schema: Schema, at: string): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return at
  const { properties = {}, required = [], additionalProperties } = schema
  const inside = (name: string) => (at === '' ? name : `${at}.${name}`)
  for (const name of required) if (!Object.hasOwn(value, name)) return inside(name)
  for (const name of Object.keys(value))
    if (additionalProperties === false && !Object.hasOwn(properties, name)) return inside(name)
  return first(
    Object.entries(value).flatMap(([name, member]) =>
      Object.hasOwn(properties, name) ? [[member, properties[name]!, inside(name)] as const] : [],
    ),
  )
}

function first(parts: readonly (readonly [value: unknown, schema: Schema, at: string])[]): string | null {
  for (const [value, schema, at] of parts) {
    const wrong = misfit(value, schema, at)
    if (wrong !== null) return wrong
  }
  return null
}

/** Fields in which a long run of hex digits is no key. */
const hashes = new Set(['prev', 'nextVkey', 'vkey', 'sha256', 'jobHash'])

/** The first field with control characters, text that is not NFC, or what looks like key material. */
function unstored(value: unknown, field: string): string | null {
  if (typeof value === 'string') {
    const isKey = !hashes.has(field) && /[0-9A-Fa-f]{32}/.test(value)
    return isKey || /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(value) || value !== value.normalize('NFC') ? field : null
  }
  if (typeof value !== 'object' || value === null) return null
  for (const [name, member] of Object.entries(value)) {
    const found = unstored(member, Array.isArray(value) ? field : name)
    if (found !== null) return found
  }
  return null
}
