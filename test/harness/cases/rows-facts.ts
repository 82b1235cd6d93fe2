// Cases that the facts about a load tell, without any key: slots, devices, flags, codes, lengths.
import { kcv, methods } from './cipher.js'
import type { Random } from './random.js'
import type { Row } from './rows.js'
import type { CaseJson, Form, MadeCase } from './shape.js'
import { shown } from './ties.js'
import { caseOf, makeWorld, type Wish, type World } from './world.js'

interface Told {
  readonly parties: readonly string[]
  readonly decidable?: boolean
  readonly ties?: readonly string[]
}

/** A row whose case is the world's own with what `change` makes of it; null where this world does not fit. */
const row = (
  id: string,
  weight: number,
  change: (json: CaseJson, world: World) => Told | null,
  wish: Wish | ((random: Random) => Wish) = {},
): Row => ({
  id,
  weight,
  make: (random): MadeCase | null => {
    const world = makeWorld(random, typeof wish === 'function' ? wish(random) : wish)
    const json = caseOf(world, random.hex(world.bytes))
    const told = change(json, world)
    if (told === null) return null
    const { parties, decidable = world.bytes > 2, ties = [] } = told
    return {
      row: id,
      form: world.form,
      case: json,
      truth: { cause: id, parties, decidable: decidable && ties.length === 0, ties },
    }
  },
})

// Keys that a device may come with, as hex; zeros stand apart, for five causes end there.
const published: Readonly<Record<string, readonly string[]>> = {
  tdes: [
    '11'.repeat(16),
    '31'.repeat(16),
    '38'.repeat(16),
    'FF'.repeat(16),
    '22'.repeat(16),
    '0123456789ABCDEFFEDCBA9876543210',
    '404142434445464748494A4B4C4D4E4F',
    '6AC292FAA1315B4D858AB3A3D7D5933A',
    '1234567890ABCDEF'.repeat(2),
    '12345678'.repeat(4),
    '0123456789ABCDEF'.repeat(2),
  ],
  sm4: ['11'.repeat(16), '31'.repeat(16)],
}
const anyDevice = ['device']

export const factRows: readonly Row[] = [
  row('length-convention', 45, (json, world) => {
    const { longest } = methods[world.method]!
    const lengths = [3, 4, 5, 8, 16].filter((bytes) => bytes <= longest)
    const [mine, theirs] = world.random.shuffled(lengths)
    if (theirs === undefined) return null
    json.expected = kcv(world.method, world.key, mine!)
    json.reported = kcv(world.method, world.key, theirs)
    if (json.station !== null) json.station = json.expected
    json.device.code = world.random.chance(0.5) ? 'kcv' : null
    return { parties: ['device', 'operator', 'host', 'letter'], decidable: true }
  }),
  row('wrong-slot', 60, (json, world) => {
    const { other, random } = world
    json.reported = shown(world, other.key)
    json.slots = random.shuffled([...json.slots, { slot: other.slot, expected: json.reported }])
    return { parties: ['operator'] }
  }),
  row('stale-key', 60, (json) => {
    json.slot.before = json.reported
    return { parties: anyDevice }
  }),
  row('other-device-key', 25, (json, { random, bytes }) => {
    const other = { serial: 'SN77', expected: json.reported, reported: random.chance(0.5) ? random.hex(bytes) : null }
    json.otherDevices = random.shuffled([...json.otherDevices, other])
    return { parties: ['operator'] }
  }),
  row(
    'known-test-key',
    45,
    (json, world) => {
      const key = Buffer.from(world.random.pick(published[world.algorithm]!), 'hex')
      json.reported = kcv(world.method, key, world.bytes)
      return { parties: anyDevice }
    },
    { algorithms: ['tdes', 'sm4'], methods: ['tdes-zeros', 'sm4-zeros'] },
  ),
  row('per-device-key', 10, (json, { random, bytes }) => {
    json.otherDevices = Array.from({ length: 3 + random.int(6) }, (_, i) => ({
      serial: `SN${i + 2}`,
      expected: json.expected,
      reported: random.hex(bytes),
    }))
    // With two bytes shown the others may hit each other; that they differ from one letter is not worth less.
    return { parties: ['letter', 'host', 'device'] }
  }),
  row('already-present', 30, (json) => {
    json.reported = json.expected
    json.slot.before = json.expected
    return { parties: ['device', 'operator'] }
  }),
  row('no-value', 20, (json, { random, bytes }) => {
    json.reported = random.pick(['00'.repeat(bytes), 'FF'.repeat(bytes), ''])
    // Two bytes of 00 or FF may be a value: one key in 65,536 has it.
    return { parties: anyDevice, decidable: bytes > 2 || json.reported === '' }
  }),
  row('tampered', 25, (json, { random, bytes, algorithm, method }) => {
    json.device.tampered = true
    const wiped = kcv(method, Buffer.alloc(algorithm === 'des' ? 8 : 16), bytes)
    json.reported = random.pick(['', wiped, '00'.repeat(bytes)])
    return { parties: anyDevice, decidable: true }
  }),
  row('check-disabled', 20, (json, { random }) => {
    json.device.provenance = random.pick(['none', 'echoed'])
    json.reported = json.device.provenance === 'none' ? '' : json.expected
    return { parties: anyDevice, decidable: true }
  }),
  row('line-corruption', 8, (json, { random }) => {
    json.line = { badChecksums: 40 + random.int(400), garbageBytes: random.int(900), retries: 40, timeouts: random.int(9) }
    // n/255 undetected of n detected is a chance, never a proof.
    return { parties: [], decidable: false }
  }, { form: 'component-relay' }), // biome-ignore format: a row
  row('wrong-kek-code', 45, (json, { random }) => {
    json.device.code = random.pick(['kek-checksum', 'parity', 'mac'])
    json.reported = ''
    return { parties: ['device', 'host'], decidable: true }
  }, (random) => ({ form: random.pick(['key-block', 'cryptogram'] as const) })), // biome-ignore format: a row
]

/** `wrong-kek` told by the device's code is a row of its own, for the key-block path; the cause is one. */
export const named = (made: MadeCase): MadeCase =>
  made.truth.cause === 'wrong-kek-code' ? { ...made, truth: { ...made.truth, cause: 'wrong-kek' } } : made

export const heldForm = (random: Random): Form =>
  random.weighted([['station-combine', 40], ['components', 15], ['component-relay', 45]] as const) // biome-ignore format: a row
