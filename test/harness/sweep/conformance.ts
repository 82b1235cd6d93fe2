// The conformance table: every family × every way it says it loads a key × everything that may go wrong with it.
import { type BehaviourTable, lineBehaviours } from '../../../electron/devices/simulator-behaviours.js'
import { type Family, families, leftOut, settingsOf, type Variant } from './families.js'
import { find } from './find.js'
import type { SweepLog } from './log.js'
import { lies } from './oracle.js'
import { nameOf, type Way, waysOf } from './plan.js'
import { factsOf, type Row, rows } from './rows.js'
import { play } from './stage.js'

export interface Line {
  readonly way: Way
  /** The slot that was taken for it; null where the terminal takes none. */
  readonly slot: number | null
  /** By the row's name; `–` where the family's simulated terminal cannot behave so. Alone where no load was taken: why. */
  readonly cells: ReadonlyMap<string, string>
  readonly notTaken: string | null
  /** What no rule allows, and what the terminal's store contradicts. */
  readonly wrong: readonly string[]
}
export interface Section {
  readonly family: Family
  readonly variant: Variant
  readonly lines: readonly Line[]
}

/** One that means no check value that disagrees, in the words of the family. */
const refusals = ['EF', '02', '-301', '3']

function behaveOf({ simulator }: Family, { scene: { behave = [] } }: Row): readonly string[] | null {
  const known: BehaviourTable = { ...lineBehaviours, ...simulator.behaviours }
  const words = behave.map((word) => {
    const row = known[word.split('=')[0]!]
    if (!row) return null
    if (word !== 'refuse') return word
    const code = refusals.find((one) => row.takes?.like.test(one))
    return code === undefined ? null : `refuse=${code}`
  })
  return words.includes(null) ? null : (words as string[])
}

export async function section(family: Family, variant: Variant, log: SweepLog): Promise<Section> {
  const offered = family.driver.loads(settingsOf(family, variant))
  const wanted = offered.filter(({ usage }) => variant.only?.includes(usage) ?? true)
  const lines: Line[] = []
  for (const way of waysOf(wanted)) {
    // Which of its transport keys it travels under changes no rule: one of them goes through every fault.
    const { capability, form, algorithm } = way
    const likewise = lines.some(
      ({ way: other, notTaken, cells }) =>
        way.under &&
        other.under &&
        other.capability === capability &&
        other.form === form &&
        other.algorithm === algorithm &&
        notTaken === null &&
        cells.size > 1,
    )
    lines.push(await lineOf(family, variant, way, likewise ? rows.slice(0, 1) : rows, log))
  }
  return { family, variant, lines }
}

async function lineOf(family: Family, variant: Variant, way: Way, rows: readonly Row[], log: SweepLog): Promise<Line> {
  const found = await find(family, variant, way, log)
  const cells = new Map<string, string>()
  const wrong: string[] = []
  if (typeof found === 'string') return { way, slot: null, cells, notTaken: found, wrong }
  const { place, lost, good } = found
  using plan = found.plan
  const facts = factsOf(way, good.told === true)
  for (const row of rows) {
    const behave = behaveOf(family, row)
    if (!behave) {
      cells.set(row.name, '–')
      continue
    }
    const played = await play({ family, variant, plan, log, ...row.scene, behave })
    const outcome = played.outcome ?? 'none'
    cells.set(row.name, outcome)
    const where = `${family.driver.id} (${variant.name}), ${nameOf(way)}, ${row.name}`
    if (!row.allowed(facts).includes(outcome as never))
      wrong.push(
        `${where}: ${outcome} (${played.because ?? played.code ?? ''}), expected ${row.allowed(facts).join(' or ')}`,
      )
    // A device that keeps another key than it says is the row's very point.
    if (!behave.includes('stale')) wrong.push(...lies(played, place, lost).map((lie) => `${where}: ${lie}`))
  }
  return { way, slot: plan.slot, cells, notTaken: null, wrong }
}

export async function conformance(log: SweepLog): Promise<Section[]> {
  const sections: Section[] = []
  for (const family of families)
    for (const variant of family.variants) sections.push(await section(family, variant, log))
  return sections
}

const tableRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** docs/conformance.md */
export function conformancePage(sections: readonly Section[]): string {
  const taken = sections.flatMap(({ lines }) => lines).filter(({ notTaken }) => notTaken === null)
  const cases = taken.reduce((sum, { cells }) => sum + [...cells.values()].filter((cell) => cell !== '–').length, 0)
  return [
    '# Conformance of the device families',
    '',
    'Every family, every way in which its driver says that it loads a key, and everything that may go wrong with a load:',
    'the outcome that the injection run recorded, with the driver’s own exchange and codec, against the family’s simulated',
    'terminal. Written by `test/fault/conformance.test.ts`, which fails where a rule of outcomes does not allow one, where',
    'the terminal’s key store contradicts one, and where this page is not what it writes (`KCV_WRITE_DOCS=1` writes it).',
    'Keys are published test keys with unequal halves. No real terminal stands behind this table.',
    '',
    `${taken.length} ways of loading, ${cases} loads.`,
    ...leftOut.map(({ driver, because }) => `Left out: \`${driver}\`, ${because}.`),
    '',
    '| fault | what it is |',
    '|---|---|',
    ...rows.map(({ name, about }) => tableRow([name, about])),
    '',
    '`–`: the simulated terminal has no such behaviour. Empty: the same way under another transport key has the row in full.',
    ...sections.flatMap(sectionText),
    '',
  ].join('\n')
}

function sectionText({ family, variant, lines }: Section): string[] {
  const taken = lines.filter(({ notTaken }) => notTaken === null)
  const others = lines.filter(({ notTaken }) => notTaken !== null)
  const title = `${family.driver.id}${variant.name === 'usual' ? '' : ` (${variant.name})`}`
  return [
    '',
    `## ${title}`,
    '',
    tableRow(['way of loading', 'slot', ...rows.map(({ name }) => name)]),
    tableRow(['---', '---', ...rows.map(() => '---')]).replaceAll(' ', ''),
    ...taken.map(({ way, slot, cells }) =>
      tableRow([nameOf(way), String(slot), ...rows.map(({ name }) => cells.get(name) ?? '')]),
    ),
    ...(others.length > 0
      ? ['', 'Declared, and not taken by the simulated terminal or not made by the station:', '']
      : []),
    ...others.map(({ way, notTaken }) => `- ${nameOf(way)}: ${notTaken}`),
  ]
}
