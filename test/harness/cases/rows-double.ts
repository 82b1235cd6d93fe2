// Two faults at once: the second hides the first from whoever looks for one.
import { changes } from './changed-keys.js'
import { kcv, methods, xor } from './cipher.js'
import type { Random } from './random.js'
import type { Row } from './rows.js'
import { mistyped } from './rows-components.js'
import { heldForm } from './rows-facts.js'
import type { CaseJson, MadeCase } from './shape.js'
import { shown } from './ties.js'
import { caseOf, makeWorld, type Wish, type World } from './world.js'

type Fault = (
  json: CaseJson,
  world: World,
) => { readonly key: Buffer; readonly method?: string; readonly bytes?: number } | null

const row = (first: string, second: string, weight: number, wish: Wish, fault: Fault): Row => {
  const cause = [first, second].sort().join('+')
  const id = `double: ${cause}`
  return {
    id,
    weight,
    make: (random: Random): MadeCase | null => {
      const world = makeWorld(random, { form: heldForm(random), ...wish })
      const json = caseOf(world, '')
      const made = fault(json, world)
      if (made === null) return null
      const method = made.method ?? world.method
      json.reported = kcv(method, made.key, Math.min(made.bytes ?? world.bytes, methods[method]!.longest))
      const one = shown(world, made.key, 8)
      if (one === shown(world, world.key, 8)) return null
      if (made.bytes !== undefined && made.bytes === world.bytes) return null
      // Two faults among hundreds of thousands of pairs: three bytes cannot prove that, so sureness is not asked for.
      const truth = { cause, parties: ['operator', 'device'], decidable: false, ties: [] }
      return { row: id, form: world.form, case: json, truth }
    },
  }
}

const otherMethod = (world: World) =>
  world.random.pick(
    Object.keys(methods).filter((name) => name !== world.method && methods[name]!.algorithm === world.algorithm),
  )
const change = (cause: string) => changes.find((row) => row.cause === cause)!
const withMethods: Wish = { algorithms: ['tdes', 'aes'] }
const withoutOne = ({ components, random }: World) => {
  const lost = random.int(components.length)
  return xor(...components.filter((_, i) => i !== lost))
}

export const doubleRows: readonly Row[] = [
  // The letter's components typed wrongly at the terminal, which shows its values by another method.
  row('component-typo', 'method-difference', 6, withMethods, (_json, world) => ({
    key: xor(...mistyped(world.random, world.components)),
    method: otherMethod(world),
  })),
  row('component-missing', 'method-difference', 4, withMethods, (_json, world) => ({
    key: withoutOne(world),
    method: otherMethod(world),
  })),
  row('halves-swapped', 'method-difference', 2, { ...withMethods, lengths: [16] }, (_json, world) => ({
    key: change('halves-swapped').of(world)[0]!,
    method: otherMethod(world),
  })),
  row('component-typo', 'halves-swapped', 2, { lengths: [16] }, (_json, world) => {
    const key = xor(...mistyped(world.random, world.components))
    return { key: Buffer.concat([key.subarray(8), key.subarray(0, 8)]) }
  }),
]
