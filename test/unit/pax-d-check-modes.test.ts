// Modes 0 to 3 of the PAX D: how a load lets the device check the key, and what an accepted one then proves.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SettingValues } from '../../electron/devices/driver.js'
import { bytes, hex, ticket } from '../wire/memory-line.js'
import { data, k1, k2, setUp, tmk1, tpk3 } from './pax-d-setup.js'

const CLEAR_K1 = '01000201100123456789ABCDEFFEDCBA9876543210'
const K2_UNDER_K1 = '9B3A7B883A100F73B4ABA2BB791C50E7'

test('the check mode follows the method of the expected value, and 4 bytes of it go along', async () => {
  for (const [method, known, info, settings] of [
    ['tdes-zeros', '08D7B4FB629D0885', '01050408D7B4FB', {}],
    ['tdes-zeros', '08D7B4FB', '01050408D7B4FB', {}],
    ['pax-parity', 'A92FD76424820AD1', '020504A92FD764', {}],
    ['tdes-zeros', '08D7B4', '00', {}],
    ['tdes-zeros', '08D7B4', '01040308D7B4', { 'short-kcv': 'as-known' }],
    ['tdes-zeros', '08D7', '00', { 'short-kcv': 'as-known' }],
    ['tdes-cmac', '0A8245A5E7', '00', {}],
    ['tdes-zeros', '08D7B4FB629D0885', '00', { 'kcv-send': 'none' }],
  ] as const) {
    const { line, clock, session } = setUp(['00000000'], settings as SettingValues)
    const reply = await clock.until(session.load({ ...tmk1, expected: { method, hex: known } }, ticket))
    assert.equal(data(line), CLEAR_K1 + info)
    assert.ok(reply.kind === 'accepted')
    assert.equal(reply.provenance, info === '00' ? 'none' : 'checked')
    assert.equal(reply.reported, null)
  }
  const blind = setUp(['00000000'])
  await blind.clock.until(blind.session.load({ ...tmk1, expected: null }, ticket))
  assert.equal(data(blind.line), `${CLEAR_K1}00`)
})

test('mode 3 sends the MAC that the transport key makes, where the setting asks for it and the key is held', async () => {
  const asked: string[] = []
  const mac = (more: Uint8Array) => {
    asked.push(hex(more))
    return bytes('05A127ADAE6000A6')
  }
  const material = { form: 'wrapped', secret: k2, key: k1, mac } as const
  for (const [settings, info] of [
    [{ 'kcv-send': 'mac' }, '0307000004' + '05A127AD'],
    [
      { 'kcv-send': 'mac', 'mac-data': 'zeros', 'mac-bytes': '8' },
      '0313080000000000000000' + '0008' + '05A127ADAE6000A6',
    ],
    [{}, '010504D2B91CC5'],
  ] as const) {
    const { line, clock, session } = setUp(['00000000'], settings as SettingValues)
    await clock.until(session.load({ ...tpk3, material }, ticket))
    assert.equal(data(line), `0201030310${K2_UNDER_K1}${info}`)
  }
  assert.deepEqual(asked, ['', '0000000000000000'])
  const unheld = setUp(['00000000'], { 'kcv-send': 'mac' })
  await unheld.clock.until(unheld.session.load(tpk3, ticket))
  assert.ok(data(unheld.line).endsWith('010504D2B91CC5'))
})
