// Cases where the key was changed on its way: what was held is right, what the device holds is not.

import { type Change, changes, groupsExchanged, shifts } from './changed-keys.js'
import { kcv, xor } from './cipher.js'
import type { Random } from './random.js'
import type { Row } from './rows.js'
import { heldForm } from './rows-facts.js'
import type { MadeCase } from './shape.js'
import { methodFor, shown, tiesOf } from './ties.js'
import { caseOf, makeWorld, type Wish, type World } from './world.js'

/** What is met: swapped and half keys, other KEKs, hex taken as text; the rest is rare. */
const weights: Readonly<Record<string, number>> = {
  'halves-swapped': 8,
  'left-half-only': 8,
  'zero-padded': 8,
  'parity-forced': 10,
  'wrong-kek': 60,
  'variant-applied': 12,
  'mode-difference': 15,
  'double-decrypted': 8,
  'ciphertext-stored': 12,
  'hex-as-ascii': 8,
  'bytes-reversed': 5,
  truncated: 4,
  'digit-shifted': 6,
  'groups-exchanged': 6,
}

// In the key-block path nothing of the clear key is known: these causes cannot be told there, and must not be.
const wishes: Readonly<Record<string, Wish>> = {
  'zero-padded': { algorithms: ['des'], methods: ['des-zeros'] },
  'left-half-only': { algorithms: ['tdes'], lengths: [16], methods: ['tdes-zeros'] },
  'right-half-only': { algorithms: ['tdes'], lengths: [16], methods: ['tdes-zeros'] },
  'halves-swapped': { lengths: [16] },
  'halves-reversed': { lengths: [16] },
  'parity-forced': { algorithms: ['aes', 'sm4'] },
  'variant-applied': { algorithms: ['tdes'], lengths: [16] },
  'mode-difference': { algorithms: ['tdes'], form: 'station-combine' },
  'wrong-kek': { form: 'station-combine' },
  'double-decrypted': { form: 'station-combine' },
  'ciphertext-stored': { form: 'station-combine' },
  'concatenated-not-xored': { algorithms: ['tdes', 'aes'], lengths: [16] },
  truncated: { algorithms: ['tdes', 'aes'], lengths: [24, 32] },
}

/** Bytes that the line takes for its own must be there for it to take them. */
const planted: Readonly<Record<string, readonly (readonly number[])[]>> = {
  'xon-xoff-eaten': [[0x11], [0x13], [0x11, 0x13]],
  'cr-lf-translated': [[0x0d], [0x0a]],
  'dle-unstuffed': [[0x10, 0x10]],
}
function plant(world: World, cause: string): World {
  const found = planted[cause]
  if (found === undefined) return world
  const bytes = world.random.pick(found)
  const at = world.random.int(world.key.length - bytes.length)
  bytes.forEach((byte, i) => {
    world.components[0]![at + i]! ^= world.key[at + i]! ^ byte
    world.key[at + i] = byte
  })
  return world
}

/** Typed so at the station: then both it and the device hold what the letter did not mean. */
function typedSo(cause: string, world: World): MadeCase | null {
  const { components, random } = world
  const which = random.int(components.length)
  const ways = typedWays[cause]!(components[which]!.toString('hex'))
  const typed = components.map((part, i) => (i === which ? Buffer.from(random.pick(ways), 'hex') : part))
  const key = xor(...typed)
  if (shown(world, key, 8) === shown(world, world.key, 8)) return null
  const json = caseOf(world, shown(world, key), typed)
  const ties = tiesOf({ ...world, components: typed, key }, cause, world.key)
  const truth = { cause, parties: ['operator'], decidable: world.bytes > 2 && ties.length === 0, ties }
  return { row: cause, form: world.form, case: json, truth }
}
const typedWays: Readonly<Record<string, (hex: string) => readonly string[]>> = {
  'digit-shifted': shifts,
  'groups-exchanged': groupsExchanged,
}

const digitsApart = (one: Buffer, other: Buffer): number => {
  const [a, b] = [one.toString('hex'), other.toString('hex')]
  return a.length === b.length ? [...a].filter((digit, i) => digit !== b[i]).length : Number.NaN
}

function makeChanged({ cause, parties, of }: Change, random: Random): MadeCase | null {
  const wish = wishes[cause] ?? {}
  const world = plant(makeWorld(random, { form: heldForm(random), ...wish }), cause)
  if (cause in typedWays && random.chance(0.5)) return typedSo(cause, world)
  const made = of(world)
  if (made.length === 0) return null
  const key = random.pick(made)
  if (shown(world, key, 8) === shown(world, world.key, 8)) return null
  const json = caseOf(world, kcv(methodFor(world, key), key, world.bytes))
  if (cause === 'wrong-kek' && random.chance(0.3)) json.kek = { ...json.kek!, reported: json.kek!.previousKcv! }
  // Where components are typed at the terminal, one digit of the key another is what a finger does, too.
  const isSlip = world.form === 'components' && digitsApart(key, world.key) === 1
  const ties = [...tiesOf(world, cause, key), ...(isSlip ? ['component-typo'] : [])]
  const who = isSlip ? [...parties, 'operator'] : parties
  return {
    row: cause,
    form: world.form,
    case: json,
    truth: { cause, parties: who, decidable: world.bytes > 2 && ties.length === 0, ties },
  }
}

export const changedRows: readonly Row[] = changes.map((change) => ({
  id: change.cause,
  weight: weights[change.cause] ?? 2,
  make: (random) => makeChanged(change, random),
}))
