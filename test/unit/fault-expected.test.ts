// What was expected, in Chinese: no English words are left in a Chinese sentence.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../electron/contract/fault.js'
import { expectedInChinese } from '../../electron/contract/faults/expected.js'
import { filesBelow, textOf } from '../harness/tree.js'

/** Words of sentences; names, shapes and formats have none of them. */
const english =
  /(^|[\s(])(a|an|the|of|or|and|to|bytes|digits|characters|number|only|each|one|two|four|that|as|it|with|in|key|keys|for)([\s),:;]|$)/
const said = [
  /\bexpected(?::| =) '([^'\n]+)'/g,
  /\b(?:cannot|bad|badField|required|usageFault|text)\((?:[^()'\n]|'[\w-]+',)*'([^'\n]+ [^'\n]+)'\)/g,
]

/** The phrases in the sources. A simulator's settings are names of its own. */
const literals = filesBelow('electron', /\.ts$/)
  .filter((path) => !/\/sim(ulator)?[-.]|audit\//.test(path))
  .flatMap((path) => said.flatMap((pattern) => [...textOf(path).matchAll(pattern)].map(([, words]) => words!)))

test('every phrase in the sources has its Chinese', () => {
  assert.ok(literals.length > 80, `${literals.length} were found`)
  const left = literals.filter((words) => english.test(expectedInChinese(words).replace(/"[^"]*"|\{.*\}/g, '')))
  assert.deepEqual([...new Set(left)], [])
})

for (const [words, chinese] of [
  ['1 to 32', '1 至 32'],
  ['8 or 16 or 24 bytes', '8 或 16 或 24 字节'],
  ['16, 24 or 32 bytes', '16, 24 或 32 字节'],
  ['10 bytes as 20 hex digits', '10 字节，即 20 位十六进制'],
  ['a device number from 1 to 999', '1 至 999 的设备号'],
  ['pin-block or mac', 'pin-block 或 mac'],
  ['newland-k21, pax-d', 'newland-k21, pax-d'],
] as const)
  test(`${words} is expected as ${chinese}`, () => assert.equal(expectedInChinese(words), chinese))

test('the Chinese sentence has the Chinese words, the English one and what scripts read the English', () => {
  const fault = new Fault('input/bad-field', { line: 3, field: 'slot', expected: 'a whole number from 0 to 255' })
  assert.equal(fault.sentence.zh, '第 3 行：字段 "slot" 不合要求。应为：0 至 255 的整数')
  assert.match(fault.sentence.en, /Expected: a whole number from 0 to 255$/)
  assert.equal(fault.facts.expected, 'a whole number from 0 to 255')
})
