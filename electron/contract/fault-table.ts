// Every fault there is: how grave, what to do next, which exit code, and the sentence. Adding one is adding a row to its
// room's list under faults/.
import { auditFaults } from './faults/audit.js'
import { cardsFaults } from './faults/cards.js'
import { ceremonyFaults } from './faults/ceremony.js'
import { devicesFaults } from './faults/devices.js'
import { diagnosisFaults } from './faults/diagnosis.js'
import { gateFaults } from './faults/gate.js'
import { injectionFaults } from './faults/injection.js'
import { inputFaults } from './faults/input.js'
import { keyBlocksFaults } from './faults/key-blocks.js'
import { keysFaults } from './faults/keys.js'
import { monitorFaults } from './faults/monitor.js'
import { peopleFaults } from './faults/people.js'
import { registerFaults } from './faults/register.js'
import { releaseFaults } from './faults/release.js'
import type { FaultRow } from './faults/row.js'
import { stationFaults } from './faults/station.js'
import { wireFaults } from './faults/wire.js'

export const faultTable = {
  ...stationFaults,
  ...inputFaults,
  ...keysFaults,
  ...keyBlocksFaults,
  ...wireFaults,
  ...devicesFaults,
  ...injectionFaults,
  ...peopleFaults,
  ...auditFaults,
  ...monitorFaults,
  ...cardsFaults,
  ...gateFaults,
  ...diagnosisFaults,
  ...registerFaults,
  ...ceremonyFaults,
  ...releaseFaults,
} as const satisfies Record<string, FaultRow>

export type { FaultRow } from './faults/row.js'
export type FaultCode = keyof typeof faultTable
