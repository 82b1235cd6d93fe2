// The figures as text: one table by row, by form of load and by length, and the calibration of the mix.
import { type Bin, calibration, type Figures, figuresOf, rate, type Share } from './figures.js'
import type { Score } from './score.js'

const percent = (share: Share) =>
  share.of === 0 ? '–' : `${(100 * rate(share)).toFixed(share.hits === share.of ? 0 : 2)} %`

const columns: readonly (readonly [title: string, of: (figures: Figures) => string])[] = [
  ['n', ({ cases }) => String(cases)],
  ['decidable', ({ first }) => String(first.of)],
  ['top-1', ({ first }) => percent(first)],
  ['top-3', ({ amongThree }) => percent(amongThree)],
  ['top-1 of all', ({ firstOfAll }) => percent(firstOfAll)],
  ['≥ 0.9 said', ({ sure }) => percent(sure)],
  ['false ≥ 0.9', ({ falselyAccused }) => percent(falselyAccused)],
  ['party', ({ party }) => percent(party)],
  ['tie named', ({ tieNamed }) => percent(tieNamed)],
  ['unknown kept', ({ unknownKept }) => percent(unknownKept)],
]

/** A table of Markdown, one line a group of scores. */
export function table(title: string, scores: readonly Score[], group: (score: Score) => string): string {
  const names = [...new Set(scores.map(group))]
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const of = (name: string, some: readonly Score[]) => line([name, ...columns.map(([, cell]) => cell(figuresOf(some)))])
  return [
    line([title, ...columns.map(([name]) => name)]),
    line(['---', ...columns.map(() => '---:')]),
    ...names.map((name) =>
      of(
        name,
        scores.filter((score) => group(score) === name),
      ),
    ),
    of('**all**', scores),
  ].join('\n')
}

const binLine = ({ from, cases, said, right }: Bin) =>
  `| ${from.toFixed(1)}–${(from + 0.1).toFixed(1)} | ${cases} | ${said.toFixed(3)} | ${right.toFixed(3)} |`

export function calibrationTable(scores: readonly Score[]): string {
  const { bins, error } = calibration(scores)
  return [
    '| said | n | mean said | came true |',
    '| --- | ---: | ---: | ---: |',
    ...bins.map(binLine),
    '',
    `Expected calibration error: ${error.toFixed(4)}`,
  ].join('\n')
}
