// The simulated P180 by literal frames over a real pseudo-terminal: loads, check values, the other commands.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { liveSecrets } from '../../electron/keys/vault.js'
import { bytesOf, openPort } from '../harness/simulated.js'
import {
  behaving,
  coded,
  framed,
  K1_UNDER_R,
  K2_UNDER_K1,
  kek1,
  loaded,
  loadTdk129,
  loadTmk1,
  loadTpk2,
  R_UNDER_K1,
  R_UNDER_K2,
  readTmk1,
  S_UNDER_K1,
  tdk129,
  tmk1,
  tmk1Read,
  tpk2,
  withP180,
} from '../harness/simulated-p180.js'

test("the page's layout of a load is understood: its key field is no cryptogram of that key, so its check value is wrong", () =>
  withP180({}, async (pad) => {
    const layout = '02 00 28 35 30 2F 01 02 03 01 00 10 0123456789ABCDEFFEDCBA9876543210 08D7B4 03 7B'
    assert.equal(await pad.ask(layout), '02000535312F3031032C')
    assert.deepEqual(pad.slots(), [kek1])
  }))

test('a TMK under the KEK loads, and the page’s question answers its check value', () =>
  withP180({}, async (pad) => {
    const load = '02 00 28 35 30 2F 01 02 03 01 00 10 D6BAB875F279357275DFF0395AA3CBBF AF8C07 03 B7'
    assert.equal(await pad.ask(load), '02000535312F3030032D')
    assert.equal(await pad.ask('02 00 05 35 32 2F 01 00 03 2F'), '02000735332F03AF8C07030A')
    assert.deepEqual(pad.slots(), [kek1, tmk1])
  }))

test("ACK stands before an answer, and the station's own ACK brings nothing", () =>
  withP180({}, async (pad) => {
    pad.send(loadTmk1)
    assert.equal(await pad.hear(11), `06${loaded}`)
    pad.send(`06 ${readTmk1}`)
    assert.equal(await pad.hear(13), `06${tmk1Read}`)
  }))

// Usage of 50, type of 52, index, name, with data keys above 128 under the KEK 128 below.
const kinds = [
  ['00', '01', '02', 'TPK 2'],
  ['01', '02', '03', 'TAK 3'],
  ['02', '03', '81', 'TDK 129'],
  ['03', '00', '01', 'TMK 1'],
] as const
test('each usage of a load is read back by its own type, which has another number, and by no other', () =>
  withP180({}, async (pad) => {
    await pad.ask(loadTmk1)
    for (const [usage, type, index, name] of kinds) {
      const [key, kcv] = usage === '03' ? [R_UNDER_K1, 'AF8C07'] : [K1_UNDER_R, '08D7B4']
      assert.equal(await pad.ask(framed('50', `01 02 ${usage} ${index} 0010 ${key} ${kcv}`)), loaded, name)
      for (const other of ['00', '01', '02', '03']) {
        const expected = other === type ? framed('53', `03 ${kcv}`) : coded('53', '01')
        assert.equal(await pad.ask(framed('52', `${index} ${other}`)), expected, `${name} as ${other}`)
      }
      if (name !== 'TMK 1') assert.ok(pad.slots().includes(`${name} 08D7B4FB629D0885`), name)
    }
  }))

test('a TMK whose halves differ deciphers the keys under it, and a second TMK its own', () =>
  withP180({}, async (pad) => {
    await pad.ask(loadTmk1)
    assert.equal(await pad.ask(framed('50', `01 02 03 02 0010 ${K2_UNDER_K1} D2B91C`)), loaded)
    assert.equal(await pad.ask(loadTpk2), loaded)
    assert.equal(await pad.ask(framed('50', `02 02 01 02 0010 ${R_UNDER_K2} AF8C07`)), loaded)
    assert.deepEqual(pad.slots(), [kek1, tmk1, 'TMK 2 D2B91CC5A758BB08', tpk2, 'TAK 2 AF8C074A692A3666'])
  }))

test('keys of 8, 16 and 24 bytes load, without a check value too', () =>
  withP180({}, async (pad) => {
    const keys = [
      ['08', S_UNDER_K1, 'A8B7B5'],
      ['10', R_UNDER_K1, 'AF8C07'],
      ['18', `${R_UNDER_K1}${R_UNDER_K1.slice(0, 16)}`, 'AF8C07'],
    ] as const
    for (const [bytes, key, kcv] of keys) {
      assert.equal(await pad.ask(framed('50', `01 02 03 05 00${bytes} ${key}`)), loaded)
      assert.equal(await pad.ask(framed('52', '05 00')), framed('53', `03 ${kcv}`))
    }
  }))

