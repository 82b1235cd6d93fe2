// A PIN block as the functional test of a TMK: literal values on both sides, computed by OpenSSL's command line.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Ticket } from '../../electron/contract/ticket.js'
import type { LoadRequest, SettingValues } from '../../electron/devices/driver.js'
import { admin, behaving, K1, transaction } from '../harness/simulated-pad.js'
import { openSecret } from '../wire/memory-line.js'
import { setUp, textOf } from './uic-ipp-setup.js'

const WORKING = '00112233445566778899AABBCCDDEEFF'
/** E(D(K1, WORKING), 041234FFFFFFFFFF xor 0000111111111111). */
const BLOCK = 'F6A773817C04BA41'
const ASKED = `70.4111111111111111\x1c${WORKING}`

test('the simulated pad answers 70 with the block of the PIN that is pressed, under the key that 08 selected', async () => {
  await behaving('', async (pad) => {
    assert.equal(await pad.exchange(transaction(ASKED)), transaction('711'), 'no master key')
    await pad.load(admin(`023${K1}`))
    assert.equal(await pad.exchange(transaction(ASKED)), transaction('711'), 'none in slot 0')
    await pad.exchange(admin('083'))
    assert.equal(await pad.exchange(transaction(ASKED)), transaction(`71.00401${BLOCK}`))
    assert.equal(await pad.exchange(transaction('70.411')), transaction('712'))
  })
})

const request: LoadRequest = {
  usage: 'TMK',
  slot: 3,
  algorithm: 'tdes',
  under: null,
  expected: null,
  material: {
    form: 'clear',
    secret: openSecret(K1),
    encipherUnder: (cryptogram, blocks) => {
      assert.equal(Buffer.from(cryptogram).toString('hex').toUpperCase(), WORKING)
      assert.equal(Buffer.from(blocks).toString('hex').toUpperCase(), '041225EEEEEEEEEE')
      return Uint8Array.from(Buffer.from(BLOCK, 'hex'))
    },
  },
}

/** A pad that says this to 70. */
function tested(answer: string, settings: SettingValues = { 'functional-test': 'pin-entry' }) {
  const ciphers = { encipher: () => new Uint8Array(), random: () => Uint8Array.from(Buffer.from(WORKING, 'hex')) }
  const says = (text: string) => (text.startsWith('70') ? answer : text.startsWith('08') ? '080' : text)
  const { line, clock, session } = setUp(says, settings, 9600, ciphers)
  const found = session.test!(request)
  return { line, found, run: () => clock.until(found!.run({} as Ticket)) }
}

test('the block is compared with the station’s own; another PIN, an error and another block are told apart', async () => {
  const good = tested(`71.00401${BLOCK}`)
  assert.deepEqual(await good.run(), { agrees: true, code: null })
  assert.deepEqual(
    good.line.sent.map(textOf).filter((text) => text !== ''),
    ['083', ASKED],
  )
  assert.deepEqual(await tested('71.00401F6A773817C04BA42').run(), { agrees: false, code: null })
  assert.deepEqual(await tested(`71.00501${BLOCK}`).run(), { agrees: null, code: '5 digits' })
  assert.deepEqual(await tested('716').run(), { agrees: null, code: '6' })
})
test('there is no test unless it is asked for', () => {
  assert.equal(tested('', {}).found, null)
})
