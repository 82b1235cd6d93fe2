// The simulated PAX D's error codes: what has which, and that nothing refused changes the store.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answered, behaving, code, framed, K1, loadK1, R, R_UNDER_K1, tlk } from '../harness/simulated-pax.js'

const withTlk: readonly [because: string, sub: string, data: string, code: number][] = [
  ['a key under a TMK that is not there', '9001', `02 05 03 01 10 ${R} 00`, -301],
  ['a TLK under a TMK', '9001', `02 01 01 01 10 ${R} 00`, -303],
  ['mode 3 with an unknown MAC mode', '9001', `01 01 02 01 10 ${R_UNDER_K1} 03 07 00 01 04 86C2A603`, -308],
  ['a clear key', '9001', `01 00 02 01 10 ${R} 00`, -309],
  ['a key of type 0', '9001', `01 01 00 01 10 ${R} 00`, -310],
  ['an initial key by write key', '9001', `01 01 06 01 10 ${R} 00`, -310],
  ['a TMK at index 0', '9001', `01 01 02 00 10 ${R} 00`, -312],
  ['a TMK at index 101', '9001', `01 01 02 65 10 ${R} 00`, -312],
  ['a TLK at index 2', '9001', `01 01 01 02 10 ${R} 00`, -312],
  ['a source TLK at index 2', '9001', `01 02 02 01 10 ${R} 00`, -313],
  ['a source TMK at index 101', '9001', `02 65 03 01 10 ${R} 00`, -313],
  ['a TLK of 8 bytes', '9001', `01 01 01 01 08 ${R.slice(16)} 00`, -314],
  ['a TMK of 15 bytes', '9001', `01 01 02 01 0F ${R.slice(2)} 00`, -314],
  ['a TMK of 32 bytes', '9001', `01 01 02 01 20 ${R}${R} 00`, -314],
  ['a key shorter than its length says', '9001', `01 01 02 01 10 ${R.slice(2)}`, -314],
  ['an empty body', '9001', '', -314],
  ['no kcvInfo', '9001', `01 01 02 01 10 ${R}`, -314],
  ['mode 0 with more behind it', '9001', `01 01 02 01 10 ${R} 00 00`, -314],
  ['mode 1 with 3 bytes', '9001', `01 01 02 01 10 ${R_UNDER_K1} 01 04 03 AF8C07`, -314],
  ['mode 1 with a length that does not fit', '9001', `01 01 02 01 10 ${R_UNDER_K1} 01 06 04 AF8C074A`, -314],
  ['mode 3 with a MAC of 3 bytes', '9001', `01 01 02 01 10 ${R_UNDER_K1} 03 06 00 00 03 86C2A6`, -314],
  ['mode 3 with half its tail', '9001', `01 01 02 01 10 ${R_UNDER_K1} 03 03 08 11 22`, -314],
  ['a source of type TPK', '9001', `03 01 03 01 10 ${R} 00`, -326],
  ['KCV mode 4', '9001', `01 01 02 01 10 ${R_UNDER_K1} 04 05 04 AF8C074A`, -345],
  ['an initial key in group 0', '9002', `00 01 10 ${R} FFFF9876543210E00000 00`, -318],
  ['an initial key in group 101', '9002', `65 01 10 ${R} FFFF9876543210E00000 00`, -318],
  ['an initial key of 8 bytes', '9002', `01 01 08 ${R.slice(16)} FFFF9876543210E00000 00`, -314],
  ['an initial key with half a KSN', '9002', `01 01 10 ${R} FFFF987654`, -314],
  ['an initial key under index 2', '9002', `01 02 10 ${R} FFFF9876543210E00000 00`, -313],
  ['a clear initial key', '9002', `01 00 10 ${R} FFFF9876543210E00000 00`, -309],
  ['the check value of no key', '900B', '03 01 00 09 08 0000000000000000', -301],
  ['the check value of no initial key', '900B', '06 01 00 09 08 0000000000000000', -301],
  ['a check value at index 0', '900B', '02 00 00 09 08 0000000000000000', -302],
  ['a check value at index 101', '900B', '02 65 00 09 08 0000000000000000', -302],
  ['a check value of type 7', '900B', '07 01 00 09 08 0000000000000000', -310],
  ['a check value over 7 bytes', '900B', '01 01 00 08 07 00000000000000', -314],
  ['a check value over nothing', '900B', '01 01 00 01 00', -314],
  ['a check value with lengths that disagree', '900B', '01 01 00 08 08 0000000000000000', -314],
  ['a check value without data', '900B', '01 01', -314],
  ['a check value in mode 1', '900B', '01 01 01 09 08 0000000000000000', -345],
  ['erase all with data', '900D', '00', -314],
  ['a ping with data', '9036', '00', -314],
  ['the unsupported inject command', '9015', '', -327],
  ['a PIN block, whose data the page does not give', '9003', '', -327],
  ['an unknown sub-command', '90FE', '', -327],
  ['another class', '9101', '', -327],
]
test('what is refused has its code and changes nothing', () =>
  behaving('', async (pax) => {
    await pax.ask(framed('9001', tlk))
    for (const [because, sub, data, expected] of withTlk) {
      assert.equal(await code(pax, sub, data), expected, because)
      assert.deepEqual(pax.slots(), ['TLK 1 08D7B4FB629D0885'], because)
    }
  }))

