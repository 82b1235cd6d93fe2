import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  boundKcvMethodNames,
  type CheckValue,
  kcvMethodNames,
  keyProfileNames,
} from '../../electron/contract/values.js'
import { agree } from '../../electron/keys/agree.js'
import { cutToProfile, keyProfiles, methodWarnings } from '../../electron/keys/profile.js'

const value = (method: CheckValue['method'], hex: string): CheckValue => ({ method, hex })

test("a device's longer answer is cut to what the profile lets be seen", () => {
  const tdes = value('tdes-zeros', '08D7B4FB629D0885')
  assert.equal(cutToProfile(tdes, 'pci').hex, '08D7B4')
  assert.equal(cutToProfile(tdes, 'china').hex, '08D7B4FB')
  assert.equal(cutToProfile(tdes, 'legacy').hex, '08D7B4FB629D0885')
  const sm4 = value('sm4-zeros', '2677F46B09C122CC')
  assert.equal(cutToProfile(sm4, 'china').hex, '2677F46B')
  const aes = value('aes-cmac', '2090A67375A1B2C3')
  assert.equal(cutToProfile(aes, 'pci').hex, '2090A67375')
  assert.equal(cutToProfile(aes, 'china').hex, '2090A67375')
  assert.equal(cutToProfile(aes, 'legacy').hex, '2090A67375')
})

test('a shorter answer stays as it is', () => {
  for (const profile of keyProfileNames)
    assert.deepEqual(cutToProfile(value('tdes-zeros', '08D7'), profile), value('tdes-zeros', '08D7'))
})

test('of a method outside the profile no more is kept than is needed to compare', () => {
  assert.equal(cutToProfile(value('aes-zeros', 'D5C825AABBCCDDEE'), 'pci').hex, 'D5C825')
  assert.equal(cutToProfile(value('sm4-zeros', '2677F46B09C122CC'), 'pci').hex, '2677F4')
  assert.equal(cutToProfile(value('newland-dukpt', '360DF76D5DC8CF0AAF8C074A692A3666'), 'pci').hex, '360DF7')
})

test('what is cut still compares', () => {
  const whole = value('tdes-zeros', '08D7B4FB629D0885')
  for (const profile of keyProfileNames) assert.equal(agree(cutToProfile(whole, profile), whole), 'match')
})

test('a method outside the profile is warned of in lab and refused in production', () => {
  assert.deepEqual(methodWarnings('aes-zeros', 'pci', 'lab'), ['method-outside-profile'])
  assert.throws(() => methodWarnings('aes-zeros', 'pci', 'production'), {
    code: 'keys/method-outside-profile',
    facts: { method: 'aes-zeros', profile: 'pci', expected: 'tdes-zeros, tdes-cmac, aes-cmac' },
  })
  assert.throws(() => methodWarnings('tdes-cmac', 'china', 'production'), { code: 'keys/method-outside-profile' })
  assert.throws(() => methodWarnings('des-zeros', 'pci', 'production'), { code: 'keys/method-outside-profile' })
})

test('a method of the profile passes in both modes', () => {
  for (const mode of ['lab', 'production'] as const) {
    assert.deepEqual(methodWarnings('tdes-zeros', 'pci', mode), [])
    assert.deepEqual(methodWarnings('sm4-zeros', 'china', mode), [])
    for (const method of [...kcvMethodNames, ...boundKcvMethodNames])
      assert.deepEqual(methodWarnings(method, 'legacy', mode), [])
  }
})

test('no profile but the legacy one lets more be seen than its rules say', () => {
  for (const [method, bytes] of Object.entries(keyProfiles.pci.longest))
    assert.ok(bytes <= (method.startsWith('tdes') ? 3 : 5))
  for (const [method, bytes] of Object.entries(keyProfiles.china.longest))
    assert.ok(bytes <= (method === 'aes-cmac' ? 5 : 4))
})
