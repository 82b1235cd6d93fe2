// The loads of a family that a fault is shown on: one that the terminal's own value is read of, and others where that one cannot.
import type { KeyUsage } from '../../../electron/contract/values.js'
import type { Family, Variant } from '../sweep/families.js'
import { settingsOf } from '../sweep/families.js'
import { find } from '../sweep/find.js'
import type { SweepLog } from '../sweep/log.js'
import { nameOf, type Plan, waysOf } from '../sweep/plan.js'
import { storeValue } from '../sweep/test-keys.js'
import type { Entry } from './rows.js'

/** What a key that others come under shows less of: a terminal in practice keeps those as they are. */
const burdens: Readonly<Record<KeyUsage, number>> = { TLK: 8, KEK: 8, TMK: 0.5, TPK: 0, TAK: 0, TDK: 0, IK: 0 }
/** Beside an initial key's. */
const MOST = 3
/** Odd parity, unequal halves, and in it bytes that a line may take for its own: 13h, 0Dh. */
const KEY = '6BE0D69D130D97A27A57083BA180A42A'

/** The published reference key: terminals in practice keep it for the first component. */
const FIRST = '0123456789ABCDEFFEDCBA9876543210'
const xorOf = (one: string, other: string) =>
  Buffer.from(Buffer.from(one, 'hex').map((byte, at) => byte ^ Buffer.from(other, 'hex')[at]!))
    .toString('hex')
    .toUpperCase()

export interface Shown extends Disposable {
  readonly name: string
  readonly plan: Plan
  readonly entry: Entry
}

/** @returns the way that shows most first */
export async function waysShown(family: Family, variant: Variant, log: SweepLog): Promise<Shown[]> {
  const ways = waysOf(family.driver.loads(settingsOf(family, variant))).filter(
    ({ algorithm, form }) => algorithm === 'tdes' && (form === 'components' || form === 'initial-key'),
  )
  const found: (Shown & { readonly rank: number })[] = []
  for (const way of ways) {
    const one = await find(family, variant, way, log)
    if (typeof one === 'string') continue
    const { plan, good } = one
    const rank = (good.told ? 4 : 0) + (way.capability.provenance === 'computed' ? 2 : 0) + (way.under ? 1 : 0)
    found.push({
      name: nameOf(way),
      plan,
      entry: entryOf(plan),
      rank: rank - burdens[way.capability.usage],
      [Symbol.dispose]: () => plan[Symbol.dispose](),
    })
  }
  const best = found.sort((a, b) => b.rank - a.rank)
  const kept = [...best.slice(0, MOST), ...best.filter(({ name }) => name.includes('initial-key')).slice(0, 1)]
  for (const one of best) if (!kept.includes(one)) one[Symbol.dispose]()
  return [...new Set(kept)]
}

const entryOf = ({ entry }: Plan): Entry =>
  (entry.material as { readonly form: string }).form === 'components'
    ? {
        ...entry,
        kcv: { ...(entry.kcv as object), expected: storeValue(KEY, 'tdes').slice(0, 8) },
        material: { form: 'components', values: [FIRST, xorOf(KEY, FIRST)] },
      }
    : entry
