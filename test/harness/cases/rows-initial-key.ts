// Cases of DUKPT initial keys: the base key loaded, another serial number, derived twice.
import { kcv } from './cipher.js'
import { initialKey, nextDevice } from './dukpt.js'
import type { Random } from './random.js'
import type { Row } from './rows.js'
import { caseOf, makeWorld } from './world.js'

interface Scene {
  readonly bdk: Buffer
  readonly ksn: Buffer
  readonly random: Random
}

const row = (
  id: string,
  weight: number,
  parties: readonly string[],
  hold: (scene: Scene) => readonly [expected: Buffer, reported: Buffer, stated?: Buffer],
  cause = id,
): Row => ({
  id,
  weight,
  make: (random) => {
    const world = makeWorld(random, {
      form: 'station-combine',
      algorithms: ['tdes'],
      lengths: [16],
      methods: ['tdes-zeros'],
    })
    const bdk = random.bytes(16)
    const ksn = random.bytes(10)
    ksn[0] = 0xff
    // Before the first transaction the counter stands at nought, unless somebody forgot to clear it.
    ksn[7]! &= 0xe0
    ksn.fill(0, 8)
    const [expected, reported, stated = ksn] = hold({ bdk, ksn, random })
    if (expected.equals(reported)) return null
    const value = (key: Buffer) => kcv('tdes-zeros', key, world.bytes)
    const own = caseOf(world, value(reported))
    const hex = (bytes: Buffer) => bytes.toString('hex').toUpperCase()
    const json = {
      ...own,
      form: 'initial-key',
      expected: value(expected),
      station: null,
      components: [],
      kek: null,
      dukpt: { bdkKcv: value(bdk), ksn: hex(stated) },
      lab: { bdk: hex(bdk) },
    }
    return {
      row: id,
      form: 'initial-key',
      case: json,
      truth: { cause, parties, decidable: world.bytes > 2, ties: [] },
    }
  },
})

const other = (ksn: Buffer, random: Random) => nextDevice(ksn, random.pick([-1, 1]))

export const initialKeyRows: readonly Row[] = [
  row('bdk-for-initial-key', 12, ['operator', 'letter', 'host', 'device'], ({ bdk, ksn, random }) => {
    const derived = initialKey(bdk, ksn)
    return random.chance(0.7) ? [derived, bdk] : [bdk, derived]
  }),
  row('ksn-mismatch', 15, ['host', 'device', 'operator'], ({ bdk, ksn, random }) => {
    const right = initialKey(bdk, ksn)
    if (random.chance(0.75)) return [right, initialKey(bdk, other(ksn, random))]
    ksn[7]! |= 1 + random.int(31)
    return [right, initialKey(bdk, ksn, false)]
  }),
  // One side has the serial number in 10 bytes and the other in 12, and takes its first eight as they stand.
  row(
    'ksn-mismatch, 10 against 12 bytes',
    8,
    ['host', 'device', 'operator'],
    ({ bdk, ksn, random }) => {
      const long = Buffer.concat([Buffer.from(random.pick(['0000', 'FFFF']), 'hex'), ksn])
      const pair = [initialKey(bdk, ksn), initialKey(bdk, long, random.chance(0.5))] as const
      return random.chance(0.5) ? [...pair, ksn] : [...pair, long]
    },
    'ksn-mismatch',
  ),
  row('initial-key-derived-twice', 3, ['device'], ({ bdk, ksn }) => {
    const derived = initialKey(bdk, ksn)
    return [derived, initialKey(derived, ksn)]
  }),
]
