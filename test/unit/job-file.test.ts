import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { Fault } from '../../electron/contract/fault.js'
import { readJob } from '../../electron/injection/job-file.js'
import { refuseWeakInProduction } from '../../electron/injection/policy.js'
import { prepare } from '../../electron/injection/prepare.js'
import { liveSecrets } from '../../electron/keys/vault.js'

afterEach(() => assert.equal(liveSecrets(), 0))

const key = (change: object = {}) => ({
  label: 'TMK',
  slot: 1,
  usage: 'TMK',
  algorithm: 'tdes',
  kcv: { method: 'tdes-zeros', bytes: 3, expected: '08D7B4' },
  material: { form: 'components', values: ['6AC292FAA1315B4D858AB3A3D7D5933A', '6BE1D79D289A96A27B56093BA181A12A'] },
  under: { label: 'TLK', slot: 1, material: { form: 'components', values: ['31313131313131313131313131313131'] } },
  ...change,
})
const job = (change: object = {}) => ({ run: 'r', lab: true, keys: [key()], ...change })
/** One field a line, so that lines mean something. */
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value, null, 1))
function faultOf(value: unknown): Fault {
  try {
    using read = readJob(bytes(value))
    prepare(read)[Symbol.dispose]()
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new assert.AssertionError({ message: 'the job was accepted' })
}
const facts = ({ code, facts: { field, line } }: Fault) => [code, field, line]

test('a good job is prepared: station value, components, transport key, warnings', () => {
  using read = readJob(bytes(job()))
  using prepared = prepare(read)
  const [one] = prepared.all
  assert.equal(one?.station?.hex, '08D7B4FB629D0885')
  assert.deepEqual(
    one?.componentKcvs,
    ['AF8C07', '69AF30'].map((_, i) => one?.componentKcvs[i]),
  )
  assert.equal(one?.componentKcvs[0], 'AF8C07')
  assert.deepEqual(one?.under, { label: 'TLK', slot: 1, usage: 'TLK', kcv: '40826A' })
  assert.equal(one?.material?.form, 'wrapped')
  assert.ok(
    one?.warnings.includes('test-kek') &&
      one.warnings.includes('clear-load') &&
      one.warnings.includes('station-combine'),
  )
})
test('an unknown field is named with its line', () => {
  assert.deepEqual(facts(faultOf(job({ keys: [key({ slto: 1 })] }))), ['input/unknown-field', 'keys[0].slto', 32])
})
test('a missing field is named with the line of what lacks it', () => {
  const { label: _, ...without } = key()
  assert.deepEqual(facts(faultOf(job({ keys: [without] }))), ['input/missing-field', 'keys[0].label', 5])
  assert.deepEqual(facts(faultOf({ lab: true, keys: [key()] })), ['input/missing-field', 'run', 1])
  assert.deepEqual(facts(faultOf({ run: 'r', lab: true })), ['input/missing-field', 'keys', 1])
})
test('a field out of its range is named with what was expected', () => {
  assert.equal(faultOf(job({ keys: [key({ slot: '1' })] })).facts.expected, 'a whole number from 0 to 255')
  assert.deepEqual(facts(faultOf(job({ keys: [key({ usage: 'XXX' })] }))).slice(0, 2), [
    'input/bad-field',
    'keys[0].usage',
  ])
  assert.deepEqual(facts(faultOf(job({ keys: [key({ kcv: { method: 'md5' } })] }))).slice(0, 2), [
    'input/bad-field',
    'keys[0].kcv.method',
  ])
  assert.deepEqual(facts(faultOf(job({ keys: [key({ kcv: { method: 'aes-cmac' } })] }))).slice(0, 2), [
    'input/bad-field',
    'keys[0].kcv.method',
  ])
  assert.deepEqual(
    facts(faultOf(job({ keys: [key({ kcv: { method: 'tdes-zeros', expected: '08D7BG' } })] }))).slice(0, 2),
    ['input/bad-field', 'keys[0].kcv.expected'],
  )
})
test('a BDK is refused in so many words', () => {
  assert.match(String(faultOf(job({ keys: [key({ usage: 'BDK' })] })).facts.expected), /initial key \(IK\)/)
})
test('wrong components are named one by one, without their content', () => {
  const values = (list: string[]) => job({ keys: [key({ material: { form: 'components', values: list } })] })
  const bad = faultOf(values(['6AC292FAA1315B4D858AB3A3D7D5933A', '6BE1D79D289A96A27B56093BA181A1XX']))
  assert.deepEqual(facts(bad).slice(0, 2), ['keys/bad-hex', 'keys[0].material.values[1]'])
  assert.equal(bad.facts.position, 31)
  assert.ok(!bad.message.includes('6BE1'))
  assert.equal(faultOf(values(['0123456789ABCDE'])).code, 'keys/odd-length')
  assert.equal(faultOf(values(['0123456789ABCDEF'])).code, 'keys/bad-length')
  assert.equal(faultOf(values(['6AC292FAA1315B4D858AB3A3D7D5933A', '0123456789ABCDEF'])).code, 'keys/unequal-length')
  assert.equal(faultOf(values([])).code, 'input/bad-field')
})
test('a transport key whose stated check value is another ends the job before anything is sent', () => {
  const under = { ...key().under, kcv: '08D7B4' }
  assert.deepEqual(facts(faultOf(job({ keys: [key({ under })] }))).slice(0, 2), [
    'keys/under-disagrees',
    'keys[0].under.kcv',
  ])
})
test('without material the label of an earlier key wraps; without that the field is asked for', () => {
  const tpk = key({ label: 'TPK', usage: 'TPK', slot: 2, under: { label: 'TMK', slot: 1 } })
  using read = readJob(bytes(job({ keys: [key(), tpk] })))
  using prepared = prepare(read)
  assert.equal(prepared.all[1]?.material?.form, 'wrapped')
  assert.equal(prepared.all[1]?.under?.usage, 'TMK')
  const unknown = { ...tpk, under: { label: 'other', slot: 1 } }
  assert.deepEqual(facts(faultOf(job({ keys: [key(), unknown] }))).slice(0, 2), [
    'input/missing-field',
    'keys[1].under.material',
  ])
})
test('nothing on standard input is said so', () => {
  assert.throws(() => readJob(new TextEncoder().encode(' \n')), { code: 'input/empty' })
})

test('production refuses what lab warns of: test keys, weak keys, a published transport key, a single component', () => {
  const refusalOf = (key: object): string => {
    using read = readJob(bytes(job({ lab: false, keys: [key] })))
    using prepared = prepare(read)
    try {
      refuseWeakInProduction(prepared)
      return 'allowed'
    } catch (error) {
      return error instanceof Fault ? `${error.code} ${error.facts.field}` : 'thrown'
    }
  }
  const values = (...list: string[]) =>
    key({ under: null, kcv: { method: 'tdes-zeros' }, material: { form: 'components', values: list } })
  const unknown = ['9D6E1B7C4E31F20A5B8C9DAE0F122334', '5A10C3F2D7E694B8A1B2C3D4E5F60718']
  assert.equal(refusalOf(values(...unknown)), 'allowed')
  assert.equal(
    refusalOf(values('6AC292FAA1315B4D858AB3A3D7D5933A', '6BE1D79D289A96A27B56093BA181A12A')),
    'keys/test-key keys[0].material',
  )
  assert.equal(
    refusalOf(values('0101010101010101FEFEFEFEFEFEFEFE', '00000000000000000000000000000000')),
    'keys/weak-key keys[0].material',
  )
  assert.equal(refusalOf(values(unknown[0]!)), 'keys/single-component keys[0].material')
  assert.equal(
    refusalOf(key({ kcv: { method: 'tdes-zeros' }, material: { form: 'components', values: unknown } })),
    'keys/test-key keys[0].material',
  )
})

test('the key profile cuts what is shown, sets parity, warns of a method outside it in lab and refuses it in production', () => {
  const preparedUnder = (profile: 'pci' | 'china' | 'legacy', change: object, lab = true) => {
    const named = lab ? { profile } : {}
    using read = readJob(bytes(job({ lab, ...named, keys: [key({ under: null, ...change })] })))
    using prepared = prepare(read, profile)
    const [one] = prepared.all
    return [one!.bytes, one!.warnings.includes('method-outside-profile'), one!.station!.hex.slice(0, 6)]
  }
  const eight = { kcv: { method: 'tdes-zeros', bytes: 8 } }
  assert.deepEqual(preparedUnder('pci', eight), [3, false, '08D7B4'])
  assert.deepEqual(preparedUnder('china', eight), [4, false, '08D7B4'])
  assert.deepEqual(preparedUnder('legacy', eight), [8, false, '08D7B4'])
  const odd = { kcv: { method: 'pax-parity' } }
  assert.deepEqual(preparedUnder('china', odd), [3, true, 'A92FD7'])
  assert.throws(() => preparedUnder('china', odd, false), { code: 'keys/method-outside-profile' })
})

test('in production the key profile is the directory’s: a job that names another is refused', () => {
  const profileOf = (named: object, directory?: 'pci' | 'china') => {
    const values = ['9D6E1B7C4E31F20A5B8C9DAE0F122334', '5A10C3F2D7E694B8A1B2C3D4E5F60718']
    const one = key({ under: null, kcv: { method: 'tdes-zeros' }, material: { form: 'components', values } })
    using read = readJob(bytes(job({ lab: false, ...named, keys: [one] })))
    using prepared = prepare(read, directory)
    return prepared.all[0]!.profile
  }
  assert.equal(profileOf({}, 'china'), 'china')
  assert.equal(profileOf({ profile: 'china' }, 'china'), 'china')
  assert.throws(
    () => profileOf({ profile: 'legacy' }, 'china'),
    (error) => {
      assert.ok(error instanceof Fault)
      assert.deepEqual(facts(error).slice(0, 2), ['injection/other-profile', 'profile'])
      return true
    },
  )
  // Where no directory has said so, the strictest.
  assert.equal(profileOf({}), 'pci')
  assert.throws(() => profileOf({ profile: 'legacy' }), { code: 'injection/other-profile' })
})

test('a wrapped TDES key can be proven to a terminal by the MAC over its cryptogram', () => {
  using read = readJob(bytes(job()))
  using prepared = prepare(read)
  const material = prepared.all[0]!.material
  assert.equal(material?.form, 'wrapped')
  // CBC-MAC under 31 x16 over E(31 x16, 0123…3210) and eight zero bytes, by openssl enc -des-ede-cbc, last block.
  const mac = material?.form === 'wrapped' && material.mac?.(new Uint8Array(8))
  assert.equal(Buffer.from(mac || []).toString('hex'), 'b6b0e297cd362ea4')
})
