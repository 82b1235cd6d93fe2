// One load as it should have gone, with everything that lies about it: other slots, devices, an earlier KEK, a line.
import { type Algorithm, kcv, methods, xor } from './cipher.js'
import type { Random } from './random.js'
import type { CaseJson, Form } from './shape.js'

export interface World {
  readonly random: Random
  readonly form: Form
  readonly algorithm: Algorithm
  readonly method: string
  /** Bytes of the check values shown by both sides. */
  readonly bytes: number
  readonly components: readonly Buffer[]
  readonly key: Buffer
  readonly kek: Buffer
  readonly previousKek: Buffer
  /** A second key of the job, in as many components. */
  readonly other: { readonly slot: number; readonly components: readonly Buffer[]; readonly key: Buffer }
}

/** What a row asks of its world; what it leaves open is chosen at random. */
export interface Wish {
  readonly form?: Form
  readonly algorithms?: readonly Algorithm[]
  readonly lengths?: readonly number[]
  readonly methods?: readonly string[]
  readonly componentCount?: number
  readonly bytes?: number
}

// What is loaded in the field: double-length TDES most, SM4 where the terminal is 国密, AES on new models.
const algorithmWeights: readonly (readonly [Algorithm, number])[] = [
  ['tdes', 60],
  ['sm4', 20],
  ['aes', 20],
]
const lengthWeights: Record<Algorithm, readonly (readonly [number, number])[]> = {
  des: [[8, 1]],
  tdes: [[16, 85], [24, 15]], // biome-ignore format: a table
  aes: [[16, 60], [24, 10], [32, 30]], // biome-ignore format: a table
  sm4: [[16, 1]],
}
// The zero block is what nearly everybody shows; CMAC is the AES rule of X9.24-1:2017.
const methodWeights: Record<Algorithm, readonly (readonly [string, number])[]> = {
  des: [['des-zeros', 1]],
  tdes: [['tdes-zeros', 80], ['tdes-cmac', 8], ['pax-parity', 6], ['tdes-ones', 4], ['xfs-self', 2]], // biome-ignore format: a table
  aes: [['aes-cmac', 60], ['aes-zeros', 35], ['aes-ones', 5]], // biome-ignore format: a table
  sm4: [['sm4-zeros', 1]],
}
// 3 bytes by PCI, 4 by Chinese terminals, 5 by AES CMAC, 8 or 16 where nothing of the block is cut off, 2 on old pads.
const byteWeights: readonly (readonly [number, number])[] = [
  [3, 50],
  [4, 26],
  [5, 8],
  [8, 8],
  [16, 4],
  [2, 8],
]
const formWeights: readonly (readonly [Form, number])[] = [
  ['station-combine', 28],
  ['components', 10],
  ['component-relay', 27],
  ['key-block', 18],
  ['cryptogram', 12],
  ['by-hand', 5],
]

const among = <T>(rows: readonly (readonly [T, number])[], wished: readonly T[] | undefined) =>
  wished === undefined ? rows : rows.filter(([row]) => wished.includes(row))

export function makeWorld(random: Random, wish: Wish = {}): World {
  const wishedAlgorithms = wish.algorithms
  const algorithm =
    wishedAlgorithms?.length === 1 ? wishedAlgorithms[0]! : random.weighted(among(algorithmWeights, wishedAlgorithms))
  const length = random.weighted(among(lengthWeights[algorithm], wish.lengths))
  const method = random.weighted(among(methodWeights[algorithm], wish.methods))
  const shown = wish.bytes ?? random.weighted(byteWeights)
  const count = wish.componentCount ?? random.weighted([[2, 60], [3, 35], [4, 5]] as const) // biome-ignore format: a table
  const parts = () => {
    const made = Array.from({ length: count }, () => random.bytes(length))
    // A key with equal halves is what a site that repeats a single-length key has: it hides every halves fault.
    if (length === 16 && random.chance(0.02)) {
      const sum = xor(...made)
      made[0] = xor(made[0]!, Buffer.concat([Buffer.alloc(8), xor(sum.subarray(0, 8), sum.subarray(8))]))
    }
    return made
  }
  const components = parts()
  const others = parts()
  const kekLength = algorithm === 'des' ? 16 : algorithm === 'tdes' ? 16 : length
  return {
    random,
    form: wish.form ?? random.weighted(formWeights),
    algorithm,
    method,
    bytes: Math.min(shown, methods[method]!.longest),
    components,
    key: xor(...components),
    kek: random.bytes(kekLength),
    previousKek: random.bytes(kekLength),
    other: { slot: 2 + random.int(8), components: others, key: xor(...others) },
  }
}

