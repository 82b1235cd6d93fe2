// A component out of a file: an X9.143 block under a transport key that a ceremony of its own has brought.
import { z } from 'zod'
import { Fault } from '../contract/fault.js'
import { readJson } from '../keys/intake.js'
import { openComponentBlock, type WantedComponent } from './component-block.js'
import type { Whole } from './sources.js'

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

/**
 * @param bytes the file, which is overwritten
 * @throws input/…, ceremony/component-count, ceremony/component-length, ceremony/no-transport-key, keys/block-…
 */
export function openComponent(bytes: Uint8Array, wanted: WantedComponent): Whole {
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
  const { component: number, ...told } = parsed.data
  return openComponentBlock({ number, ...told }, wanted, (expected) => {
    throw new Fault('input/bad-field', { line: read.lineOf(['block']), field: 'block', expected })
  })
}
