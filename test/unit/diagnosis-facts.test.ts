// Causes in components, places and letters, found by check values and facts alone; no key is at hand.
import { kase, kaseR, type Told, tellsCauses } from '../harness/diagnosis.js'

const two = [{ kcv: 'A1B2C3' }, { kcv: 'D4E5F6' }]
const three = [...two, { kcv: '070809' }]
const entry = (reported: string, more: object = {}) => kase({ reported, station: reported, ...more })
const transport = (reported: string, more: object = {}) => kase({ reported, station: '08D7B4', ...more })

const told: readonly Told[] = [
  {
    when: 'the device shows four bytes and the letter three',
    text: kase({ reported: '08D7B4FB' }),
    cause: 'length-convention',
    party: 'device',
    sure: true,
  },
  {
    when: 'of two components one is what the device shows',
    text: kase({ reported: 'A1B2C3', components: two }),
    cause: 'component-missing',
    party: 'operator',
    sure: true,
  },
  {
    when: 'a partial XOR of three is what the device shows',
    text: kase({ reported: '112233', components: three, partialKcvs: ['445566', '112233', '778899'] }),
    cause: 'component-missing',
    party: 'operator',
    sure: true,
  },
  {
    when: 'both components held have one value and the device has the zero key',
    text: kase({ reported: '8CA64D', components: [{ kcv: 'A1B2C3' }, { kcv: 'A1B2C3' }] }),
    cause: 'component-duplicated',
    party: 'operator',
    sure: true,
  },
  {
    when: 'two components are given and the device has the zero key',
    text: kase({ reported: '8CA64D', components: two }),
    cause: 'component-duplicated',
    party: 'operator',
    sure: false,
  },
  {
    when: 'of three components the device shows the first',
    text: kase({ reported: 'A1B2C3', components: three }),
    cause: 'component-duplicated',
    party: 'operator',
    sure: false,
  },
  {
    when: 'a component of another key was combined',
    text: kase({ reported: '445566', components: two, partialKcvs: ['112233', { kcv: '445566', of: 'TPK' }] }),
    cause: 'component-swapped',
    party: 'operator',
    sure: true,
  },
  {
    when: 'the value is due in the next slot',
    text: kase({
      reported: 'AABBCC',
      slot: { slot: 1 },
      slots: [
        { slot: 2, expected: 'AABBCC' },
        { slot: 3, expected: 'DDEEFF' },
      ],
    }),
    cause: 'wrong-slot',
    party: 'operator',
    sure: true,
  },
  {
    when: 'the slot shows what it held before',
    text: transport('AABBCC', { slot: { slot: 1, before: 'AABBCC' } }),
    cause: 'stale-key',
    party: 'device',
    sure: true,
  },
  {
    when: 'another device was to get this value',
    text: transport('AABBCC', { otherDevices: [{ serial: 'SN2', expected: 'AABBCC' }] }),
    cause: 'other-device-key',
    party: 'operator',
    sure: true,
  },
  { when: 'the key is all 31', text: transport('40826A'), cause: 'known-test-key', party: 'device', sure: true },
  {
    when: 'the key is the reference key',
    text: kaseR({ reported: '08D7B4' }),
    cause: 'known-test-key',
    party: 'device',
    sure: true,
  },
  {
    when: 'the initial key was expected and the BDK was loaded',
    text: kase({ reported: 'AABBCC', dukpt: { bdkKcv: 'AABBCC' } }),
    cause: 'bdk-for-initial-key',
    party: 'operator',
    sure: true,
  },
  {
    when: 'the letter states the value of the BDK',
    text: kase({ reported: 'AABBCC', dukpt: { bdkKcv: '08D7B4' } }),
    cause: 'bdk-for-initial-key',
    party: 'letter',
    sure: true,
  },
  {
    when: 'three devices all show values of their own',
    text: kase({
      reported: 'AABBCC',
      otherDevices: [
        { expected: '08D7B4', reported: '112233' },
        { expected: '08D7B4', reported: '445566' },
      ],
    }),
    cause: 'per-device-key',
    party: 'letter',
    sure: true,
  },
  {
    when: 'station and device agree and a B was read as an 8',
    text: entry('08D784'),
    cause: 'expected-misread',
    party: 'letter',
    sure: true,
  },
  {
    when: 'the letter is of the version that was in the slot',
    text: entry('AABBCC', { slot: { slot: 1, before: '08D7B4' } }),
    cause: 'expected-stale-version',
    party: 'letter',
    sure: true,
  },
  {
    when: 'the register knows the value as an older version',
    text: entry('AABBCC', {
      letters: [
        { kcv: '08D7B4', version: '2024' },
        { kcv: '112233', version: '2025' },
      ],
    }),
    cause: 'expected-stale-version',
    party: 'letter',
    sure: true,
  },
  {
    when: 'the letter is that of another slot',
    text: entry('AABBCC', { slot: { slot: 1 }, slots: [{ slot: 2, expected: '08D7B4' }] }),
    cause: 'expected-other-key',
    party: 'letter',
    sure: true,
  },
  {
    when: 'the host states the value by another method',
    text: entry('AABBCC', { expectedSource: 'hsm', letters: [{ kcv: '08D7B4', method: 'tdes-cmac' }] }),
    cause: 'expected-other-method',
    party: 'host',
    sure: true,
  },
  {
    when: 'station and device agree and nothing explains the letter',
    text: entry('AABBCC'),
    cause: 'entry-error',
    party: 'operator',
    sure: false,
  },
]

tellsCauses(told)
