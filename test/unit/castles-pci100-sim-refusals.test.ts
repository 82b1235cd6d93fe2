// The simulated PCI100's statuses: what has which, and that nothing refused changes the store.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { K1, loadK1, loadR, open, R, R_UNDER_K1, S, S_UNDER_K1, tmk100 } from '../harness/simulated-castles.js'

const refusals: readonly [because: string, body: string, status: string][] = [
  ['a single-length key at a 3DES id', `2D6508${S}A8B7B5`, '01'],
  ['a double-length key at a DES id', `2D6310${R}AF8C07`, '01'],
  ['a key at id 199', loadR('C7'), '01'],
  ['a key at id 255', loadR('FF'), '01'],
  ['a key of 15 bytes', `2D650F${R.slice(2)}AF8C07`, '01'],
  ['a key of 32 bytes', `2D6520${R}${R}AF8C07`, '01'],
  ['a key shorter than its length says', `2D6510${R.slice(2)}AF8C07`, '01'],
  ['a check value of 2 bytes', `2D6510${R}AF8C`, '01'],
  ['a check value of 4 bytes', `2D6510${R}AF8C074A`, '01'],
  ['no check value', `2D6510${R}`, '01'],
  ['an empty load', '2D', '01'],
  ['a load of an id alone', '2D65', '01'],
  ['a master key under id 199', `2CC76510${R_UNDER_K1}AF8C07`, '01'],
  ['a master key under nothing', '2C', '01'],
  ['a working key at a DES id with a double length', `2E640010${R_UNDER_K1}AF8C07`, '01'],
  ['a working key at id 199', `2E64C710${R_UNDER_K1}AF8C07`, '01'],
  ['a master key under one that is not there', `2C656610${R_UNDER_K1}AF8C07`, '02'],
  ['a working key under one that is not there', `2E656610${R_UNDER_K1}AF8C07`, '02'],
  ['a working key under a DES key that is not there', `2E000008${S_UNDER_K1}A8B7B5`, '02'],
  ['a clear key with another check value', `2D6510${R}08D7B4`, '04'],
  ['a master key with another check value', `2C646510${R_UNDER_K1}08D7B4`, '04'],
  ['a working key with another check value', `2E646510${R_UNDER_K1}08D7B4`, '04'],
  ['a clear key where its cryptogram should be', `2E646510${R}AF8C07`, '04'],
  ['the key of another id', `2D6510${K1}08D7B4`, '16'],
  ['the key of another id with a wrong check value', `2D6510${K1}08D7B5`, '04'],
  ['an information with data', '3000', '01'],
  ['a new serial number', `34${'30'.repeat(16)}`, '20'],
  ['a reset without a session', '360000000000000000', '20'],
  ['a rate without a session', `37${'00'.repeat(16)}`, '20'],
  ['an unknown command', '7F', 'FE'],
  ['command 00', '00', 'FE'],
]
test('what is refused has its status and changes nothing', () =>
  open('', async (pad) => {
    await pad.ask(loadK1)
    for (const [because, body, status] of refusals) {
      assert.equal(await pad.say(body), status, because)
      assert.deepEqual(pad.slots(), [tmk100], because)
    }
  }))

// Statuses that nothing the page describes leads to are had by `refuse` alone.
const documented = [
  ...['01', '02', '03', '04', '0A', '0B', '0C', '0E', '0F', '11', '12', '13', '14', '15', '16', '17', '1F'],
  ...['20', '21', '22', '23', '30', '31', '32', '33', '40', '41', '42', '43', '44', '45', 'FD', 'FE', 'FF', '10'],
]
test('every status of the page can be asked for, one that is doubled on the wire too, and nothing is kept', async () => {
  for (const status of documented) {
    await open(`refuse=${status}`, async (pad) => {
      const doubled = status === '10' ? '1010' : status
      assert.equal(await pad.ask(loadK1), `1002${doubled}${doubled}1003`)
      assert.equal(await pad.say(`2E646510${R_UNDER_K1}AF8C07`), status)
      assert.deepEqual(pad.slots(), [])
    })
  }
})
