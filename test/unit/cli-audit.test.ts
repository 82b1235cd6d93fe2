// The audit commands as scripts use them: fields, exit codes, and the way of a log out of the station and back.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { attempt, scratch, twelve, withLog } from '../harness/audit.js'
import { cliHere } from '../harness/cli-here.js'

const run = async (words: string) => {
  const { code, out } = await cliHere(words, [])
  return { code, json: JSON.parse(out[0] ?? 'null') as Record<string, unknown> }
}

test('a log goes to the officer, is cosigned, comes back, and is anchored', async (t) => {
  const folder = scratch(t)
  const { dir, vkey } = await twelve(folder)
  const [out, note, state] = ['log.tar', 'cosigned', 'officer.state'].map((name) => path.join(folder, name))
  const exported = await run(`audit export --data-dir ${dir} --out ${out}`)
  assert.deepEqual([exported.code, Object.keys(exported.json)], [0, ['file', 'size', 'root', 'sha256']])
  const first = await run(`audit witness --state ${state} --file ${out} --out ${note} --name officer --vkey ${vkey}`)
  assert.deepEqual([first.code, Object.keys(first.json)], [0, ['consistent', 'from', 'to', 'cosignature', 'witness']])
  assert.deepEqual([first.json.consistent, first.json.from, first.json.to], [true, 0, 12])
  assert.match(
    fs.readFileSync(note!, 'utf8'),
    /^kcv-station\/lab\/.*\n12\n.*\n\n\u2014 kcv-station.*\n\u2014 officer .*\n$/,
  )
  const unknown = await run(`audit cosign --data-dir ${dir} --note ${note}`)
  assert.deepEqual([unknown.code, unknown.json.code], [77, 'audit/unknown-witness'])
  const taken = await run(`audit cosign --data-dir ${dir} --note ${note} --witness ${first.json.witness}`)
  assert.deepEqual([taken.code, taken.json.seq], [0, 11])
  const plain = await run(`audit verify --data-dir ${dir} --vkey ${vkey}`)
  assert.deepEqual([plain.code, Object.keys(plain.json.trust as object)], [0, ['vkey', 'anchors']])
  for (const more of [`--anchor ${note}`, `--witness ${first.json.witness}`]) {
    const { code, json } = await run(`audit verify --data-dir ${dir} --vkey ${vkey} ${more}`)
    const { vkey: pinned, anchoredTo } = json.trust as Record<string, unknown>
    assert.deepEqual([code, json.verdict, pinned, anchoredTo], [0, 'pass', 'pinned', 11])
  }
  const words = await cliHere(`audit verify --file ${out} --vkey ${vkey} --anchor ${note}`, [], { json: false })
  assert.match(words.out[0]!, /^PASS {2}12 records, lab; first key pinned; anchored to record 11\n/)
})

test('a witness that sees a shorter log than before exits with 1 and gives no cosignature', async (t) => {
  const folder = scratch(t)
  const { dir } = await twelve(folder)
  const [early, late, state] = ['early.tar', 'late.tar', 'officer.state'].map((name) => path.join(folder, name))
  await run(`audit export --data-dir ${dir} --out ${early}`)
  await withLog(dir, (log) => attempt(log, 'at-4', 'SN-4', 'injected'))
  await run(`audit export --data-dir ${dir} --out ${late}`)
  await run(`audit witness --state ${state} --file ${late}`)
  const { code, json } = await run(`audit witness --state ${state} --file ${early}`)
  assert.deepEqual([code, json.consistent, json.from, json.to, json.cosignature], [1, false, 16, 12, null])
  assert.match(String(json.reasons), /^records-missing/)
})

const refused: [words: string, code: number, fault: string][] = [
  ['audit verify', 64, 'station/usage'],
  ['audit verify --data-dir DIR --file FILE', 64, 'station/usage'],
  ['audit verify --data-dir DIR --witness x', 64, 'station/usage'],
  ['audit verify --data-dir DIR --anchor NONE', 65, 'audit/no-file'],
  ['audit verify --data-dir DIR --anchor SEGMENT', 65, 'audit/no-anchor'],
  ['audit verify --file SEGMENT', 65, 'audit/no-export'],
  ['audit export --data-dir DIR --out SEGMENT', 73, 'station/cannot-create'],
  ['audit export --data-dir NONE --out FILE', 78, 'station/no-data-directory'],
  ['audit receipt --data-dir DIR --attempt at-1', 77, 'audit/no-receipt-in-lab'],
  ['audit labels --data-dir DIR --run none --out FILE', 65, 'audit/no-run'],
  ['audit reconcile --data-dir DIR --run none', 65, 'audit/no-run'],
]
for (const [words, code, fault] of refused)
  test(`${words}: ${fault}, exit code ${code}`, async (t) => {
    const folder = scratch(t)
    const { dir } = await twelve(folder)
    const names = { DIR: dir, SEGMENT: path.join(dir, 'log', '000000.seg'), NONE: path.join(folder, 'none') }
    const places = { ...names, FILE: path.join(folder, 'file') }
    const said = await run(words.replace(/\b[A-Z]{3,}\b/g, (name) => places[name as keyof typeof places] ?? name))
    assert.deepEqual([said.code, said.json.code], [code, fault])
  })

test('a production log gives a receipt in words, as a drawing and as a word that verifies', async (t) => {
  const folder = scratch(t)
  const { dir } = await twelve(folder, 'production')
  const svg = path.join(folder, 'qr.svg')
  const { code, json } = await run(`audit receipt --data-dir ${dir} --attempt at-2 --qr ${svg}`)
  assert.deepEqual([code, json.seq, json.serial, json.outcome, json.size], [0, 7, 'SN-at-2', 'injected', 8])
  assert.match(fs.readFileSync(svg, 'utf8'), /^<svg xmlns=/)
  const words = await cliHere(`audit receipt --data-dir ${dir} --attempt at-2`, [], { json: false })
  const text = path.join(folder, 'receipt.txt')
  fs.writeFileSync(text, words.out.join('\n'))
  const verified = await run(`audit verify --data-dir ${dir} --anchor ${text}`)
  assert.deepEqual([verified.code, (verified.json.trust as { anchoredTo: number }).anchoredTo], [0, 7])
  assert.equal((await run(`audit receipt --data-dir ${dir} --attempt at-9`)).json.code, 'audit/no-result')
})