test('the last indexes of both ranges take keys', () =>
  withP180({}, async (pad) => {
    await pad.ask(framed('50', `01 02 03 7F 0010 ${R_UNDER_K1} AF8C07`))
    assert.equal(await pad.ask(framed('50', `7F 02 02 FF 0010 ${K1_UNDER_R} 08D7B4`)), loaded)
    assert.equal(await pad.ask(framed('50', `7F 02 00 7F 0010 ${K1_UNDER_R} 08D7B4`)), loaded)
    assert.deepEqual(pad.slots().slice(1), [
      'TMK 127 AF8C074A692A3666',
      'TDK 255 08D7B4FB629D0885',
      'TPK 127 08D7B4FB629D0885',
    ])
  }))

test('clear all leaves the KEK of the factory, under which a TMK loads again', () =>
  withP180({}, async (pad) => {
    for (const load of [loadTmk1, loadTpk2, loadTdk129]) assert.equal(await pad.ask(load), loaded)
    assert.deepEqual(pad.slots(), [kek1, tmk1, tpk2, tdk129])
    assert.equal(await pad.ask('02 0003 36302F 03 29'), '02000536312F3030032E')
    assert.deepEqual(pad.slots(), [kek1])
    assert.equal(await pad.ask(readTmk1), coded('53', '01'))
    assert.equal(await pad.ask(loadTmk1), loaded)
  }))

test('a data key enciphers known data, by ECB and by CBC', () =>
  withP180({}, async (pad) => {
    await pad.ask(loadTmk1)
    await pad.ask(loadTdk129)
    const zeros = '00'.repeat(16)
    assert.equal(
      await pad.ask(framed('80', `81 02 0010 ${zeros}`)),
      framed('81', '3030 0010 08D7B4FB629D0885 08D7B4FB629D0885'),
    )
    assert.equal(
      await pad.ask(framed('80', `81 01 0010 ${zeros}`)),
      framed('81', '3030 0010 08D7B4FB629D0885 0A121DC33DFB5947'),
    )
  }))

test('attributes name model and serial number; a cancel has an ACK alone', () =>
  withP180({ serial: 'SN0001' }, async (pad) => {
    const answer = Buffer.from(await pad.ask(framed('90')), 'hex').toString('latin1')
    assert.equal(answer.slice(3, -2), '91/00P180 KCVSIM 1.0 SN0001')
    pad.send(framed('38'))
    assert.equal(await pad.hear(1), '06')
    assert.equal(await pad.ask(readTmk1), coded('53', '01'))
  }))

test('a key serial number is told and counted up, its counter of 21 bits alone', async () => {
  await behaving('ksn=FFFF9876543210E00000', async (pad) => {
    assert.equal(await pad.ask(framed('34')), framed('35', '3030 FFFF9876543210E00000'))
    assert.equal(await pad.ask(framed('7g')), coded('7h', '00'))
    assert.equal(await pad.ask(framed('34')), framed('35', '3030 FFFF9876543210E00001'))
  })
  await behaving('ksn=FFFF9876543210FFFFFF', async (pad) => {
    await pad.ask(framed('7g'))
    assert.equal(await pad.ask(framed('34')), framed('35', '3030 FFFF9876543210E00000'))
  })
})

test('no key is left in memory when the simulator has stopped', async () => {
  const before = liveSecrets()
  await behaving('stale', async (pad) => {
    await pad.ask(loadTmk1)
    await pad.ask(loadTpk2)
    await pad.ask(loadTpk2)
    assert.equal(liveSecrets(), before + pad.slots().length)
  })
  await behaving('', async (pad) => {
    await pad.ask(loadTmk1)
    await pad.ask(loadTmk1)
    await pad.ask(framed('50', `01 02 03 01 0010 ${R_UNDER_K1} 000000`))
    assert.equal(liveSecrets(), before + 2)
  })
  assert.equal(liveSecrets(), before)
})

test('a port opened again finds the keys that were there', () =>
  withP180({}, async (pad) => {
    await pad.ask(loadTmk1)
    const again = openPort(pad.simulator.path)
    await pad.close()
    again.send(readTmk1)
    assert.equal(await again.hear(1 + bytesOf(tmk1Read).length), `06${tmk1Read}`)
    await again.close()
  }))
