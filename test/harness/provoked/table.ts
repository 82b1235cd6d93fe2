// Causes × families: brought about at the simulated terminal or in the job, and what the station's diagnosis made of each.
import { Fault } from '../../../electron/contract/fault.js'
import { type BehaviourTable, lineBehaviours } from '../../../electron/devices/simulator-behaviours.js'
import { type Family, families } from '../sweep/families.js'
import { SweepLog } from '../sweep/log.js'
import { type Diagnosed, diagnosedAfter } from './desk.js'
import { type Provocation, provocations } from './rows.js'
import { type Shown, waysShown } from './ways.js'

export interface Cell {
  readonly family: string
  readonly cause: string
  /** As the page has it. */
  readonly text: string
  /** Causes that were said with 0.9 and more, and that were not there. */
  readonly accused: readonly string[]
}

/** A job of two keys, and one place for such keys. */
const NO_SECOND_SLOT = 'devices/slot-range'
/** Below this nobody is accused. */
const SURE = 0.9

const can = ({ simulator }: Family, { behave = [] }: Provocation): boolean => {
  const known: BehaviourTable = { ...lineBehaviours, ...simulator.behaviours }
  return behave.every((word) => {
    const [name, argument] = word.split('=')
    const row = known[name!]
    return row !== undefined && (argument !== undefined || !row.takes || row.takes.optional === true)
  })
}

const rightOf = ({ cause, alike = [] }: Provocation) => [cause, ...alike]

function textOf(row: Provocation, { causes: [first], outcome, code, reported }: Diagnosed): string {
  if (first?.cause === row.cause && first.confidence >= SURE) return 'named'
  if (first?.cause === row.cause) return row.cause === 'unknown' && first.confidence > 0 ? 'named' : 'first'
  if (first && rightOf(row).includes(first.cause) && first.tiedWith.includes(row.cause)) return 'in a tie'
  if (first && (row.alike ?? []).includes(first.cause)) return `as ${first.cause}`
  if (outcome === 'refused' || (outcome === 'mismatched' && reported === null)) return `refused ${code}`
  if (outcome === 'mismatched') return `mismatched: ${first?.cause}`
  return `${outcome}, ${reported === null ? 'no value' : 'right value'}`
}
const named = /^(named|first|in a tie|as )/

async function cellOf(family: Family, row: Provocation, ways: readonly Shown[]): Promise<Cell> {
  const cell = { family: family.driver.id, cause: row.cause }
  if (!can(family, row)) return { ...cell, text: '–', accused: [] }
  const variant = family.variants[0]!
  const accused = new Set<string>()
  let text: string | null = null
  for (const { plan, entry } of ways) {
    const made = await diagnosedAfter({ family, variant }, plan, entry, row).catch((error) => {
      if (error instanceof Fault && error.code === NO_SECOND_SLOT) return null
      throw error
    })
    if (!made) continue
    const sure = made.causes.filter(({ confidence }) => confidence >= SURE).map(({ cause }) => cause)
    // Of a terminal that checks nothing it is true whatever else happened.
    const right = made.outcome === 'unverified' ? [...rightOf(row), 'check-disabled'] : rightOf(row)
    for (const cause of sure) if (!right.includes(cause)) accused.add(cause)
    const found = textOf(row, made)
    text ??= found
    if (!named.test(found)) continue
    text = found
    break
  }
  return { ...cell, text: text ?? 'no such load', accused: [...accused] }
}

/** @param wanted which pairs */
export async function cells(wanted: (family: string, cause: string) => boolean): Promise<Cell[]> {
  const all: Cell[] = []
  const log = await SweepLog.create()
  try {
    for (const family of families) {
      const rows = provocations.filter(({ cause }) => wanted(family.driver.id, cause))
      if (rows.length === 0) continue
      const ways = await waysShown(family, family.variants[0]!, log)
      for (const row of rows) all.push(await cellOf(family, row, ways))
      for (const way of ways) way[Symbol.dispose]()
    }
  } finally {
    await log.end()
  }
  return all
}

/** The table as the page has it. */
export function tableOf(all: readonly Cell[]): string {
  const ids = families.map(({ driver }) => driver.id)
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`
  return [
    line(['cause', 'how it is brought about', ...ids]),
    line(['---', '---', ...ids.map(() => '---')]),
    ...provocations.map(({ cause, about }) =>
      line([
        `\`${cause}\``,
        about,
        ...ids.map((id) => all.find((cell) => cell.family === id && cell.cause === cause)?.text ?? ''),
      ]),
    ),
  ].join('\n')
}
