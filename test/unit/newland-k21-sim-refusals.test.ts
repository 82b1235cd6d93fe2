// The simulated K21 by literal frames over a real pseudo-terminal: result codes, and what each deletion leaves.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { code, defaultTlk, framed, k1Loaded, loadK1, tdk6, withK21 } from '../harness/simulated-k21.js'

const deleteAll = '02 0008 1A20 2F 17 04000100 03 0C'
const deleted = '0200061A202F1730300307'

test('a check value of any length from 3 to 8 bytes is checked', () =>
  withK21({}, async (k21) => {
    const load = (kcv: string) => `1A05 2F 06 01 01 06 0008 1313131313131313 ${`000${kcv.length / 2}`} ${kcv} 01`
    for (const bytes of [3, 4, 5, 6, 7, 8]) {
      const kcv = 'A8B7B5BD4A67D640'.slice(0, bytes * 2)
      assert.equal(await k21.ask(framed(load(kcv)), 21), framed('1A05 2F 06 30303030 A8B7B5BD4A67D640'))
      const lastWrong = `${kcv.slice(0, -2)}FF`
      assert.equal(await code(k21, load(lastWrong)), '41')
    }
    assert.equal(await code(k21, load('A8B7')), '02')
  }))

const refusals: readonly [because: string, inner: string, code: string][] = [
  ['a working key without the check-value fields', '1A05 2F 01 01 01 06 0008 1313131313131313', '41'],
  ['the same with a flag', '1A05 2F 01 01 01 06 0008 1313131313131313 01', '41'],
  ['a working key of 9 bytes', '1A05 2F 01 01 01 06 0009 131313131313131313 0004 A8B7B5BD 01', '42'],
  ['a working key of 32 bytes', `1A05 2F 01 01 01 06 0032 ${'13'.repeat(32)} 0004 A8B7B5BD 01`, '42'],
  ['a working key shorter than its length says', '1A05 2F 01 01 01 06 0016 1313131313131313', '42'],
  [
    'a working key under a master that is not there',
    '1A05 2F 01 02 09 06 0008 1313131313131313 0004 A8B7B5BD 00',
    '43',
  ],
  ['a working key of unknown type', '1A05 2F 01 07 01 06 0008 1313131313131313 0004 A8B7B5BD 01', '02'],
  ['a working key with an unknown flag', '1A05 2F 01 01 01 06 0008 1313131313131313 0004 A8B7B5BD 05', '02'],
  ['a master key of 15 bytes', `1A02 2F 01 02 02 0015 ${'11'.repeat(15)}`, '45'],
  ['a master key shorter than its length says', `1A02 2F 01 02 02 0016 ${'11'.repeat(15)}`, '45'],
  ['a master key in an unknown mode', `1A02 2F 01 09 02 0016 ${'11'.repeat(16)}`, '02'],
  ['a master key at index 0', `1A02 2F 01 02 00 0016 ${'11'.repeat(16)}`, '43'],
  ['a TLK at index 2', `1A02 2F 01 05 02 0016 ${'11'.repeat(16)}`, '43'],
  ['a master key under a master that is not there', `1A02 2F 01 04 02 0016 ${'11'.repeat(16)} 07 0004 00000000`, '43'],
  ['a length that is no BCD', `1A02 2F 01 02 02 001A ${'11'.repeat(16)}`, '02'],
  ['half a trailer', `1A02 2F 01 02 02 0016 ${'11'.repeat(16)} FF 0004 82`, '02'],
  ['an empty body', '1A02 2F 01', '02'],
  [
    'an initial key of 8 bytes',
    `1A17 2F 01 02 05 FFFFFFFFFFFFFFE00006 0008 ${'11'.repeat(8)} 01 0008 ${'11'.repeat(8)}`,
    '02',
  ],
  [
    'an initial key under another index than the TLK',
    `1A17 2F 01 02 05 FFFFFFFFFFFFFFE00006 0016 ${'11'.repeat(16)} 02 0008 ${'11'.repeat(8)}`,
    '43',
  ],
]
test('what is refused has its result code and changes nothing', () =>
  withK21({}, async (k21) => {
    for (const [because, inner, expected] of refusals) assert.equal(await code(k21, inner), expected, because)
    assert.deepEqual(k21.slots(), [defaultTlk])
  }))

test('deleting one TDK leaves its neighbour, and reading it gives 47', () =>
  withK21({}, async (k21) => {
    await k21.ask(framed(tdk6), 21)
    await k21.ask(framed(tdk6.replace('01 06', '01 07')), 21)
    assert.equal(await k21.ask(framed('1A20 2F 18 01 0001 06'), 11), framed('1A20 2F 18 3030'))
    assert.equal(await code(k21, '1A05 2F 21 01 01 06 0008 0000000000000000 0008 0000000000000000 02'), '47')
    assert.deepEqual(k21.slots(), [defaultTlk, 'TDK 7 A8B7B5BD4A67D640'])
  }))

test('deleting indexes 1 to 200 leaves index 201 and the TLK', () =>
  withK21({}, async (k21) => {
    await k21.ask(loadK1, 21)
    await k21.ask(framed(tdk6.replace('01 06', '01 C8')), 21)
    await k21.ask(framed(tdk6.replace('01 06', '01 C9')), 21)
    assert.equal(await k21.ask(framed('1A20 2F 18 05 0000'), 11), framed('1A20 2F 18 3030'))
    assert.deepEqual(k21.slots(), [defaultTlk, 'TDK 201 A8B7B5BD4A67D640'])
  }))

test('deleting all brings the default TLK back, on domestic firmware only', async () => {
  await withK21({}, async (k21) => {
    await k21.ask(loadK1, 21)
    await k21.ask(framed(`1A02 2F 02 05 01 0016 ${'11'.repeat(16)}`), 21)
    assert.equal(await k21.ask(deleteAll, 11), deleted)
    assert.deepEqual(k21.slots(), [defaultTlk])
    assert.equal(await k21.ask(loadK1, 21), k1Loaded)
  })
  await withK21({ behave: ['no-auto-tlk'] }, async (k21) => {
    assert.equal(await k21.ask(deleteAll, 11), deleted)
    assert.deepEqual(k21.slots(), [])
    assert.equal(await k21.ask(loadK1, 13), framed('1A02 2F 01 3030 3433'))
    await k21.ask('02 0024 1A02 2F E5 05 01 0016 655EA628CF62585F655EA628CF62585F 03 E7', 21)
    assert.equal(await k21.ask(loadK1, 21), k1Loaded)
  })
})

test('a malformed deletion is refused and deletes nothing', () =>
  withK21({}, async (k21) => {
    for (const body of ['', '04', '04 0002 00', '09 0001 00']) {
      assert.equal(await k21.ask(framed(`1A20 2F 19 ${body}`), 11), framed('1A20 2F 19 3036'))
    }
    assert.deepEqual(k21.slots(), [defaultTlk])
  }))
