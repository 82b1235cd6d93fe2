// The measure as a page of figures: what `npm run accuracy` prints and docs/accuracy.md keeps.
import type { Scores } from './measure.js'
import { calibrationTable, table } from './table.js'

export const figuresPage = ({ byRow, mix }: Scores): string =>
  [
    '### By cause',
    table('row', byRow, ({ row }) => row),
    '### The field-like mix, by form of load',
    table('form', mix, ({ form }) => form),
    '### The field-like mix, by length of the value in bytes',
    table(
      'bytes',
      [...mix].sort((a, b) => a.bytes - b.bytes),
      ({ bytes }) => String(bytes),
    ),
    '### Calibration over the mix',
    calibrationTable(mix),
  ].join('\n\n')
