// A component out of a file: an X9.143 block under a transport key that a ceremony of its own has brought.
import { z } from 'zod'
import { Fault } from '../contract/fault.js'
import type { Secret } from '../contract/secret.js'
import type { Mode } from '../contract/values.js'
import { keyAlgorithm } from '../keys/block/algorithms.js'
import { openKeyBlock } from '../keys/block/open.js'
import { readJson } from '../keys/intake.js'
import { xor } from '../keys/vault.js'
import type { HeldKeys } from './held-keys.js'
import type { CeremonyPlan } from './plan.js'

const kcv = z.string().regex(/^(?:[0-9A-Fa-f]{2}){3,8}$/)
const file = z.strictObject({
  /** Which component of how many; the block's own key version number must say the same (X9.143: c1, c2 …). */
  component: z.int().min(1).max(9),
  of: z.int().min(2).max(9),
  kcv: kcv.nullable(),
  /** Check value of the transport key. */
  transportKcv: kcv,
  block: z.string().regex(/^[\x20-\x7e]{16,9992}$/),
})

interface Wanted {
  readonly plan: CeremonyPlan
  readonly number: number
  readonly held: HeldKeys
  readonly mode: Mode
}

/**
 * @param bytes the file, which is overwritten
 * @throws input/…, ceremony/component-count, ceremony/component-length, ceremony/no-transport-key, keys/block-…
 */
export function openComponent(
  bytes: Uint8Array,
  { plan, number, held, mode }: Wanted,
): { readonly component: Secret; readonly printed: string | null } {
  using read = readJson(bytes)
  const parsed = file.safeParse(read.value)
  if (!parsed.success) {
    const { path } = parsed.error.issues[0]!
    throw new Fault('input/bad-field', {
      line: read.lineOf(path),
      field: path.map(String).join('.') || 'component',
      expected: 'a component file, as docs/ceremony.md describes it',
    })
  }
  const { component, of, transportKcv, block } = parsed.data
  if (of !== plan.printed.length || component !== number)
    throw new Fault('ceremony/component-count', { count: of, expected: `${number} / ${plan.printed.length}` })
  using transport = held.byKcv(transportKcv)
  using opened = openKeyBlock(block, transport, mode)
  const { header, key } = opened
  const { cipher } = keyAlgorithm(header.algorithm)
  if (header.keyVersion !== `c${number}` || cipher !== plan.key.algorithm)
    throw new Fault('input/bad-field', {
      line: read.lineOf(['block']),
      field: 'block',
      expected: 'a component of this key, by the header of its block',
    })
  if (key.bytes !== plan.key.bytes)
    throw new Fault('ceremony/component-length', { bytes: key.bytes, expected: String(plan.key.bytes) })
  return { component: xor([key]), printed: parsed.data.kcv?.toUpperCase() ?? null }
}
