// `diagnose` as its users have it: one report, in two languages, and what is said of a bad case.
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import type { DiagnosisReport } from '../../electron/diagnosis/index.js'
import { liveSecrets } from '../../electron/keys/vault.js'
import { cliHere } from '../harness/cli-here.js'
import { K, kase } from '../harness/diagnosis.js'

afterEach(() => assert.equal(liveSecrets(), 0))

const twice = {
  ...kase({ expected: '849956', reported: '8CA64D', expectedSource: 'letter', station: null, form: 'components' }),
  algorithm: 'tdes',
  components: [{ kcv: 'A1B2C3' }, { kcv: 'A1B2C3' }],
  partialKcvs: [],
  key: null,
}

test('the sample case has its answer: party, causes, levels, plan', async () => {
  const { code, out } = await cliHere('diagnose', [twice])
  const report = JSON.parse(out[0]!) as DiagnosisReport
  assert.deepEqual([code, out.length, Object.keys(report)], [0, 1, ['party', 'causes', 'levels', 'plan']])
  const [cause] = report.causes
  assert.deepEqual([report.party, cause!.cause, cause!.confidence], ['operator', 'component-duplicated', 0.99])
  assert.ok(cause!.action.zh && cause!.action.en)
  assert.deepEqual(Object.keys(report.levels), ['system', 'flow', 'behaviour', 'external'])
  assert.equal(Object.values(report.levels).flat().length, 10)
})

test('people read it in their language', async () => {
  const english = await cliHere('diagnose', [twice], { json: false })
  const chinese = await cliHere('diagnose', [twice], { json: false, language: 'zh_CN.UTF-8' })
  const asked = await cliHere('diagnose --lang zh', [twice], { json: false })
  assert.match(
    english.out[0]!,
    /^Where it arose: the entry\nCauses, likeliest first:\n {3}99\.0 % {2}component-duplicated\n/,
  )
  assert.match(chinese.out[0]!, /^问题所在：录入\n可能原因（按可能性）：\n/)
  assert.equal(asked.out[0], chinese.out[0])
})

test('a report is made and the exit code is 0, whether a cause is found or not', async () => {
  for (const reported of ['7B8358', '123456', '08D7B4', '000000', ''])
    assert.equal((await cliHere('diagnose', [kase({ reported, lab: { key: K } })])).code, 0)
})

test('a bad case is bad input, and a key in it is not repeated', async () => {
  for (const [text, code] of [
    [kase({ expected: K.slice(0, 31) }), 65],
    [kase({ key: K }), 65],
    ['{', 65],
    ['', 65],
  ] as const) {
    const result = await cliHere('diagnose', [text])
    assert.equal(result.code, code)
    assert.ok(!(result.out.join() + result.err.join()).includes(K.slice(0, 12)))
  }
  assert.equal((await cliHere('diagnose --lang fr', [twice])).code, 64)
  assert.equal((await cliHere('diagnose --attempt at-1', [twice])).code, 64)
})
