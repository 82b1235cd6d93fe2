// What the window may send about people: signing in, the second of two, birth, and who may do what.
import { z } from 'zod'
import { isKeyLike } from './key-like.js'
import type { FactorOffer, Invitation, PersonnelView } from './person-views.js'
import { type FactorKind, factorKinds, roles, stationClasses } from './persons.js'
import { policyNames } from './policies.js'
import { nothing, row } from './row.js'
import { type KeyProfileName, keyProfileNames } from './values.js'

/** What is typed at sign-in: short, lower case, and never to be taken for key digits. */
export const personId = z
  .string()
  .regex(/^[a-z][a-z0-9.-]{1,31}$/)
  .refine((text) => !isKeyLike(text))
const personName = z
  .string()
  .trim()
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]{1,40}$/u)
  .refine((text) => !isKeyLike(text))
/** Whatever somebody types: whether it is good is the sign-in's business, and never a matter of shape. */
const passphrase = z.string().max(256)
const typedName = z.string().max(64)
const code = z.string().max(16).nullable()
const oneTimeCode = z.string().max(32)
const profileId = z.string().regex(/^[A-Za-z0-9_./-]{1,80}$/)

const claim = z.strictObject({ person: typedName, passphrase, code })
type ClaimArgs = z.infer<typeof claim>
const invited = z.strictObject({ person: typedName, oneTimeCode, passphrase })
const founder = z.strictObject({ person: personId, name: personName, passphrase })
const enrolment = z.strictObject({ person: personId, name: personName, role: z.enum(roles) })
const promotion = z.strictObject({ person: personId, role: z.enum(roles) })
const whom = z.strictObject({ person: personId })
const birth = z.strictObject({ network: z.enum(stationClasses), profile: z.enum(keyProfileNames) })
const change = z.strictObject({ policy: z.enum(policyNames), value: z.int() })

export const personCommands = {
  'session/sign-in': row<typeof claim, null>(claim, 'production'),
  /** Somebody enrolled takes his account over: the one-time code that he was handed, and a passphrase of his own. */
  'session/claim': row<typeof invited, null>(invited, 'production'),
  'session/sign-out': row<typeof nothing, null>(nothing, 'production'),
  'session/lock': row<typeof nothing, null>(nothing, 'production'),
  /** The second person agrees to the call that is waiting for one; its answer is that call's. */
  'second/agree': row<z.ZodType<ClaimArgs & { call: string }>, unknown>(
    claim.extend({ call: z.string().regex(/^c-\d{1,9}$/) }),
    'production',
  ),
  'second/withdraw': row<typeof nothing, null>(nothing, 'production'),
  'credential/change': row<z.ZodType<{ passphrase: string; fresh: string; code: string | null }>, null>(
    z.strictObject({ passphrase, fresh: passphrase, code }),
    'production',
  ),
  /** A secret for an authenticator, or the card in the reader; it counts only once a code, or the card's PIN, was typed. */
  'factor/begin': row<z.ZodType<{ kind: FactorKind }>, FactorOffer>(
    z.strictObject({ kind: z.enum(factorKinds) }),
    'production',
  ),
  'factor/confirm': row<z.ZodType<{ passphrase: string; code: string }>, null>(
    z.strictObject({ passphrase, code: z.string().max(16) }),
    'production',
  ),
  'factor/remove': row<z.ZodType<{ kind: FactorKind }>, null>(
    z.strictObject({ kind: z.enum(factorKinds) }),
    'production',
  ),
  'birth/begin': row<typeof birth, null>(birth, 'lab'),
  'birth/person': row<typeof founder, null>(founder, 'lab'),
  /** Makes the production directory and begins again in it; the lab is closed on this machine from then on. */
  'birth/finish': row<typeof nothing, null>(nothing, 'lab'),
  'birth/cancel': row<typeof nothing, null>(nothing, 'lab'),
  'person/list': row<typeof nothing, PersonnelView>(nothing, 'production'),
  'person/enrol': row<typeof enrolment, Invitation>(enrolment, 'production'),
  'person/role': row<typeof promotion, null>(promotion, 'production'),
  'person/remove': row<typeof whom, null>(whom, 'production'),
  'person/unlock': row<typeof whom, null>(whom, 'production'),
  'person/reset': row<typeof whom, Invitation>(whom, 'production'),
  'policy/set': row<typeof change, null>(change, 'production'),
  /** A second person looked at a job and agrees that it is loaded. */
  'job/approve': row<z.ZodType<{ profile: string }>, null>(z.strictObject({ profile: profileId }), 'production'),
} as const

export type BirthArgs = { readonly network: (typeof stationClasses)[number]; readonly profile: KeyProfileName }
