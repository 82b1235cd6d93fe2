// Components become a key, in native memory; what comes out here is its check value and what is worth a warning.
import type { Body } from '../audit/log.js'
import type { Ending } from '../contract/ceremony.js'
import type { Secret } from '../contract/secret.js'
import { agree, toCheckValue } from '../keys/agree.js'
import { combine } from '../keys/combine.js'
import { HeldKey } from '../keys/held-key.js'
import { checkValue } from '../keys/kcv.js'
import { keyProfiles } from '../keys/profile.js'
import type { Accepted } from './ceremony.js'
import type { CeremonyPlan } from './plan.js'
import { combinedBody } from './records.js'

/** The components so far, and the one whose value is being looked at: the ceremony's to wipe. */
export interface Parts {
  readonly components: Secret[]
  current: Secret | null
}

export interface Combined {
  readonly key: HeldKey
  readonly kcv: string
  /** null where nobody says what to expect. */
  readonly agrees: boolean | null
  readonly warnings: readonly string[]
  /** Why there can be no key of these; null where there can. */
  readonly because: Ending | null
  readonly body: (
    one: { readonly id: string; readonly plan: CeremonyPlan },
    accepted: readonly Accepted[],
  ) => Body<'key-combined'>
}

/** The check value of a component, and whether it is the printed one; null where too little of that is known. */
export function componentValue({ kcv: { method, bytes } }: CeremonyPlan, component: Secret, printed: string | null) {
  const own = checkValue(component, method, bytes)
  const theirs = toCheckValue(method, printed)
  const agreement = theirs ? agree(theirs, own) : 'incomparable'
  return { kcv: own.hex, printed, agrees: agreement === 'incomparable' ? null : agreement === 'match' }
}

/** Components that make no key that a bank could want, whatever the check value says. */
const hopeless: readonly Ending[] = ['identical-components', 'zero-component']

/** The components are wiped, whatever comes of it. @throws keys/… */
export function combineAll(plan: CeremonyPlan, parts: Parts): Combined {
  const { method, bytes, expected } = plan.kcv
  const components = parts.components.splice(0)
  try {
    const { key, warnings: found } = combine(components, plan.key.algorithm, {
      fewest: 2,
      parity: keyProfiles[plan.profile].parity,
    })
    const own = checkValue(key, method, bytes)
    const componentKcvs = components.map((one) => checkValue(one, method, bytes).hex)
    const warnings = [...new Set([...plan.warnings, ...found, 'station-combine'])].sort()
    const agreement = expected ? agree(expected, own) : 'incomparable'
    const agrees = agreement === 'incomparable' ? null : agreement === 'match'
    return {
      key: new HeldKey(key, componentKcvs, warnings),
      kcv: own.hex,
      agrees,
      warnings,
      because: hopeless.find((name) => warnings.includes(name)) ?? null,
      body: (one, accepted) => combinedBody(one, { kcv: own.hex, agrees, accepted, warnings }),
    }
  } finally {
    for (const one of components) one[Symbol.dispose]()
  }
}
