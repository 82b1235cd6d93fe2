// A ceremony to practise with, in lab: published test components, so that anybody may type them.
import type { CeremonyFile } from './plan.js'

// 6AC292FAA1315B4D858AB3A3D7D5933A (ANSI X9.24-1) and 6BE1D79D289A96A27B56093BA181A12A: together the reference key
// 0123456789ABCDEFFEDCBA9876543210. Nothing but their check values stands here.
export const practiceCeremony: CeremonyFile = {
  ceremony: 'TPK',
  lab: true,
  key: {
    label: 'TPK',
    slot: 2,
    usage: 'TPK',
    algorithm: 'tdes',
    bytes: 16,
    kcv: { method: 'tdes-zeros', bytes: 3, expected: '08D7B4', source: 'letter' },
  },
  components: [{ kcv: 'AF8C07' }, { kcv: null }],
  life: { loads: 32, idleMinutes: 15 },
}
