// The generator of cases: every row, one case of a row, and a mix as the field has it. The same seed, the same cases.
import { Random } from './random.js'
import type { Row } from './rows.js'
import { changedRows } from './rows-changed.js'
import { componentRows } from './rows-components.js'
import { doubleRows } from './rows-double.js'
import { expectedRows } from './rows-expected.js'
import { factRows, named } from './rows-facts.js'
import { initialKeyRows } from './rows-initial-key.js'
import { signInRows } from './rows-sign-in.js'
import { strangerRows } from './rows-strangers.js'
import type { MadeCase } from './shape.js'

export const rows: readonly Row[] = [
  ...factRows,
  ...expectedRows,
  ...componentRows,
  ...changedRows,
  ...initialKeyRows,
  ...signInRows,
  ...strangerRows,
  ...doubleRows,
]

const draw = (row: Row, random: Random): MadeCase => {
  for (let tries = 0; tries < 1_000; tries++) {
    const made = row.make(random)
    if (made !== null) return named(made)
  }
  throw new Error(`no case of "${row.id}" in 1,000 draws`)
}

/** Case `number` of a row; each stands alone, so that one can be made again without those before it. */
export const caseNumber = (row: Row, seed: string, number: number): MadeCase =>
  draw(row, new Random(`${seed}/${row.id}/${number}`))

/** Case `number` of the field-like mix. */
export function mixedCase(seed: string, number: number): MadeCase {
  const random = new Random(`${seed}/mix/${number}`)
  return draw(random.weighted(rows.map((row) => [row, row.weight] as const)), random)
}
