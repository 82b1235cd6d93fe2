// Bare cryptograms from hosts, taken into key blocks: the check value decides, and no clear key is ever printed.
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { liveSecrets } from '../../electron/keys/vault.js'
import { cliHere } from '../harness/cli-here.js'

let alive = 0
beforeEach(() => {
  alive = liveSecrets()
})
afterEach(() => assert.equal(liveSecrets(), alive, 'a secret was left alive'))

const KBPK = '89E88CF7931444F334BD7547FC3F380C'
const header = { versionId: 'B', keyUsage: 'K0', algorithm: 'T', modeOfUse: 'B' }
/** A TMK as a Chinese host delivers it: 32 digits of cryptogram under 31×16, then its check value. */
const delivered = {
  cryptogram: 'E51D9047310F731798CF74AF483931B3',
  scheme: 'ecb',
  under: '31'.repeat(16),
  expected: '712C8C734B2E669E',
  kbpk: KBPK,
  header,
}
const wrap = (change: object) => cliHere('key-block wrap', [{ ...delivered, ...change }])
const answer = (out: readonly string[]) =>
  JSON.parse(out[0]!) as Record<string, unknown> & { fault?: { code: string; field?: string } }

test('a delivered cryptogram becomes a key block that opens to the same check value', async () => {
  const { code, out } = await wrap({})
  assert.equal(code, 0)
  assert.equal(answer(out).kcv, '712C8C')
  const opened = await cliHere('key-block inspect', [{ block: answer(out).block, kbpk: KBPK }])
  const { valid, key } = answer(opened.out)
  assert.deepEqual([valid, key], [true, { algorithm: 'T', bytes: 16, kcv: '712C8C', method: 'tdes-zeros' }])
})
test('another mode, another KEK or another expected value is refused, and says which value came out', async () => {
  for (const change of [{ scheme: 'cbc' }, { under: '32'.repeat(16) }, { expected: '712C8D' }, { scheme: 'variant' }]) {
    const { code, out } = await wrap(change)
    assert.deepEqual([code, answer(out).fault?.code], [65, 'keys/cryptogram-disagrees'], JSON.stringify(change))
  }
})
test('every scheme is known by its name, and what is missing or wrong is named', async () => {
  const cases: [object, string, string][] = [
    [{ scheme: 'rot13' }, 'input/bad-field', 'scheme'],
    [{ expected: '71' }, 'input/bad-field', 'expected'],
    [{ cryptogram: 'E51' }, 'input/bad-field', 'cryptogram'],
    [{ scheme: 'atalla', variant: 'x' }, 'input/bad-field', 'variant'],
  ]
  for (const [change, code, field] of cases) {
    const { fault } = answer((await wrap(change)).out)
    assert.deepEqual([fault?.code, fault?.field], [code, field])
  }
})
