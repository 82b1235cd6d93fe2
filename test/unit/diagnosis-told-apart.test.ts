// Causes that look alike until one fact is read: each case has the fact that tells, and the sureness it allows.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diagnosed, first, K, KEK, kase, named, R, tellsCauses } from '../harness/diagnosis.js'

// GlobalPlatform's default key; R and it make 88E26D, R and K and it 31372B.
const N = '404142434445464748494A4B4C4D4E4F'
// No published key; it and R are an AES key.
const AES = `2BA095DE6CDFD0E5331F4370EDCCEF65${R}`
const two = [{ kcv: 'A1B2C3' }, { kcv: 'D4E5F6' }]
const held = (components: readonly string[], more: object) =>
  kase({ form: 'component-relay', lab: { components }, ...more })
const letter = (label: string, version: string) =>
  kase({
    expected: '31372B',
    station: '08D7B4',
    letters: [
      { kcv: '08D7B4', label: 'TMK', version: '1' },
      { kcv: '31372B', label, version },
    ],
  })
const tampered = (more: object) => kase({ device: { tampered: true }, components: two, ...more })

tellsCauses([
  {
    when: 'the register has our key under another label',
    text: letter('TPK', '1'),
    cause: 'expected-other-key',
    party: 'letter',
    sure: true,
  },
  {
    when: 'the register has another version under our label',
    text: letter('TMK', '2'),
    cause: 'expected-stale-version',
    party: 'letter',
    sure: true,
  },
  {
    when: 'an AES key of 32 bytes lost its second half',
    text: { algorithm: 'aes', method: 'aes-zeros', expected: '70A867', reported: '723F1C', lab: { key: AES } },
    cause: 'truncated',
    party: 'device',
    sure: true,
  },
  {
    when: 'one of two did not arrive',
    text: kase({ reported: 'D4E5F6', components: two }),
    cause: 'component-missing',
    party: 'operator',
    sure: true,
  },
  {
    when: 'two of three held have one check value',
    text: kase({
      expected: '31372B',
      station: '88E26D',
      reported: '88E26D',
      components: [{ kcv: 'AF8C07' }, { kcv: 'AF8C07' }, { kcv: '88E26D' }],
    }),
    cause: 'component-duplicated',
    party: 'operator',
    sure: true,
  },
  {
    when: 'two of four at hand are one',
    text: held([R, R, N, K], { expected: '50D751', reported: '1BF19F' }),
    cause: 'component-duplicated',
    party: 'operator',
    sure: true,
  },
  {
    when: 'the flag stands and no value came',
    text: tampered({ reported: '' }),
    cause: 'tampered',
    party: 'device',
    sure: true,
  },
  {
    when: 'the flag stands and the value is zeros',
    text: tampered({ reported: '000000' }),
    cause: 'tampered',
    party: 'device',
    sure: true,
  },
  {
    when: 'the flag stands and the slot holds a key of zeros',
    text: tampered({ reported: '8CA64D' }),
    cause: 'tampered',
    party: 'device',
    sure: true,
  },
  {
    when: 'an SM4 slot holds a key of zeros under the flag',
    text: {
      method: 'sm4-zeros',
      expected: 'B7F8382A91',
      reported: '9F1F7BFF6F',
      form: 'key-block',
      device: { tampered: true },
    },
    cause: 'tampered',
    party: 'device',
    sure: true,
  },
  {
    when: 'a device without a check gave no value',
    text: kase({ expected: '08D7', reported: '', device: { provenance: 'none' } }),
    cause: 'check-disabled',
    party: 'device',
    sure: true,
  },
  {
    when: 'a carriage return in the key arrived as a line feed',
    text: held([N, '2A83D0B9E5744B0ACDC3F9E89B98DD75'], { expected: '50B82D', reported: '1F8994' }),
    cause: 'cr-lf-translated',
    party: 'line',
    sure: true,
  },
  ...[
    ['the first digit was left out', 'AC292FAA1315B4D858AB3A3D7D5933A0', '7D4E31'],
    ['a digit came in before the first', '06AC292FAA1315B4D858AB3A3D7D5933', 'EA4F42'],
    ['a digit in the middle was left out', '6AC292FAA315B4D858AB3A3D7D5933A0', '8F54D6'],
  ].map(([when, typed, reported]) => ({
    when: `${when} at the station`,
    text: held([typed!, N], { expected: '88E26D', reported }),
    cause: 'digit-shifted',
    party: 'operator',
    sure: true,
  })),
  {
    when: 'the device refused the parity and two bytes were to be compared',
    text: kase({ expected: '08D7', reported: '', form: 'key-block', device: { code: 'parity' } }),
    cause: 'wrong-kek',
    party: 'device',
    sure: true,
  },
  {
    when: 'the key has equal halves',
    text: kase({ expected: 'D5D44F', reported: '8BA4C2', lab: { key: '0123456789ABCDEF0123456789ABCDEF', kek: KEK } }),
    cause: 'mode-difference',
    party: 'device',
    sure: true,
  },
])

test('half of an AES key standing twice is no cause: the mistyped digit alone is named', async () => {
  // Equal halves in the letter; the second component was typed with one digit of its right half wrong.
  const components = ['5D20D209C3B4459A900142E68E97EA31', '598C10C987A88A0C94AD8926CA8B25A7']
  const text = { algorithm: 'aes', method: 'aes-cmac', expected: 'EE78CC', reported: '241327', form: 'component-relay' }
  const report = await diagnosed({ ...text, lab: { components } })
  assert.deepEqual(
    [named(report), report.party, first(report).confidence >= 0.9],
    [['component-typo'], 'operator', true],
  )
})

test('a register that does not have our key leaves open whether a row is an old version or another key', async () => {
  const letters = [{ kcv: '31372B', label: 'TPK', version: '1' }]
  const report = await diagnosed(kase({ expected: '31372B', station: '08D7B4', letters }))
  assert.deepEqual(new Set(named(report).slice(0, 2)), new Set(['expected-other-key', 'expected-stale-version']))
  assert.ok(first(report).confidence < 0.9 && first(report).tiedWith)
})

test('a wrong digit is still sought where people type at the terminal and the station has the letter’s components', async () => {
  const lab = { components: [R, '6BE1D79D289A96A27B56093BA181A12A'] }
  const atTerminal = await diagnosed(kase({ reported: '839616', form: 'by-hand', lab }))
  assert.equal(first(atTerminal).cause, 'component-typo')
  const atStation = await diagnosed(kase({ reported: '839616', form: 'station-combine', lab }))
  assert.ok(!named(atStation).includes('component-typo'))
})
