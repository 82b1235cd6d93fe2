// One way of loading one key, as two jobs: the transport keys it needs in the device, and the key itself.
import type { Algorithm, KeyUsage, MaterialForm } from '../../../electron/contract/values.js'
import type { LoadCapability } from '../../../electron/devices/driver.js'
import { readJob } from '../../../electron/injection/job-file.js'
import { type PreparedJob, prepare } from '../../../electron/injection/prepare.js'
import { wrapKeyBlock } from '../../../electron/keys/block/wrap.js'
import { encryptSecret } from '../../../electron/keys/vault.js'
import type { BornKey } from './families.js'
import { componentsOf, dukptKeys, secretOf, storeValue, testKeys, zerosMethod } from './test-keys.js'

/** What a capability promises, one combination of it. */
export interface Way {
  readonly capability: LoadCapability
  readonly form: MaterialForm
  readonly algorithm: Algorithm
  /** The usage of the key it travels under; null: in clear, or under the key that devices leave the factory with. */
  readonly under: KeyUsage | null
}
/** Jobs made ready are kept, for making one ready costs as much as loading it: dispose of the plan in the end. */
export interface Plan extends Disposable {
  readonly way: Way
  readonly slot: number
  /** Loads the transport keys; null where none is needed. */
  readonly before: PreparedJob | null
  /** The job, with this check value on the letter in place of the right one where given. */
  job(expected?: string): PreparedJob
  /** The key's own value, as the device's store shows it. */
  readonly value: string
  /** The key as the job file has it. */
  readonly entry: Readonly<Record<string, unknown>>
}

/** Every combination: what it needs under it is decided by `plans`. */
export const waysOf = (capabilities: readonly LoadCapability[]): readonly Way[] =>
  capabilities.flatMap((capability) =>
    capability.forms.flatMap((form) =>
      capability.algorithms.flatMap((algorithm) =>
        travelling(capability, form).map((under) => ({ capability, form, algorithm, under })),
      ),
    ),
  )

const travelling = ({ travels, under, factoryKey }: LoadCapability, form: MaterialForm): (KeyUsage | null)[] => {
  // What was enciphered elsewhere is enciphered under something.
  const relayed = form === 'cryptogram' || form === 'key-block'
  const bare = travels !== 'under' || factoryKey !== undefined ? [null] : []
  const wrapped = travels === 'clear' ? [] : under
  return [...(relayed ? [] : bare), ...wrapped]
}

/** `TPK components tdes under TMK` */
export const nameOf = ({ capability, form, algorithm, under }: Way): string =>
  `${capability.usage} ${form} ${algorithm} ${under ? `under ${under}` : capability.travels === 'under' ? 'under the factory key' : 'in clear'}`

const spread = [0, 1, 2, 16, 17, 32, 48, 49, 100, 101, 128, 129]
/** Slots worth trying: some families keep numbers apart by kind, and a capability says the whole range. */
const slotsIn = ({ slots: [first, last] }: LoadCapability): number[] =>
  [...new Set([first, ...spread, last])].filter((slot) => slot >= first && slot <= last)

/** A transport key in its slot, and what it came under itself. */
interface Carrier {
  readonly usage: KeyUsage
  readonly slot: number
  readonly hex: string
  readonly algorithm: Algorithm
  readonly under: Carrier | null
  /** It was there from the start. */
  readonly born?: true
}

/** Candidates for one way, grouped by the transport key under it: where that cannot come in, the rest of its group is in vain. */
export function* plans(
  way: Way,
  offered: readonly LoadCapability[],
  born: BornKey | null = null,
): Generator<readonly (() => Plan)[]> {
  for (const carrier of carriers(way.under, offered, born, 1))
    yield slotsIn(way.capability)
      // A place of its own, wherever the numbers are one row for all kinds of key.
      .filter((slot) => slot !== carrier?.slot || !offersOther(way.capability))
      .map((slot) => () => planOf(way, slot, carrier))
}
const offersOther = ({ slots: [first, last] }: LoadCapability): boolean => last - first > 10

/** Ways to bring the transport key in: in clear where that can be, else under the factory key, else under another one. */
function* carriers(
  usage: KeyUsage | null,
  offered: readonly LoadCapability[],
  born: BornKey | null,
  depth: number,
): Generator<Carrier | null> {
  if (usage === null) {
    yield null
    return
  }
  if (born?.usage === usage) {
    yield { ...born, algorithm: 'tdes', under: null, born: true }
    return
  }
  const capability = offered.find((one) => one.usage === usage)
  const hex = testKeys.tdes[depth]
  // A transport key that no load brings is one the device is born with.
  if (!hex || !capability?.forms.includes('components') || !capability.algorithms.includes('tdes')) return
  const bare = capability.travels !== 'under' || capability.factoryKey !== undefined
  const parents: readonly (KeyUsage | null)[] = bare ? [null] : capability.under.filter((one) => one !== usage)
  for (const parent of parents)
    for (const under of carriers(parent, offered, born, depth + 1))
      for (const slot of slotsIn(capability)) yield { usage, slot, hex, algorithm: 'tdes', under }
}

