// Why something is so, in Chinese: no sentence of ours stays English inside a Chinese one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../electron/contract/fault.js'
import { reasonInChinese } from '../../electron/contract/faults/reasons.js'
import { filesBelow, textOf } from '../harness/tree.js'

/** Calls whose words end in a fault's `problem`, `because` or `what`, and where the words stand in them. */
const said = [
  /\b(?:problem|because|what): ['`]([^'`\n]+)['`]/g,
  /\busageFault\(\s*['`]([^'`\n]+)['`]/g,
  /\b(?:cannot|refuse|this\.fail|due|suspect)\(['`]([^'`\n]+)['`]\)/g,
  /\b(?:unusable|noExport)\(\w+, ['`]([^'`\n]+)['`]\)/g,
  /\b(?:bad|tail)\([^'`\n]+, '[a-z-]+', ['`]([^'`\n]+)['`]\)/g,
  /\bnotSo\('[^']+', ['`]([^'`\n]+)['`]/g,
]
/** What a template holds in its place, so that the sentence around it can be read. */
const filled = (words: string) =>
  words
    .replace(/\$\{where\}/g, 'segment 0, byte 7')
    .replace(/\$\{(?:name|option|field)\}/g, 'out')
    .replace(/\$\{[^}]*(?:size|seq|Days|hours|length|Index|at|segment|records)[^}]*\}/gi, '7')
    .replace(/\$\{[^}]*\}/g, 'x')

// Records keep a reason of their own language, and drivers and simulators say theirs in the words of a protocol.
const elsewhere =
  /^electron\/(monitor|contract|devices\/.*sim|devices\/[^/]+\/(talk|session)|audit\/(bodies|recover|export\/anywhere))/
const sources = filesBelow('electron', /\.ts$/).filter((path) => !elsewhere.test(path))
const reasons = [
  ...new Set(
    sources.flatMap((path) => {
      const text = textOf(path)
      return said.flatMap((pattern) => [...text.matchAll(pattern)].map(([, words]) => filled(words!)))
    }),
  ),
].filter((words) => / /.test(words) && !/^errno /.test(words))

test('every reason in the sources has its Chinese', () => {
  assert.ok(reasons.length > 80, `${reasons.length} were found`)
  const left = reasons.filter((words) => !/[\u4e00-\u9fff]/.test(reasonInChinese(words)))
  assert.deepEqual(left, [])
})

for (const [words, chinese] of [
  ['bad-link: not the one that follows', 'bad-link：不是应接续的那一条'],
  [
    'the archive is fail: bad-link: not the one that follows',
    '归档文件的校验结论为 fail：bad-link：不是应接续的那一条',
  ],
  ['record 7: not the one that follows', '记录 7：不是应接续的那一条'],
  ['ENOSPC', 'ENOSPC'],
  ['--out is missing', '缺少 --out'],
  ['at-0123456789', 'at-0123456789'],
] as const)
  test(`${words} is said as ${chinese}`, () => assert.equal(reasonInChinese(words), chinese))

test('the Chinese sentence has the Chinese reason; the English one and what scripts read have the English', () => {
  const fault = new Fault('audit/two-people', { what: 'accepting a witness' })
  assert.deepEqual(fault.sentence, { zh: '认可见证人须由两人共同执行。', en: 'accepting a witness takes two people.' })
  assert.equal(fault.facts.what, 'accepting a witness')
})
