// A component as an X9.143 block under a transport key that a ceremony of its own has brought, wherever it comes from.
import { Fault } from '../contract/fault.js'
import type { Mode } from '../contract/values.js'
import { keyAlgorithm } from '../keys/block/algorithms.js'
import { openKeyBlock } from '../keys/block/open.js'
import { xor } from '../keys/vault.js'
import type { HeldKeys } from './held-keys.js'
import type { CeremonyPlan } from './plan.js'
import type { Whole } from './sources.js'

/** What is wanted next. */
export interface WantedComponent {
  readonly plan: CeremonyPlan
  readonly number: number
  readonly held: HeldKeys
  readonly mode: Mode
}

/** What came. */
export interface ComponentTold {
  readonly number: number
  readonly of: number
  readonly kcv: string | null
  /** Check value of the transport key, hex. */
  readonly transportKcv: string
  readonly block: string
}

/**
 * @param otherHeader told what was expected where the block's header says another component; throws
 * @throws ceremony/component-count, ceremony/component-length, ceremony/no-transport-key, keys/block-…
 */
export function openComponentBlock(
  { number, of, kcv, transportKcv, block }: ComponentTold,
  wanted: WantedComponent,
  otherHeader: (expected: string) => never,
): Whole {
  const { plan, held, mode } = wanted
  if (of !== plan.printed.length || number !== wanted.number)
    throw new Fault('ceremony/component-count', { count: of, expected: `${wanted.number} / ${plan.printed.length}` })
  using transport = held.byKcv(transportKcv)
  using opened = openKeyBlock(block, transport, mode)
  const { header, key } = opened
  const { cipher } = keyAlgorithm(header.algorithm)
  // X9.143: the key version number c1, c2 … says which component it is.
  if (header.keyVersion !== `c${number}` || cipher !== plan.key.algorithm)
    return otherHeader('a component of this key, by the header of its block')
  if (key.bytes !== plan.key.bytes)
    throw new Fault('ceremony/component-length', { bytes: key.bytes, expected: String(plan.key.bytes) })
  return { component: xor([key]), printed: kcv?.toUpperCase() ?? null }
}
