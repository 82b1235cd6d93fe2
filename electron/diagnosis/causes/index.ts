// Every cause there is. Adding one is adding a row to its group.
import type { CauseRow, CauseTable } from '../cause.js'
import { componentCauses } from './components.js'
import { deviceCauses } from './device.js'
import { dukptCauses } from './dukpt.js'
import { expectedCauses } from './expected.js'
import { methodCauses } from './methods.js'
import { placeCauses } from './places.js'
import { signInCauses } from './sign-in.js'
import { transportCauses } from './transport.js'
import { turnCauses } from './turns.js'

export const causes: CauseTable = {
  ...methodCauses,
  ...componentCauses,
  ...turnCauses,
  ...transportCauses,
  ...placeCauses,
  ...expectedCauses,
  ...dukptCauses,
  ...deviceCauses,
  ...signInCauses,
}

/** What is left where no cause fits: other keys altogether, and ways that nobody has thought of. */
export const UNKNOWN = 'unknown'
export const unknownRow: CauseRow = {
  tier: 1,
  prior: 0.05,
  party: 'device',
  severity: 'high',
  needs: [],
  action: {
    en: 'No known cause fits. Load nothing more into this device. Repeat the read-back, compare label and version of the letter, then ask the officer.',
    zh: '没有已知原因相符。请勿再向此设备灌装。请重新回读，核对密钥函的标签与版本，再联系安全员。',
  },
  steps: ['read-back', 'match-envelopes', 'tell-officer'],
}

export const rowOf = (cause: string): CauseRow => causes[cause] ?? causes[cause.split('+')[0]!] ?? unknownRow
