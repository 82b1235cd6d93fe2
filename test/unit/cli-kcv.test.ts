// `kcv` and `combine`: check values by every method, the lengths they may have, and what is said of a bad line.
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { liveSecrets } from '../../electron/keys/vault.js'
import { cliHere } from '../harness/cli-here.js'

afterEach(() => assert.equal(liveSecrets(), 0))

const K = '0123456789ABCDEFFEDCBA9876543210'
const parsed = (lines: readonly string[]) => lines.map((line) => JSON.parse(line) as Record<string, unknown>)
const kcvBy = async (method: string, key: string, more = '') => {
  const { code, out } = await cliHere(`kcv --method ${method}${more}`, [key])
  return [code, parsed(out)[0]!.kcv]
}

const values: readonly (readonly [method: string, key: string, value: string])[] = [
  ['des-zeros', '0123456789ABCDEF', 'D5D44F'],
  ['tdes-zeros', K, '08D7B4'],
  ['aes-zeros', K, 'D5C825'],
  ['sm4-zeros', K, '2677F4'],
  ['xfs-self', K, '1A4D67'],
]
for (const [method, key, value] of values)
  test(`the ${method} value of a published key`, async () => assert.deepEqual(await kcvBy(method, key), [0, value]))

test('as many bytes as are asked for, where the method has them', async () => {
  assert.deepEqual(await kcvBy('tdes-zeros', K, ' --bytes 8'), [0, '08D7B4FB629D0885'])
  assert.deepEqual(await kcvBy('sm4-zeros', K, ' --bytes 4'), [0, '2677F46B'])
})

test('a length that the method does not have is a fault of the option, and no key is read', async () => {
  for (const command of ['kcv', 'combine'])
    for (const [method, bytes, expected] of [
      ['tdes-zeros', 9, '2 to 8'],
      ['tdes-zeros', 1, '2 to 8'],
      ['aes-cmac', 6, '2 to 5'],
    ]) {
      const { code, out } = await cliHere(`${command} --method ${method} --bytes ${bytes}`, [K])
      const [fault] = parsed(out)
      assert.deepEqual(
        [code, out.length, fault!.code, fault!.field, fault!.expected],
        [64, 1, 'keys/bad-kcv-bytes', '--bytes', expected],
      )
    }
})

test('a bad line has its fault in its place and never stops the next', async () => {
  const { code, out } = await cliHere('kcv --method tdes-zeros', [K, 'not hex', K.slice(1), K.slice(16), K])
  assert.equal(code, 65)
  assert.deepEqual(
    parsed(out).map(({ line, kcv, fault }) => [line, kcv ?? (fault as { code: string }).code]),
    [
      [1, '08D7B4'],
      [2, 'keys/bad-hex'],
      [3, 'keys/odd-length'],
      [4, 'keys/bad-length'],
      [5, '08D7B4'],
    ],
  )
})

test('components: each has its value, the key its own, and what is odd about them is a warning', async () => {
  const { code, out } = await cliHere('combine --method tdes-zeros', [K, '6BE1D79D289A96A27B56093BA181A12A'])
  assert.equal(code, 0)
  assert.deepEqual(parsed(out)[0], {
    components: [
      { index: 1, kcv: '08D7B4' },
      { index: 2, kcv: '91F81D' },
    ],
    key: { bytes: 16, kcv: 'AF8C07', parity: 'mixed' },
    warnings: ['test-key'],
  })
  const [same] = parsed((await cliHere('combine --method tdes-zeros', [K, K])).out)
  assert.deepEqual(same!.warnings, [
    'equal-halves',
    'even-parity',
    'identical-components',
    'test-key',
    'weak-key',
    'zero-key',
  ])
})
