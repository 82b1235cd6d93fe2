// The measure as a page of figures: what `npm run accuracy` prints and docs/accuracy.md keeps.
import type { Scores } from './measure.js'
import type { Score } from './score.js'
import { calibrationTable, table } from './table.js'

const byBytes = (scores: readonly Score[]) =>
  table(
    'bytes',
    [...scores].sort((a, b) => a.bytes - b.bytes),
    ({ bytes }) => String(bytes),
  )

export const figuresPage = ({ byRow, mix }: Scores): string =>
  [
    '### By cause',
    table('row', byRow, ({ row }) => row),
    '### Every cause alike, by the side it was on',
    table('side', byRow, ({ side }) => side),
    '### Every cause alike, by form of load',
    table('form', byRow, ({ form }) => form),
    '### Every cause alike, by length of the value in bytes',
    byBytes(byRow),
    '### The field-like mix, by form of load',
    table('form', mix, ({ form }) => form),
    '### The field-like mix, by length of the value in bytes',
    byBytes(mix),
    '### Calibration over the mix',
    calibrationTable(mix),
  ].join('\n\n')
