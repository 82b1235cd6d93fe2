// Causes in the device, the transport key, the line and the method, found by check values and facts alone.
import { kase, type Told, tellsCauses } from '../harness/diagnosis.js'

const two = [{ kcv: 'A1B2C3' }, { kcv: 'D4E5F6' }]
const three = [...two, { kcv: '070809' }]
const transport = (reported: string, more: object = {}) => kase({ reported, station: '08D7B4', ...more })

const told: readonly Told[] = [
  {
    when: 'letter and device agree and the station does not',
    text: kase({ station: 'AABBCC' }),
    cause: 'method-difference',
    party: 'operator',
    sure: true,
  },
  {
    when: 'the slot held this very key before',
    text: kase({ slot: { slot: 1, before: '08D7B4' } }),
    cause: 'already-present',
    party: 'device',
    sure: true,
  },
  {
    when: 'the device answers zeros',
    text: kase({ reported: '000000' }),
    cause: 'no-value',
    party: 'device',
    sure: true,
  },
  {
    when: 'the device answers ones',
    text: kase({ reported: 'FFFFFF' }),
    cause: 'no-value',
    party: 'device',
    sure: true,
  },
  {
    when: 'the device answers nothing',
    text: kase({ reported: null }),
    cause: 'no-value',
    party: 'device',
    sure: true,
  },
  {
    when: 'the device says that it was opened',
    text: kase({ reported: '8CA64D', device: { tampered: true } }),
    cause: 'tampered',
    party: 'device',
    sure: true,
  },
  {
    when: 'the device echoes what it is sent',
    text: kase({ device: { provenance: 'echoed' } }),
    cause: 'check-disabled',
    party: 'device',
    sure: true,
  },
  {
    when: 'the unwrapped key had the wrong parity',
    text: kase({ reported: null, device: { family: 'pax-d', code: '-332' } }),
    cause: 'wrong-kek',
    party: 'device',
    sure: true,
  },
  {
    when: 'the transport key’s own value did not agree',
    text: kase({ reported: null, device: { family: 'futurex', code: '13' } }),
    cause: 'wrong-kek',
    party: 'device',
    sure: true,
  },
  {
    when: 'the key block failed its MAC',
    text: kase({ reported: null, form: 'key-block', device: { family: 'uic-ipp', code: 'C' } }),
    cause: 'wrong-kek',
    party: 'device',
    sure: true,
  },
  {
    when: 'the slot of the transport key still holds the previous one',
    text: transport('123456', {
      kek: { kcv: 'AABBCC', previousKcv: 'DDEEFF' },
      slots: [{ slot: 9, expected: 'AABBCC', before: 'DDEEFF' }],
    }),
    cause: 'wrong-kek',
    party: 'device',
    sure: true,
  },
  {
    when: 'hundreds of frames had bad checksums',
    text: transport('123456', { line: { badChecksums: 900 } }),
    cause: 'line-corruption',
    party: 'line',
    sure: true,
  },
  {
    when: 'the ceremony supplied the value of the key deciphered twice',
    text: transport('123456', { form: 'cryptogram', wrongWays: [{ cause: 'double-decrypted', kcv: '123456' }] }),
    cause: 'double-decrypted',
    party: 'device',
    sure: true,
  },
  {
    when: 'only the last of three components is there',
    text: kase({ reported: '070809', components: three, form: 'component-relay' }),
    cause: 'component-duplicated',
    party: 'operator',
    sure: false,
  },
]

tellsCauses(told)
