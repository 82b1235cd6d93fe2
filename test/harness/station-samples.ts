// A record of each type that the station writes about itself.
import type { Body } from '../../electron/audit/log.js'
import { intent } from './audit.js'

export const stationSamples: { readonly [Type in 'calls-denied' | 'directory-restored']: Body<Type> } = {
  'calls-denied': {
    since: '2026-11-22T08:00:00.000Z',
    calls: 100_000,
    counts: [{ code: 'gate/denied', command: null, calls: 99_999 }],
    others: 1,
  },
  'directory-restored': {
    because: 'older',
    size: 50,
    at: '2026-11-22T08:00:00.000Z',
    missing: 12,
    blocked: [
      {
        attempt: 'at-1',
        port: '/dev/pts/3',
        label: 'TMK',
        slot: 1,
        usage: 'TMK',
        serial: 'SN0001',
        family: 'newland-k21',
        before: null,
        ksn: null,
        kcv: intent('at-1').kcv,
      },
    ],
    more: 0,
  },
}
