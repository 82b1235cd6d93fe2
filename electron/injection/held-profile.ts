// A key that a ceremony left in memory, as something to choose for a port.
import { Fault } from '../contract/fault.js'
import type { Mode } from '../contract/values.js'
import type { HeldKey } from '../keys/held-key.js'
import { fieldName, type JobKey } from './job-file.js'
import type { LoadProfile } from './profile.js'

export interface HeldOffer {
  readonly id: string
  readonly name: string
  readonly key: Pick<JobKey, 'label' | 'slot' | 'usage' | 'algorithm' | 'kcv'>
  readonly held: HeldKey
  /** @throws ceremony/key-gone */
  readonly spend: () => void
}

export function heldProfile({ id, name, key, held, spend }: HeldOffer, mode: Mode): LoadProfile {
  const { label } = key
  return {
    id,
    title: { zh: `仪式密钥：${name}`, en: `Key of the ceremony: ${name}` },
    about: { zh: `${label}，现存于受保护内存`, en: `${label}, now in protected memory` },
    drivers: [],
    // No text can say it, so that nothing searches it.
    job: () => {
      throw new Fault('diagnosis/no-keys')
    },
    read: () => ({
      job: { run: name, lab: mode === 'lab', keys: [{ ...key, material: { form: 'held', key: held } }] },
      at: (path, { code, facts }) => new Fault(code, { ...facts, line: 1, field: fieldName(path) }),
      [Symbol.dispose]: () => {},
    }),
    spend,
  }
}
