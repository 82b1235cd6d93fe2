// Records of people: who came to the station, what they may do, how they signed in. Digests only of how they show it.
import { z } from 'zod'
import { factorKinds, roles } from '../contract/persons.js'
import { policyNames } from '../contract/policies.js'
import { count, id, instant, name, sha256 } from './fields.js'

const role = z.enum(roles)
/** Of a person's entry in the file of credentials: an entry that was edited is another one. */
const credential = { sha256, factors: z.array(z.enum(factorKinds)).max(4) }

export const personBodies = {
  /** `invited`: with a one-time code, until he has set a passphrase of his own. */
  'person-enrolled': z.strictObject({ person: id, name, role, state: z.enum(['active', 'invited']), ...credential }),
  'credential-changed': z.strictObject({
    person: id,
    because: z.enum(['claimed', 'own', 'reset', 'factor-added', 'factor-removed']),
    ...credential,
  }),
  'role-changed': z.strictObject({ person: id, from: role, to: role }),
  'person-removed': z.strictObject({ person: id }),
  'person-unlocked': z.strictObject({ person: id }),
  /** `step` is the authenticator's time step that was used up; `second`: for one action beside somebody else's session. */
  'signed-in': z.strictObject({
    operator: id,
    role,
    how: z.enum(['sign-in', 'unlock', 'second']),
    action: name.nullable(),
    factors: z.array(z.enum(factorKinds)).max(4),
    step: count.nullable(),
  }),
  /** Of somebody unknown only a tag is kept, for what is typed as a name may be a passphrase. */
  'sign-in-failed': z.strictObject({
    operator: id,
    tag: id,
    because: z.enum(['passphrase', 'code', 'replayed', 'locked', 'unknown', 'invitation', 'credential-edited', 'role']),
    failures: count,
    locked: z.boolean(),
  }),
  'signed-out': z.strictObject({
    operator: id,
    because: z.enum(['person', 'shift-over', 'switched', 'closed', 'removed']),
  }),
  'session-locked': z.strictObject({ operator: id, because: z.enum(['idle', 'person', 'system']) }),
  'policy-changed': z.strictObject({
    policy: z.enum(policyNames),
    from: z.int(),
    to: z.int(),
    weakens: z.boolean(),
  }),
  /** What at the machine may write keys to a disk, looked at when somebody signs in. */
  'machine-checked': z.strictObject({ swap: z.boolean(), hibernation: z.boolean(), refused: z.boolean() }),
  'job-opened': z.strictObject({ run: name, jobHash: sha256, file: name }),
  'job-approved': z.strictObject({ run: name, jobHash: sha256, keys: count, openedBy: id.nullable(), until: instant }),
} as const satisfies Record<string, z.ZodType>
