// How the station recognises a person: nothing here opens anything without what he knows. An entry is named in the log by the
// hash of its every field, so that one that was edited is another one.
import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { type FactorKind, factorKinds } from '../contract/persons.js'
import { type Cost, type Derive, standardCost } from './derive.js'

const base64 = z.string().regex(/^[A-Za-z0-9+/]+=*$/)
const whole = z.int().min(1)

export const credentialShape = z.strictObject({
  person: z.string(),
  /** An invitation opens one thing: setting a passphrase of one's own; `until` in ms since 1970. */
  kind: z.enum(['passphrase', 'invitation']),
  until: z.int().nullable(),
  salt: base64,
  cost: z.strictObject({ memory: whole, passes: whole, lanes: whole }),
  /** SHA-256 of the first half of what was derived. */
  check: base64,
  /** Whether it may stand without a second factor. */
  alone: z.boolean(),
  factors: z.array(z.strictObject({ kind: z.enum(factorKinds), nonce: base64, sealed: base64 })),
})
export type Credential = z.infer<typeof credentialShape>

const CHECK_BYTES = 32
const TAG_BYTES = 16
const half = (derived: Uint8Array): Uint8Array => createHash('sha256').update(derived.subarray(0, CHECK_BYTES)).digest()
const sealingKey = (derived: Uint8Array): Uint8Array => derived.subarray(CHECK_BYTES)

/** @returns the name of an entry in the log: upper-case hex */
export const digestOf = (credential: Credential): string =>
  createHash('sha256')
    .update(JSON.stringify(credentialShape.parse(credential)))
    .digest('hex')
    .toUpperCase()

export const factorsOf = ({ factors }: Credential): FactorKind[] => factors.map(({ kind }) => kind)

export interface Making {
  readonly person: string
  readonly secret: string
  readonly kind?: Credential['kind']
  readonly until?: number
  readonly alone?: boolean
  /** What its second factors keep, in clear. */
  readonly factors?: readonly { readonly kind: FactorKind; readonly kept: string }[]
  readonly cost?: Cost
}

export async function makeCredential(making: Making, derive: Derive): Promise<Credential> {
  const { person, secret, kind = 'passphrase', until = null, alone = true, factors = [], cost = standardCost } = making
  const salt = randomBytes(16)
  const derived = await derive(secret, salt, cost)
  const check = Buffer.from(half(derived)).toString('base64')
  const sealed = factors.map((factor) => ({ kind: factor.kind, ...seal(factor.kept, sealingKey(derived)) }))
  derived.fill(0)
  return credentialShape.parse({
    person,
    kind,
    until,
    salt: salt.toString('base64'),
    cost,
    check,
    alone,
    factors: sealed,
  })
}

/** Nobody's: so that a name that nobody has takes the same time. */
export const nobodys: Credential = {
  person: '',
  kind: 'passphrase',
  until: null,
  salt: Buffer.alloc(16).toString('base64'),
  cost: standardCost,
  check: Buffer.alloc(32).toString('base64'),
  alone: true,
  factors: [],
}

export interface Opened {
  /** What the second factors keep, unsealed; null where the secret was not the right one. */
  readonly factors: readonly { readonly kind: FactorKind; readonly kept: string }[] | null
}

/** Takes the same time whether the secret is the right one or not, and whoever's it is. */
export async function openCredential(credential: Credential, secret: string, derive: Derive): Promise<Opened> {
  const derived = await derive(secret, Buffer.from(credential.salt, 'base64'), credential.cost)
  try {
    if (!timingSafeEqual(half(derived), Buffer.from(credential.check, 'base64'))) return { factors: null }
    const key = sealingKey(derived)
    return { factors: credential.factors.map((one) => ({ kind: one.kind, kept: unseal(one, key) })) }
  } finally {
    derived.fill(0)
  }
}

function seal(kept: string, key: Uint8Array) {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const sealed = Buffer.concat([cipher.update(kept, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return { nonce: nonce.toString('base64'), sealed: sealed.toString('base64') }
}

function unseal({ nonce, sealed }: Credential['factors'][number], key: Uint8Array): string {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8')
}
