// Cases where what the station held and what the device has agree, and the expected value is the odd one; and other methods.
import { kcv, methods, xor } from './cipher.js'
import type { Random } from './random.js'
import type { Row } from './rows.js'
import { heldForm } from './rows-facts.js'
import type { CaseJson, MadeCase } from './shape.js'
import { shown } from './ties.js'
import { caseOf, makeWorld, type Wish, type World } from './world.js'

// The pairs that people mistake on paper.
const lookalikes = ['8B', '0D', '0C', '17', '27', '38', '56', '68', 'EF']

const letter = ['letter', 'operator', 'host']

interface Told {
  readonly parties: readonly string[]
  readonly decidable?: boolean
}
const row = (
  id: string,
  weight: number,
  change: (json: CaseJson, world: World) => Told | null,
  wish: Wish = {},
): Row => ({
  id,
  weight,
  make: (random): MadeCase | null => {
    const world = makeWorld(random, { form: heldForm(random), ...wish })
    const json = caseOf(world, shown(world, world.key))
    const told = change(json, world)
    if (told === null || json.expected === json.reported) return null
    const decidable = told.decidable ?? world.bytes > 2
    return { row: id, form: world.form, case: json, truth: { cause: id, parties: told.parties, decidable, ties: [] } }
  },
})

/** Other check-value methods of this key, where the value then differs. */
const otherMethods = (world: World, algorithm = world.algorithm) =>
  Object.keys(methods).filter((name) => name !== world.method && methods[name]!.algorithm === algorithm)

const byOther = (world: World, name: string) => kcv(name, world.key, Math.min(world.bytes, methods[name]!.longest))

const usual: Readonly<Record<string, readonly string[]>> = {
  tdes: ['tdes-zeros'],
  aes: ['aes-zeros', 'aes-cmac'],
  sm4: ['sm4-zeros'],
}

function misread(text: string, random: Random): string | null {
  const places = [...text].flatMap((digit, at) =>
    lookalikes.filter((pair) => pair.includes(digit)).map((pair) => ({ at, as: pair.replace(digit, '') })),
  )
  if (places.length === 0) return null
  const { at, as } = random.pick(places)
  return text.slice(0, at) + as + text.slice(at + 1)
}

export const expectedRows: readonly Row[] = [
  row('method-difference', 60, (json, world) => {
    const names = otherMethods(world)
    if (names.length === 0) return null
    json.reported = byOther(world, world.random.pick(names))
    return { parties: ['device'] }
  }, { algorithms: ['tdes', 'aes'] }), // biome-ignore format: a row
  row('algorithm-difference', 20, (json, world) => {
    const others = (world.key.length === 16 ? ['tdes', 'aes', 'sm4'] : ['tdes', 'aes']).filter((a) => a !== world.algorithm)
    const name = world.random.pick(usual[world.random.pick(others)]!)
    json.reported = byOther(world, name)
    return { parties: ['device'] }
  }, { lengths: [16, 24] }), // biome-ignore format: a row
  row('expected-misread', 60, (json, { random }) => {
    const wrong = misread(json.expected, random)
    if (wrong === null) return null
    json.expected = wrong
    return { parties: ['letter', 'operator'] }
  }),
  row('expected-stale-version', 40, (json, { random, bytes }) => {
    const now = json.expected
    json.expected = random.hex(bytes)
    json.letters = random.shuffled([
      { kcv: json.expected, label: 'TMK', version: '1' },
      { kcv: now, label: 'TMK', version: '2' },
    ])
    return { parties: letter }
  }),
  row('expected-other-key', 35, (json, { random, bytes }) => {
    const now = json.expected
    json.expected = random.hex(bytes)
    json.letters = random.shuffled([
      { kcv: now, label: 'TMK', version: '1' },
      { kcv: json.expected, label: 'TPK', version: '1' },
    ])
    return { parties: letter }
  }),
  row('expected-other-method', 35, (json, world) => {
    const names = otherMethods(world)
    if (names.length === 0) return null
    json.expected = byOther(world, world.random.pick(names))
    return { parties: letter }
  }, { algorithms: ['tdes', 'aes'] }), // biome-ignore format: a row
  // The letter and the device agree, and the station alone reckons by another method.
  {
    id: 'method-difference, ours',
    weight: 5,
    make: (random) => {
      const world = makeWorld(random, { form: 'station-combine', algorithms: ['tdes', 'aes'] })
      const own = caseOf(world, shown(world, world.key))
      const json = { ...own, station: byOther(world, random.pick(otherMethods(world))) }
      const truth = { cause: 'method-difference', parties: ['operator'], decidable: world.bytes > 2, ties: [] }
      return json.station === json.expected
        ? null
        : { row: 'method-difference, ours', form: world.form, case: json, truth }
    },
  },
  // Another key's components typed, faithfully: known by exclusion alone, so nobody can be sure.
  {
    id: 'entry-error',
    weight: 30,
    make: (random) => {
      const world = makeWorld(random, { form: heldForm(random) })
      const typed = world.components.map((part) => random.bytes(part.length))
      const json = caseOf(world, shown(world, xor(...typed)), typed)
      const truth = { cause: 'entry-error', parties: ['operator'], decidable: false, ties: [] }
      return { row: 'entry-error', form: world.form, case: json, truth }
    },
  },
]