export function prepared(keys: readonly object[]): PreparedJob {
  using read = readJob(new TextEncoder().encode(JSON.stringify({ run: 'sweep', lab: true, keys })))
  return prepare(read)
}

const underOf = ({ usage, slot, hex, algorithm }: Carrier) => ({
  label: `under ${usage}`,
  usage,
  slot,
  algorithm,
  material: { form: 'components', values: [hex] },
})

const carrierKeys = (carrier: Carrier | null): object[] =>
  carrier && !carrier.born
    ? [
        ...carrierKeys(carrier.under),
        {
          label: carrier.usage,
          slot: carrier.slot,
          usage: carrier.usage,
          algorithm: carrier.algorithm,
          kcv: { method: 'tdes-zeros', expected: storeValue(carrier.hex, carrier.algorithm).slice(0, 8) },
          material: { form: 'components', values: [carrier.hex] },
          ...(carrier.under ? { under: underOf(carrier.under) } : {}),
        },
      ]
    : []

function planOf(way: Way, slot: number, carrier: Carrier | null): Plan {
  const { capability, form, algorithm } = way
  const hex = form === 'initial-key' || capability.usage === 'IK' ? dukptKeys.initialKey : testKeys[algorithm][0]
  const value = storeValue(hex, algorithm)
  const key = (expected: string) => ({
    label: capability.usage,
    slot,
    usage: capability.usage,
    algorithm,
    kcv: { method: zerosMethod[algorithm], expected },
    material: materials[form](hex, carrier, way),
    ...(carrier ? { under: underOf(carrier) } : {}),
  })
  const needs = carrierKeys(carrier)
  const before = needs.length > 0 ? prepared(needs) : null
  const jobs = new Map<string, PreparedJob>()
  return {
    way,
    slot,
    before,
    job: (expected = value.slice(0, 8)) => {
      const kept = jobs.get(expected) ?? prepared([key(expected)])
      jobs.set(expected, kept)
      return kept
    },
    value,
    entry: key(value.slice(0, 8)),
    [Symbol.dispose]: () => {
      for (const job of [before, ...jobs.values()]) job?.[Symbol.dispose]()
    },
  }
}

const materials: Readonly<Record<MaterialForm, (hex: string, carrier: Carrier | null, way: Way) => object>> = {
  components: (hex) => ({ form: 'components', values: componentsOf(hex) }),
  'by-hand': () => ({ form: 'by-hand' }),
  'initial-key': () => ({ form: 'initial-key', bdk: dukptKeys.bdk, ksn: dukptKeys.ksn }),
  cryptogram: (hex, carrier) => {
    using key = secretOf(hex)
    using under = secretOf(carrier!.hex)
    const value = Buffer.from(encryptSecret(under, carrier!.algorithm, key))
      .toString('hex')
      .toUpperCase()
    return { form: 'cryptogram', value }
  },
  'key-block': (hex, carrier, { capability: { usage }, algorithm }) => {
    using key = secretOf(hex)
    using kbpk = secretOf(carrier!.hex)
    const header = {
      versionId: 'B',
      ...uses[usage],
      algorithm: letters[algorithm],
      keyVersion: '00',
      exportability: 'N',
      keyContext: '0',
      optionalBlocks: usage === 'IK' ? [{ id: 'KS', data: dukptKeys.ksn }] : [],
    }
    return {
      form: 'key-block',
      value: wrapKeyBlock({ header, key, kbpk, policy: 'lab', padding: new Uint8Array(6) }).block,
    }
  },
}

const letters: Readonly<Record<Algorithm, string>> = { des: 'D', tdes: 'T', aes: 'A', sm4: 'S' }
/** X9.143: what each usage is called in a header. */
const uses: Readonly<Record<KeyUsage, { readonly keyUsage: string; readonly modeOfUse: string }>> = {
  TLK: { keyUsage: 'K0', modeOfUse: 'D' },
  KEK: { keyUsage: 'K0', modeOfUse: 'D' },
  TMK: { keyUsage: 'K0', modeOfUse: 'D' },
  TPK: { keyUsage: 'P0', modeOfUse: 'E' },
  TAK: { keyUsage: 'M3', modeOfUse: 'G' },
  TDK: { keyUsage: 'D0', modeOfUse: 'E' },
  IK: { keyUsage: 'B1', modeOfUse: 'X' },
}
