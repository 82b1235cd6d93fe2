// A record: the envelope around a body, its bytes, and the reading back of them. Bytes are stored exactly as they are hashed.
import { z } from 'zod'
import { Fault } from '../contract/fault.js'
import { isWholeKeyLike } from '../contract/key-like.js'
import { type Body, bodies, isRecordType, type RecordType } from './bodies.js'
import { count, id, instant, name, sha256, vkey } from './fields.js'
import { longestRecord } from './frame.js'
import { canonical, isCanonical } from './jcs.js'
import { isRunOfDigits, keyMaterialIn, tidy } from './tidy.js'

export const recordVersion = 1
/** `prev` of the first record. */
export const noLeaf = '0'.repeat(64)

/** All but the body, whose shape hangs on the type. */
export const envelope = z.strictObject({
  v: z.literal(recordVersion),
  /** Leaf index in the tree: the first record is 0. */
  seq: count,
  /** Leaf hash (RFC 6962) of the record before. */
  prev: sha256,
  /** The public key that signs the checkpoint one larger than the one that covers this record. */
  nextVkey: vkey,
  bootId: id,
  monoMs: count,
  wall: instant,
  type: z.string(),
  actors: z.array(name).max(4),
  role: name,
  session: id.nullable(),
  station: id,
  app: name,
  body: z.unknown(),
})
type Envelope = z.infer<typeof envelope>

export type RecordOf<Type extends RecordType> = Readonly<Omit<Envelope, 'type' | 'body' | 'actors'>> & {
  readonly actors: readonly string[]
  readonly type: Type
  readonly body: Body<Type>
}
export type AuditRecord = { [Type in RecordType]: RecordOf<Type> }[RecordType]

/** Who does it: ids of one person, or of several under dual control; the role acted in; the sign-in it belongs to. */
export interface Actor {
  readonly actors: readonly string[]
  readonly role: string
  readonly session: string | null
}
/** The station itself, where no person acts. */
export const theStation: Actor = { actors: [], role: 'station', session: null }

/**
 * Judges a record about to be written and gives its bytes. Text is tidied first (see fields).
 * @throws Fault audit/bad-record for an unknown type or shape, key material, or more than `longestRecord` bytes
 */
export function encodeRecord(draft: Record<keyof Envelope, unknown>): { record: AuditRecord; bytes: Buffer } {
  const record = tidy(draft)
  const problem = problemOf(record, isWholeKeyLike)
  if (problem !== null) throw badRecord(draft.type, problem)
  const bytes = Buffer.from(canonical(record), 'utf8')
  if (bytes.length > longestRecord) throw badRecord(draft.type, `longer than ${longestRecord} bytes`)
  return { record: record as AuditRecord, bytes }
}

/** Records of a sealed log are trusted by their root; `looked` reads version, type and numbers, `whole` everything. */
export type Thoroughness = 'looked' | 'whole'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** @returns the record, or what is wrong with its bytes */
export function decodeRecord(bytes: Uint8Array, how: Thoroughness): AuditRecord | { readonly problem: string } {
  let text: string
  let value: unknown
  try {
    text = utf8.decode(bytes)
    value = JSON.parse(text)
  } catch {
    return { problem: 'not JSON in UTF-8' }
  }
  const problem =
    how === 'whole' ? (problemOf(value, isRunOfDigits) ?? storedProblem(value, text)) : lookedProblem(value)
  return problem === null ? (value as AuditRecord) : { problem }
}

function problemOf(record: unknown, isKey: (text: string) => boolean): string | null {
  const looked = lookedProblem(record)
  if (looked !== null) return looked
  const outer = envelope.safeParse(record)
  if (!outer.success) return shapeProblem(outer.error)
  const inner = bodies[outer.data.type as RecordType].safeParse(outer.data.body)
  if (!inner.success) return shapeProblem(inner.error)
  const field = keyMaterialIn(record, isKey)
  return field === null ? null : `field "${field}" looks like key material`
}

function lookedProblem(record: unknown): string | null {
  if (typeof record !== 'object' || record === null) return 'not an object'
  const { v, type, seq, prev, nextVkey } = record as Partial<Envelope>
  if (v !== recordVersion) return 'unknown version'
  if (!isRecordType(type)) return 'unknown type'
  return typeof seq === 'number' && typeof prev === 'string' && typeof nextVkey === 'string' ? null : 'no link'
}

const storedProblem = (record: unknown, text: string): string | null =>
  isCanonical(record, text) ? null : 'not in canonical form'

// Names the place, never the value: a refused value may be what must not be written anywhere.
const shapeProblem = (error: z.ZodError): string => {
  const issue = error.issues[0]!
  return `field "${issue.path.join('.')}" is not as it should be (${issue.code})`
}

/** @param problem never holds the value that was refused */
export const badRecord = (type: unknown, problem: string) =>
  new Fault('audit/bad-record', { type: isRecordType(type) ? type : 'unknown', problem })
