// The self-test of the ciphers, and what it leaves in the log when the program has changed.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { createDirectory } from '../../electron/audit/directory.js'
import { listRecords } from '../../electron/audit/list.js'
import { liveSecrets } from '../../electron/keys/vault.js'
import { knownAnswers, selfTest } from '../../electron/release/self-test.js'
import { APP, Station } from '../../electron/station.js'

const folder = mkdtempSync(join(tmpdir(), 'kcv-self-test-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const changes = async (dir: string) => {
  const found = []
  for await (const record of listRecords(dir, {})) if (record.type === 'program-changed') found.push(record.body)
  return found
}

test('every cipher gives its known answers, and no key stays', () => {
  assert.equal(selfTest(), knownAnswers.length)
  assert.deepEqual(new Set(knownAnswers.map(({ cipher }) => cipher)), new Set(['des', 'tdes', 'aes', 'sm4']))
  assert.equal(liveSecrets(), 0)
})

for (const [at, { test: name }] of knownAnswers.entries())
  test(`a wrong answer of ${name} is found and named`, () => {
    const wrong = knownAnswers.map((one, index) =>
      index === at ? { ...one, answer: `00${one.answer.slice(2)}` } : one,
    )
    assert.throws(() => selfTest(wrong), { code: 'release/self-test', facts: { test: name } })
    assert.equal(liveSecrets(), 0)
  })

test('a log that another version worked on gets one record of the change and of its self-test', async () => {
  const dir = join(folder, 'older')
  await createDirectory(dir, { mode: 'lab', app: 'kcv-station 0.0.9' })
  for (let times = 0; times < 2; times += 1) await (await Station.open(dir)).close()
  assert.deepEqual(await changes(dir), [{ from: 'kcv-station 0.0.9', to: APP, tests: knownAnswers.length }])
})

test('a log that only this version has worked on gets none', async () => {
  const dir = join(folder, 'own')
  await createDirectory(dir, { mode: 'lab', app: APP })
  await (await Station.open(dir)).close()
  assert.deepEqual(await changes(dir), [])
})
