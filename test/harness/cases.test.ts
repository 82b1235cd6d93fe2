// The generator's own reckoning against published values: a judge whose sums are wrong judges nobody.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changes } from './cases/changed-keys.js'
import { kcv } from './cases/cipher.js'
import { initialKey } from './cases/dukpt.js'
import { caseNumber, mixedCase, rows } from './cases/index.js'
import { Random } from './cases/random.js'
import { shown } from './cases/ties.js'
import { makeWorld, type World } from './cases/world.js'

const bytes = (hex: string) => Buffer.from(hex, 'hex')
const K = bytes('0123456789ABCDEFFEDCBA9876543210')
const R = bytes('6AC292FAA1315B4D858AB3A3D7D5933A')
const KEK = bytes('CA5D92598DCA48CE8A4C76361A9269E9')

test('check values of the two reference keys, by every method', () => {
  const values: readonly (readonly [method: string, onK: string, onR: string])[] = [
    ['tdes-zeros', '08D7B4FB629D0885', 'AF8C07'],
    ['tdes-cmac', '0A8245', '26A935'],
    ['tdes-ones', '2531A1', '75DD23'],
    ['pax-parity', 'A92FD7', 'A78BFF'],
    ['aes-zeros', 'D5C825', 'E10512'],
    ['aes-cmac', '2090A67375', '74443A8AD9'],
    ['aes-ones', 'CDFBF8', ''],
    ['sm4-zeros', '2677F4', 'B7F838'],
    ['xfs-self', '', 'FE916C'],
  ]
  for (const [method, onK, onR] of values) {
    if (onK !== '') assert.equal(kcv(method, K, onK.length / 2), onK, `${method} of K`)
    if (onR !== '') assert.equal(kcv(method, R, onR.length / 2), onR, `${method} of R`)
  }
})

/** A load of this key in one piece. */
const worldOf = (key: Buffer): World => ({
  ...makeWorld(new Random('reference'), {
    form: 'station-combine',
    algorithms: ['tdes'],
    lengths: [16],
    methods: ['tdes-zeros'],
    bytes: 3,
  }),
  key,
  components: [key],
  kek: KEK,
})

test('changes of the reference keys end in the published values', () => {
  const ofK: readonly (readonly [cause: string, value: string])[] = [
    ['halves-swapped', '7B8358'],
    ['left-half-only', 'D5D44F'],
    ['variant-applied', 'C5BCE9'],
    ['mode-difference', 'B113C7'],
    ['double-decrypted', '62B4B4'],
    ['ciphertext-stored', 'A21966'],
    ['hex-as-ascii', '33C4CB'],
    ['bytes-reversed', '8A6416'],
  ]
  const ofR: readonly (readonly [cause: string, value: string])[] = [
    ['halves-swapped', '14677B'],
    ['left-half-only', '06AD9C'],
    ['right-half-only', '5EEE36'],
    ['bytes-reversed', '6C2A84'],
    ['halves-reversed', 'A83710'],
    ['words-reversed', '4BC36A'],
    ['nibbles-swapped', '3ECA45'],
    ['complemented', '66C3AE'],
    ['seven-bit-line', '71DC15'],
    ['hex-as-ascii', '001607'],
    ['hex-as-ascii', '38F74D'],
  ]
  const found = (world: World, cause: string) =>
    changes
      .find((change) => change.cause === cause)!
      .of(world)
      .map((key) => shown(world, key))
  for (const [cause, value] of ofK) assert.ok(found(worldOf(K), cause).includes(value), `${cause} of K`)
  for (const [cause, value] of ofR) assert.ok(found(worldOf(R), cause).includes(value), `${cause} of R`)
})

// X9.24-1:2009 Annex A.4: the initial key of its own example.
test('the initial key of the reference base key', () => {
  assert.deepEqual(initialKey(K, bytes('FFFF9876543210E00000')), R)
})

test('the same seed makes the same case, whatever was made before; another seed another', () => {
  for (const row of rows) {
    const made = caseNumber(row, 'same', 3)
    assert.deepEqual(caseNumber(row, 'same', 3), made)
    assert.notDeepEqual(caseNumber(row, 'another', 3).case, made.case)
  }
  assert.deepEqual(mixedCase('same', 7), mixedCase('same', 7))
})

test('a case of the key-block path says nothing of the key', () => {
  for (let number = 0; number < 300; number++) {
    const { form, case: json } = mixedCase('blocks', number)
    if (form !== 'key-block') continue
    assert.equal(json.lab, undefined)
    assert.deepEqual(json.components, [])
    assert.equal(json.station, null)
  }
})
