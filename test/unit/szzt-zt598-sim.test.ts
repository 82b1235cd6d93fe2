// The simulated ZT598 by literal frames over a real pseudo-terminal: loads, check values, read-back, erasure, codings.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { liveSecrets } from '../../electron/keys/vault.js'
import {
  authenticate,
  bytesOf,
  framed,
  K1,
  K2_UNDER_K1,
  kcvK1,
  kcvK2,
  kcvR,
  loadedK1,
  loadedK2,
  loadK1,
  loadK1Frame,
  loadK2,
  open,
  pinned,
  R_UNDER_K1,
  R_UNDER_K2,
  tmk1,
  tpk30,
  withEpp,
} from '../harness/simulated-epp.js'

test('loading K1 in clear and K2 under it answers the frames of the protocol page', () =>
  open('', async (epp) => {
    assert.equal(await epp.ask(loadK1Frame, 24), loadedK1)
    const load = '02 303339 32 3031 3330 33 32 3942334137423838334131303046373342344142413242423739314335304537 03 3738'
    assert.equal(await epp.ask(load, 24), loadedK2)
    assert.deepEqual(epp.slots(), [tmk1, tpk30])
  }))

test('a load without authentication is answered EC by the frame of the protocol page, and nothing is stored', () =>
  withEpp({}, async (epp) => {
    assert.equal(await epp.ask(loadK1Frame, 8), '02303031EC034445')
    assert.deepEqual(epp.slots(), [])
  }))

test('wiping and the change of rate are taken as the page writes them', () =>
  open('', async (epp) => {
    await epp.say(loadK1)
    assert.equal(await epp.ask('02 303034 35303331 03 3330', 8), '0230303160033532')
    assert.deepEqual(epp.slots(), [])
    assert.equal(await epp.ask('02 303034 35363446 03 3436', 8), '0230303160033532')
  }))

test('the user information has 146 characters behind the return byte, each field in its place', () =>
  withEpp({ serial: '20260147' }, async (epp) => {
    const answer = await epp.ask('02 30 30 31 33 03 30 31', 154)
    const text = bytesOf(answer).toString('latin1')
    assert.equal(text.slice(1, 5), '147`')
    const info = text.slice(5, 151)
    assert.equal(info.slice(0, 50), ' '.repeat(50))
    assert.equal(info.slice(50, 98), 'F'.repeat(48))
    assert.equal(info.slice(98, 118), '0'.repeat(20))
    assert.equal(info.slice(118, 126), 'DES SM4 ')
    assert.equal(info.slice(126, 132), 'ZT598 ')
    assert.equal(info.slice(132, 138), '100110')
    assert.equal(info.slice(138), '20260147')
  }))

test('user information, scan codes and control parameters are kept', () =>
  withEpp({}, async (epp) => {
    assert.equal(await epp.say('3counter 7'), '60')
    assert.equal(await epp.say(`4${'0102'.repeat(12)}`), '60')
    assert.equal(await epp.say('543A'), '60')
    const info = (await epp.say('3')).slice(3)
    assert.equal(info.slice(0, 98), `counter 7${' '.repeat(41)}${'0102'.repeat(12)}`)
    assert.equal(info.slice(98, 118), '000000003A0000000000')
  }))

test('a serial number longer than the device holds is told by its end', () =>
  withEpp({ serial: 'SIM123456007' }, async (epp) => {
    assert.equal((await epp.say('3')).slice(3 + 138), '23456007')
    assert.equal(await epp.say('I'), '60 23456007')
  }))

test('keys of 8, 16 and 24 bytes have their own check values', () =>
  open('', async (epp) => {
    assert.equal(await epp.say('101210123456789ABCDEF'), '60 D5D44FF720683D0D')
    assert.equal(await epp.say(`10222${K1}`), `60 ${kcvK1}`)
    assert.equal(await epp.say(`10323${K1}1122334455667788`), '60 8BB7CF39BC856FF4')
    assert.deepEqual(epp.slots(), ['TMK 1 D5D44FF720683D0D', `TMK 2 ${kcvK1}`, 'TMK 3 8BB7CF39BC856FF4'])
  }))

test('a chain of keys: a master, a KEK under it, working keys of each type under the KEK', () =>
  open('', async (epp) => {
    await epp.say(loadK1)
    assert.equal(await epp.say(`2011022${K2_UNDER_K1}`), `60 ${kcvK2}`)
    for (const [type, number] of [
      ['3', '31'],
      ['5', '32'],
      ['6', '33'],
      ['9', '7F'],
    ] as const) {
      assert.equal(await epp.say(`210${number}${type}2${R_UNDER_K2}`), `60 ${kcvR}`)
    }
    const working = [`TPK 49 ${kcvR}`, `TAK 50 ${kcvR}`, `TDK 51 ${kcvR}`, `TDK 127 ${kcvR}`]
    assert.deepEqual(epp.slots(), [tmk1, `KEK 16 ${kcvK2}`, ...working])
  }))

test('halves that differ are not taken for each other', () =>
  open('', async (epp) => {
    await epp.say(loadK1)
    assert.equal(await epp.say(`2013032${R_UNDER_K1}`), `60 ${kcvR}`)
    const swapped = R_UNDER_K1.slice(16) + R_UNDER_K1.slice(0, 16)
    const answer = await epp.say(`2013132${swapped}`)
    assert.match(answer, /^60 [0-9A-F]{16}$/)
    assert.notEqual(answer, `60 ${kcvR}`)
  }))