const kekMethod: Record<Algorithm, string> = {
  des: 'tdes-zeros',
  tdes: 'tdes-zeros',
  aes: 'aes-cmac',
  sm4: 'sm4-zeros',
}

const hex = (bytes: Buffer) => bytes.toString('hex').toUpperCase()

/** Whether the station has the components; what was wrapped elsewhere or is typed at the terminal it never sees. */
export const isHeld = (form: Form) => form !== 'key-block' && form !== 'cryptogram' && form !== 'by-hand'
const isCombined = (form: Form) => form === 'station-combine' || form === 'components'
const sources: Record<Form, readonly string[]> = {
  'station-combine': ['letter'],
  components: ['letter'],
  'component-relay': ['letter'],
  'key-block': ['key-block', 'hsm'],
  cryptogram: ['hsm', 'letter'],
  'by-hand': ['letter'],
}
/** Other rows of the register of letters, that have nothing to do with this load. */
const strangeLetters = (random: Random, bytes: number): CaseJson['letters'] =>
  Array.from({ length: 1 + random.int(3) }, (_, i) => ({
    kcv: random.hex(bytes),
    label: `TAK-${i}`,
    version: String(1 + random.int(3)),
  }))

/** What the station held: nothing in the key-block path, components in the relay, components and key where it combined. */
const labOf = (
  { random, form, kek, previousKek, other }: World,
  components: readonly Buffer[],
): CaseJson['lab'] | undefined => {
  if (!isHeld(form)) return undefined
  const held = {
    components: components.map(hex),
    ...(random.chance(0.15)
      ? { otherComponents: other.components.map((part) => ({ of: 'TAK', component: hex(part) })) }
      : {}),
  }
  if (form === 'component-relay') return held
  return { ...held, key: hex(xor(...components)), kek: hex(kek), previousKek: hex(previousKek) }
}

/**
 * The case of this world with `reported` as the device's value, all else as an ordinary day leaves it.
 * @param held the components as the station has them; the letter's own where absent
 */
export function caseOf(world: World, reported: string, held: readonly Buffer[] = world.components): CaseJson {
  const { random, form, algorithm, method, bytes } = world
  const value = (key: Buffer) => kcv(method, key, bytes)
  const stranger = () => random.hex(bytes)
  const kekBytes = 3
  const lab = labOf(world, held)
  const others = random.int(3)
  return {
    algorithm,
    method,
    expected: value(world.key),
    expectedSource: random.pick(sources[form]),
    station: isCombined(form) ? value(xor(...held)) : null,
    reported,
    form,
    components: !isHeld(form) ? [] : held.map((part) => ({ kcv: value(part) })),
    partialKcvs: [],
    key: null,
    kek:
      form === 'component-relay' || form === 'by-hand'
        ? null
        : {
            kcv: kcv(kekMethod[algorithm], world.kek, kekBytes),
            previousKcv: kcv(kekMethod[algorithm], world.previousKek, kekBytes),
          },
    slots: Array.from({ length: random.int(4) }, (_, i) => ({
      slot: 10 + i,
      expected: stranger(),
      before: random.chance(0.5) ? stranger() : null,
    })),
    slot: { slot: 1, before: random.chance(0.6) ? stranger() : null },
    otherDevices: Array.from({ length: others }, (_, i) => {
      const expected = stranger()
      return { serial: `SN${2 + i}`, expected, reported: random.chance(0.9) ? expected : null }
    }),
    line: random.chance(0.15)
      ? { badChecksums: random.int(3), garbageBytes: random.int(20), retries: random.int(3), timeouts: random.int(2) }
      : { badChecksums: 0, garbageBytes: 0, retries: 0, timeouts: 0 },
    device: {
      tampered: false,
      provenance: form === 'by-hand' ? 'human' : 'computed',
      model: random.pick(['K21', 'D180', 'ZT598', 'PCI100']),
      firmware: `${1 + random.int(3)}.${random.int(10)}`,
      code: null,
    },
    componentsVerified: false,
    ...(random.chance(0.15) ? { letters: strangeLetters(random, bytes)! } : {}),
    ...(lab === undefined ? {} : { lab }),
  }
}