test('under a TLK that is not there a key has -301, and a clear key cannot have mode 3', () =>
  behaving('', async (pax) => {
    assert.equal(await code(pax, '9001', `01 01 02 01 10 ${R_UNDER_K1} 00`), -301)
    assert.equal(await code(pax, '9001', `01 00 02 01 10 ${K1} 03 07 00 00 04 86C2A603`), -345)
    assert.deepEqual(pax.slots(), [])
  }))

test('a D180 has 20 indexes of each type', () =>
  behaving('slots=20', async (pax) => {
    assert.equal(await code(pax, '9001', `01 00 02 14 10 ${R} 00`), 0)
    assert.equal(await code(pax, '9001', `01 00 02 15 10 ${R} 00`), -312)
    assert.equal(await code(pax, '900B', '02 15 00 09 08 0000000000000000'), -302)
    assert.equal(await code(pax, '9002', `15 00 10 ${R} FFFF9876543210E00000 00`), -318)
  }))

// Codes that nothing the page describes leads to are had by `refuse` alone.
const documented: readonly [code: number, bytes: string][] = [
  [-301, 'FFFFFED3'],
  [-302, 'FFFFFED2'],
  [-303, 'FFFFFED1'],
  [-304, 'FFFFFED0'],
  [-307, 'FFFFFECD'],
  [-308, 'FFFFFECC'],
  [-309, 'FFFFFECB'],
  [-310, 'FFFFFECA'],
  [-312, 'FFFFFEC8'],
  [-313, 'FFFFFEC7'],
  [-314, 'FFFFFEC6'],
  [-318, 'FFFFFEC2'],
  [-320, 'FFFFFEC0'],
  [-323, 'FFFFFEBD'],
  [-324, 'FFFFFEBC'],
  [-325, 'FFFFFEBB'],
  [-326, 'FFFFFEBA'],
  [-327, 'FFFFFEB9'],
  [-331, 'FFFFFEB5'],
  [-332, 'FFFFFEB4'],
  [-343, 'FFFFFEA9'],
  [-345, 'FFFFFEA7'],
  [-346, 'FFFFFEA6'],
  [-348, 'FFFFFEA4'],
  [-349, 'FFFFFEA3'],
]
test('every code of the page can be asked for, and nothing is kept', async () => {
  for (const [value, bytes] of documented) {
    await behaving(`refuse=${value}`, async (pax) => {
      assert.equal(await pax.ask(loadK1), framed('9001', bytes))
      assert.equal(await pax.ask(framed('9002', `01 00 10 ${R} FFFF9876543210E00000 00`)), framed('9002', bytes))
      assert.deepEqual(pax.slots(), [])
    })
  }
})

test('no-erase: erase all has -323 and the keys stay', () =>
  behaving('no-erase', async (pax) => {
    await pax.ask(loadK1)
    assert.equal(await pax.ask(framed('900D')), answered('900D', -323))
    assert.equal(pax.slots().length, 1)
  }))
