// The K21's DUKPT initial key and its own kind of check value.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LoadMaterial, LoadRequest } from '../../electron/devices/driver.js'
import { bytes, type OpenSecret, openSecret, tdes, ticket } from '../wire/memory-line.js'
import { body, fault, key, setUp, tlk, tmk2, wrapped } from './newland-k21-setup.js'

/** The two blocks by a cipher of this test's own. */
const boundCheckValue = (initial: OpenSecret, ksn: string) => {
  const blocks = Uint8Array.of(...bytes(ksn), ...new Uint8Array(6))
  return { method: 'newland-dukpt', hex: Buffer.from(tdes(initial, blocks)).toString('hex').toUpperCase() } as const
}

test('an initial key needs its transport key, ten bytes of key serial number, and a station that holds it', async () => {
  const bound = () => boundCheckValue(key, 'FFFFFFFFFFFFFFE00006')
  const ksn = bytes('FFFFFFFFFFFFFFE00006')
  const good = { form: 'initial-key', secret: key, key: tlk, ksn, bound } as const
  const { bound: _, ...blind } = good
  const request = (material: LoadMaterial): LoadRequest => ({ ...tmk2, usage: 'IK', material })
  for (const material of [blind, { ...good, key: null }, { ...good, ksn: ksn.subarray(2) }, wrapped]) {
    const { line, clock, session } = setUp('30303030')
    await assert.rejects(clock.until(session.load(request(material), ticket)), fault('devices/cannot-load'))
    assert.deepEqual(line.tickets, [])
  }
})

test('the check value of an initial key is E(IK, KSN, zeros); no ordinary value can be had of it once the KSN has counted', async () => {
  // The page's vector: IK 15x8 17x8, KSN FFFFFFFFFFFFFFE00006.
  const initial = openSecret('15151515151515151717171717171717')
  const material: LoadMaterial = {
    form: 'initial-key',
    secret: initial,
    key: tlk,
    ksn: bytes('FFFFFFFFFFFFFFE00006'),
    bound: () => boundCheckValue(initial, 'FFFFFFFFFFFFFFE00006'),
  }
  const { line, clock, session } = setUp('30303030CEB1BBCA24CFEADBE8FE4896E9D1228D')
  const reply = await clock.until(session.load({ ...tmk2, usage: 'IK', slot: 5, material }, ticket))
  assert.equal(
    body(line),
    '0205FFFFFFFFFFFFFFE000060016CB62659448AC8A721E28428CFDB2FD30010016CEB1BBCA24CFEADBE8FE4896E9D1228D',
  )
  const bound = { method: 'newland-dukpt', hex: 'CEB1BBCA24CFEADBE8FE4896E9D1228D' }
  assert.deepEqual(reply, { kind: 'accepted', code: '00', reported: null, bound, provenance: 'echoed' })
})