test('a key in clear is loaded under the all-zero key 00, 24 bytes long', () =>
  open('', async (epp) => {
    assert.equal(await epp.say(`10002${'0'.repeat(32)}`), '60 8CA64DE9C1B123A7')
    const load = '2003033617B3A0CE8F071009231F236FF9AA95CCD72DFC6E6D040A4'
    assert.equal(await epp.say(load), '60 8BB7CF39BC856FF4')
  }))

test('one number holds one key: the next one replaces it, whatever its type', () =>
  open('', async (epp) => {
    await epp.say(loadK1)
    await epp.say(loadK2)
    await epp.say(`2013052${R_UNDER_K1}`)
    assert.deepEqual(epp.slots(), [tmk1, `TAK 48 ${kcvR}`])
  }))

test('an erasure deletes one key, and of nothing it is refused', () =>
  open('', async (epp) => {
    await epp.say(loadK1)
    await epp.say(loadK2)
    assert.equal(await epp.ask('02 303037 32 3030 3330 30 30 03 3035', 8), '0230303160033532')
    assert.deepEqual(epp.slots(), [tmk1])
    assert.equal(await epp.say('2003000'), 'E4')
    assert.equal(await epp.say('2000100'), '60')
    assert.deepEqual(epp.slots(), [])
  }))

test('an erasure needs authentication as a load does', () =>
  withEpp({ behave: [pinned] }, async (epp) => {
    assert.equal(await epp.say('2000100'), 'EC')
    await authenticate(epp)
    assert.equal(await epp.say('2000100'), 'E4')
  }))

test('the check value is read back by enciphering zeros, the number in lower case too', () =>
  open('', async (epp) => {
    await epp.say(loadK1)
    await epp.say(`2013A32${K2_UNDER_K1}`)
    assert.equal(await epp.say('93A10000000000000000'), `60 ${kcvK2}`)
    assert.equal(await epp.say('93a10000000000000000'), `60 ${kcvK2}`)
    assert.equal(await epp.say('90110000000000000000'), `60 ${kcvK1}`)
    assert.equal(await epp.say('93910000000000000000'), 'E4')
  }))

test('data is enciphered block by block, or chained from zeros', () =>
  open('', async (epp) => {
    await epp.say(loadK1)
    assert.equal(await epp.say('901111111111111111112222222222222222'), `60 ${K2_UNDER_K1}`)
    assert.equal(await epp.say('901211111111111111112222222222222222'), '60 9B3A7B883A100F73D0B3E5FA910EE823')
  }))

test('SM4 masters lie apart under the same numbers, with SM4 check values', () =>
  open('', async (epp) => {
    await epp.say(loadK1)
    assert.equal(await epp.say(`b01${K1}`), '60 2677F46B09C122CC')
    assert.equal(await epp.say(`b00${'0'.repeat(32)}`), '60 9F1F7BFF6F551138')
    assert.deepEqual(epp.slots(), [tmk1, 'TMK 1 2677F46B09C122CC sm4', 'TMK 0 9F1F7BFF6F551138 sm4'])
    // The example of GB/T 32907-2016, appendix A.
    assert.equal(await epp.say(`d011${K1}`), '60 681EDF34D206965E86B3E94F536E4246')
    assert.equal(await epp.say(`d011${'0'.repeat(32)}`), '60 2677F46B09C122CC975533105BD4A22A')
    assert.equal(await epp.say('90110000000000000000'), `60 ${kcvK1}`)
  }))

const broken = (hex: string) => hex.replace(/[A-F]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 7))
test('broken hex: keys and check values are written as 30h + nibble, and hex is refused', () =>
  open('', async (epp) => {
    assert.equal(broken('0A9F'), '0:9?')
    assert.equal(await epp.say('5630'), '60')
    assert.equal(await epp.say(loadK1), 'E9')
    assert.equal(await epp.say(`10122${broken(K1)}`), `60 ${broken(kcvK1)}`)
    assert.equal(await epp.say(`2011A22${broken(K2_UNDER_K1)}`), `60 ${broken(kcvK2)}`)
    assert.equal(await epp.say('91A10000000000000000'), `60 ${broken(kcvK2)}`)
    assert.equal(await epp.say('5637'), '60')
    assert.equal(await epp.say('91A10000000000000000'), `60 ${kcvK2}`)
  }))

test('more than 999 characters: the request says length 000, and the answer 000 and four digits', () =>
  open('', async (epp) => {
    await epp.say(loadK1)
    epp.send(framed(`9011${'0'.repeat(1_008)}`, '000'))
    const heard = bytesOf(await epp.hear(1 + 3 + 4 + 1_009 + 3)).toString('latin1')
    assert.equal(heard.slice(1, 9), '0001009`')
    assert.equal(heard.slice(9, 1_017), kcvK1.repeat(63))
    epp.send(framed(`9011${'0'.repeat(992)}`))
    assert.equal(await epp.reply(), `60 ${kcvK1.repeat(62)}`)
  }))

test('a length of 000 is taken for a short request too', () =>
  open('', async (epp) => {
    epp.send(framed(loadK1, '000'))
    assert.equal(await epp.reply(), `60 ${kcvK1}`)
  }))

test('no key is left in memory when the simulator has stopped', async () => {
  const before = liveSecrets()
  await withEpp({ behave: ['auth=off', 'stale'] }, async (epp) => {
    await epp.say(loadK1)
    await epp.say(loadK2)
    await epp.say(`b01${K1}`)
    // One more: its UID.
    assert.equal(liveSecrets(), before + epp.slots().length + 1)
  })
  assert.equal(liveSecrets(), before)
})
