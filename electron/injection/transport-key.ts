// The key that another key travels under: where it lies in the device, and its handle where the station holds it.
import { Fault } from '../contract/fault.js'
import type { Secret } from '../contract/secret.js'
import type { Algorithm, CheckValue, KeyProfileName, KeyUsage } from '../contract/values.js'
import type { SlotRef } from '../devices/driver.js'
import { agree } from '../keys/agree.js'
import { combine, keyWarnings } from '../keys/combine.js'
import { checkValue, usualMethod } from '../keys/kcv.js'
import { cutToProfile } from '../keys/profile.js'
import type { JobKey, JobUnder, ReadJob } from './job-file.js'
import { located } from './located.js'

export interface TransportKey {
  readonly ref: PreparedUnder
  readonly secret: Secret | null
  readonly warnings: readonly string[]
}

export interface PreparedUnder extends SlotRef {
  readonly label: string
  readonly kcv: string | null
}

/** The key that another one travels under; `secret` where the station holds it. */
export function transportKey(
  read: ReadJob,
  key: JobKey,
  under: JobUnder,
  path: readonly PropertyKey[],
  profile: KeyProfileName,
  earlier: readonly { readonly label: string; readonly secret: Secret | null }[],
  held: Disposable[],
): TransportKey {
  const usage = under.usage ?? defaultUnder(key.usage)
  const algorithm = under.algorithm ?? key.algorithm
  const method = usualMethod[algorithm]
  const secret = under.material
    ? transportSecret(read, under, algorithm, path, held)
    : (earlier.findLast((one) => one.label === under.label)?.secret ?? null)
  const warnings = [
    ...(secret ? underWarnings(secret, algorithm) : []),
    ...(under.material?.values.length === 1 ? ['under-single-component'] : []),
  ]
  const stated = under.kcv ? { method, hex: under.kcv.toUpperCase() } : null
  const own = secret ? checkValue(secret, method) : null
  const cut = (value: CheckValue | null): string | null => value && cutToProfile(value, profile).hex
  if (stated && own && agree(stated, own) !== 'match')
    throw read.at([...path, 'kcv'], new Fault('keys/under-disagrees', { station: cut(own), expected: cut(stated) }))
  return {
    ref: { label: under.label, slot: under.slot, usage, kcv: cut(own ?? stated) },
    secret,
    warnings,
  }
}

/** What is worth a warning about a transport key: a published or weak one protects nothing that travels under it. */
function underWarnings(secret: Secret, algorithm: Algorithm): string[] {
  const names = keyWarnings(secret, algorithm)
  const open = names.some((name) => name === 'test-key' || name === 'zero-key')
  return [...(open ? ['clear-load'] : []), ...names.map((name) => (name === 'test-key' ? 'test-kek' : `under-${name}`))]
}

function transportSecret(
  read: ReadJob,
  under: JobUnder,
  algorithm: Algorithm,
  path: readonly PropertyKey[],
  held: Disposable[],
): Secret {
  const place = [...path, 'material', 'values']
  const at = located(read)
  const components = under.material!.values.map((value, i) =>
    at([...place, i], () => value.secret(`component ${i + 1}`)),
  )
  const combined = at(place, () => combine(components, algorithm))
  held.push(combined)
  return combined.key
}

/** A TMK or KEK travels under the TLK, working keys under a TMK. */
const defaultUnder = (usage: KeyUsage): KeyUsage =>
  usage === 'TPK' || usage === 'TAK' || usage === 'TDK' ? 'TMK' : 'TLK'
