// Cases that nobody can know the cause of: other keys altogether, changes that no list holds, key blocks without a fact.
import { createHash } from 'node:crypto'
import { changes } from './changed-keys.js'
import { xor } from './cipher.js'
import type { Random } from './random.js'
import type { Row } from './rows.js'
import { heldForm } from './rows-facts.js'
import type { MadeCase } from './shape.js'
import { shown } from './ties.js'
import { caseOf, makeWorld, type Wish, type World } from './world.js'

const rotated = (key: Buffer, bits: number) => {
  const text = [...key].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const turned = text.slice(bits) + text.slice(0, bits)
  return Buffer.from(turned.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)))
}

/** Ways that no table knows. */
const unheardOf: readonly ((key: Buffer, random: Random) => Buffer)[] = [
  (key) => rotated(key, 3),
  (key) => rotated(key, 13),
  (key, random) => xor(key, random.bytes(key.length)),
  (key) => createHash('sha256').update(key).digest().subarray(0, key.length),
  (key) => Buffer.from(key.map((byte, i) => (byte + i * 29 + 7) & 0xff)),
  (key) => Buffer.from(key.map((_, i) => key[(i * 5 + 3) % key.length]!)),
  (key) => Buffer.from(key.map((byte, i) => byte ^ key[(i + 1) % key.length]!)),
]

const stranger =
  (row: string, wish: (random: Random) => Wish, reported: (world: World) => Buffer | null): Row['make'] =>
  (random): MadeCase | null => {
    const world = makeWorld(random, wish(random))
    const key = reported(world)
    if (key === null) return null
    const json = caseOf(world, shown(world, key))
    if (json.reported === json.expected) return null
    // A value of two bytes is hit by chance too often to ask for more than that nobody is accused.
    const truth = { cause: 'unknown', parties: [], decidable: world.bytes > 2, ties: [] }
    return { row, form: world.form, case: json, truth }
  }

const blockOnly = changes.filter(({ cause }) => cause !== 'wrong-kek' && cause !== 'zero-padded')

export const strangerRows: readonly Row[] = [
  {
    id: 'unknown: another key',
    weight: 25,
    make: stranger(
      'unknown: another key',
      (random) => (random.chance(0.8) ? { form: heldForm(random) } : {}),
      (world) => world.random.bytes(world.key.length),
    ),
  },
  {
    id: 'unknown: a way on no list',
    weight: 10,
    make: stranger(
      'unknown: a way on no list',
      (random) => ({ form: heldForm(random) }),
      (world) => world.random.pick(unheardOf)(world.key, world.random),
    ),
  },
  {
    id: 'unknown: a key block, changed',
    weight: 15,
    make: stranger(
      'unknown: a key block, changed',
      () => ({ form: 'key-block' }),
      (world) => {
        const made = world.random.pick(blockOnly).of({ ...world, form: 'station-combine' })
        return made.length === 0 ? null : world.random.pick(made)
      },
    ),
  },
]
