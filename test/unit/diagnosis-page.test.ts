// The worked cases of docs/diagnosis.md are what the command says, word for word as far as the page goes.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { cliHere } from '../harness/cli-here.js'
import { projectRoot } from '../harness/tree.js'

const page = readFileSync(`${projectRoot}docs/diagnosis.md`, 'utf8')
const worked = [
  ...page.matchAll(
    /^### (\d+\. .*)\n[^`]*```\n\$ kcv-station (diagnose[^\n]*) <<'CASE'\n(.*)\nCASE\n([\s\S]*?)\n(…\n)?```/gm,
  ),
]

test('there are ten of them', () => {
  assert.equal(worked.length, 10)
})
for (const [, title, words, text, said, cut] of worked)
  test(`the command says what the page says: ${title}`, async () => {
    const { code, out } = await cliHere(words!, [text!], { json: false })
    const all = out.join('\n').trimEnd()
    assert.equal(code, 0)
    assert.equal(cut ? all.slice(0, said!.length) : all, said)
  })
