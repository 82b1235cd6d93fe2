// Cases of components: missing, twice, of another key, mistyped.
import { xor } from './cipher.js'
import type { Random } from './random.js'
import type { Row } from './rows.js'
import { heldForm } from './rows-facts.js'
import type { CaseJson, MadeCase } from './shape.js'
import { shown, tiesOf } from './ties.js'
import { caseOf, makeWorld, type World } from './world.js'

const operator = ['operator']

const made = (
  world: World,
  row: string,
  json: CaseJson,
  ties: readonly string[] = [],
  parties: readonly string[] = operator,
): MadeCase => ({
  row,
  form: world.form,
  case: json,
  truth: { cause: row, parties, decidable: world.bytes > 2 && ties.length === 0, ties },
})

/** Check values of every sum of two and more components but the whole: what a relay that counts along knows. */
const partials = ({ components, ...world }: World): string[] =>
  components.length < 3
    ? []
    : components.map((_, left) => shown({ ...world, components }, xor(...components.filter((_part, i) => i !== left))))

function missing(random: Random): MadeCase {
  const world = makeWorld(random, { form: heldForm(random) })
  const lost = random.int(world.components.length)
  const rest = world.components.filter((_, i) => i !== lost)
  const json = caseOf(world, shown(world, xor(...rest)))
  if (random.chance(0.5)) json.partialKcvs = partials(world)
  // A slot that kept the first component from an earlier try, against a load that did not take.
  if (rest.length === 1 && random.chance(0.04)) {
    json.slot = { slot: 1, before: json.reported }
    return made(world, 'component-missing', json, ['stale-key'], ['operator', 'device'])
  }
  return made(world, 'component-missing', json)
}

/** The operator types one component twice, in place of another: the station's own values show it. */
function typedTwice(random: Random): MadeCase {
  const world = makeWorld(random, { form: heldForm(random) })
  const [from, over] = random.shuffled(world.components.map((_, i) => i))
  const typed = world.components.map((part, i) => (i === over ? world.components[from!]! : part))
  return made(world, 'component-duplicated', caseOf(world, shown(world, xor(...typed)), typed))
}

/** The device took one twice: the facts of a missing component, or of a key of zeros. */
function tookTwice(random: Random): MadeCase {
  const world = makeWorld(random, { form: heldForm(random), componentCount: random.chance(0.6) ? 2 : 3 })
  const [from, over] = random.shuffled(world.components.map((_, i) => i))
  const taken = world.components.map((part, i) => (i === over ? world.components[from!]! : part))
  const json = caseOf(world, shown(world, xor(...taken)))
  const ties =
    world.components.length === 2
      ? ['known-test-key', 'tampered', 'no-value', 'stale-key']
      : ['component-missing', 'last-component-only']
  return made(world, 'component-duplicated', json, ties, ['operator', 'device'])
}

function swapped(random: Random): MadeCase {
  const world = makeWorld(random, { form: heldForm(random), componentCount: 2 })
  const { other } = world
  const place = random.int(2)
  const mixed = world.components.map((part, i) => (i === place ? other.components[i]! : part))
  const value = shown(world, xor(...mixed))
  const of = `slot ${other.slot}`
  const hex = (part: Buffer) => part.toString('hex').toUpperCase()
  // Typed wrongly at the station: the other key then holds what is missing here.
  const atStation = random.chance(0.4)
  const json = caseOf(world, value, atStation ? mixed : world.components)
  const others = atStation
    ? other.components.map((part, i) => (i === place ? world.components[i]! : part))
    : other.components
  json.lab = { ...json.lab, otherComponents: others.map((part) => ({ of, component: hex(part) })) }
  json.slots = [...json.slots, { slot: other.slot, expected: shown(world, other.key) }]
  if (!atStation) json.partialKcvs = [{ kcv: value, of }]
  return made(world, 'component-swapped', json)
}

/** One digit another, or two neighbours exchanged, in one component. */
export function mistyped(random: Random, components: readonly Buffer[]): readonly Buffer[] {
  const which = random.int(components.length)
  const digits = [...components[which]!.toString('hex')]
  const at = random.int(digits.length - 1)
  if (random.chance(0.3)) [digits[at], digits[at + 1]] = [digits[at + 1]!, digits[at]!]
  else digits[at] = (Number.parseInt(digits[at]!, 16) ^ (1 + random.int(15))).toString(16)
  return components.map((part, i) => (i === which ? Buffer.from(digits.join(''), 'hex') : part))
}

function typo(random: Random): MadeCase | null {
  const world = makeWorld(random, { form: heldForm(random) })
  const typed = mistyped(random, world.components)
  const value = shown(world, xor(...typed))
  // Only a parity bit: no other check value, and nothing to be told.
  if (value === shown(world, world.key)) return null
  // What is held, changed on some way, may be what the letter means: with equal halves one wrong half leaves the other.
  const ties = tiesOf({ ...world, components: typed, key: xor(...typed) }, 'component-typo', world.key)
  return made(world, 'component-typo', caseOf(world, value, typed), ties)
}

const digitChanged = (random: Random, text: string, at: number) =>
  text.slice(0, at) + (Number.parseInt(text[at]!, 16) ^ (1 + random.int(15))).toString(16) + text.slice(at + 1)

/** Two digits wrong: beyond the usual search, and never more than possible by the long one. */
const twoDigits =
  (long: boolean) =>
  (random: Random): MadeCase | null => {
    const world = makeWorld(random, { form: heldForm(random) })
    const which = random.int(world.components.length)
    const [one, other] = random.shuffled(Array.from({ length: 2 * world.key.length }, (_, i) => i))
    const wrong = digitChanged(random, digitChanged(random, world.components[which]!.toString('hex'), one!), other!)
    const typed = world.components.map((part, i) => (i === which ? Buffer.from(wrong, 'hex') : part))
    const value = shown(world, xor(...typed))
    // With equal halves one wrong digit in each is one wrong digit of half a key as well.
    const { key } = world
    if (value === shown(world, key) || key.subarray(0, 8).equals(key.subarray(8, 16))) return null
    const json = caseOf(world, value, typed)
    const row = long ? 'two digits wrong, the long search' : 'two digits wrong'
    const truth = { cause: 'component-typo', parties: [], decidable: false, ties: [] }
    return { row, form: world.form, case: json, truth, ...(long ? { long } : {}) }
  }

/** Of three and more, only the last stayed: the same as all others missing, or as two of three the same. */
function lastOnly(random: Random): MadeCase {
  const world = makeWorld(random, { form: heldForm(random), componentCount: 3 })
  const json = caseOf(world, shown(world, world.components.at(-1)!))
  return made(world, 'last-component-only', json, ['component-missing', 'component-duplicated'], ['operator', 'device'])
}

export const componentRows: readonly Row[] = [
  { id: 'component-missing', weight: 40, make: missing },
  { id: 'component-duplicated', weight: 25, make: (random) => (random.chance(0.7) ? typedTwice : tookTwice)(random) },
  { id: 'component-swapped', weight: 15, make: swapped },
  { id: 'component-typo', weight: 190, make: typo },
  { id: 'last-component-only', weight: 3, make: lastOnly },
  { id: 'two digits wrong', weight: 8, make: twoDigits(false) },
  { id: 'two digits wrong, the long search', weight: 0, make: twoDigits(true) },
]
