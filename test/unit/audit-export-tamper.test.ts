// Every change to an export is found, by the station's verifier and by the script in it alike.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { readTarHeader } from '../../electron/audit/export/tar.js'
import { Fault } from '../../electron/contract/fault.js'
import { attempt, born, scratch, twelve, withLog } from '../harness/audit.js'
import { exported, script, unpacked, verified } from '../harness/audit-export.js'

// Every byte of the proof, and every header: the words for people and the script are no part of it.
test('every byte changed in the proof of an export is found, and both verifiers name the same place', async (t) => {
  const folder = scratch(t, 'memory')
  const { dir, vkey } = await born(folder)
  await withLog(dir, async (log) => attempt(log, 'at-1', 'SN0001', 'injected'))
  const out = path.join(folder, 'log.tar')
  await exported(dir, out)
  const whole = fs.readFileSync(out)
  const verifier = path.join(unpacked(out, folder), 'verify.mjs')
  const starts = whole.indexOf('ustar', whole.indexOf('/log/000000.seg')) - 257
  const changed = path.join(folder, 'changed.tar')
  let compared = 0
  for (let at = starts; at < whole.length; at += 31) {
    const bytes = Buffer.from(whole)
    bytes[at]! ^= 1 << (at % 8)
    fs.writeFileSync(changed, bytes)
    const view = await verified(changed, { vkey }).catch((error: unknown) => (error as Fault).code)
    if (typeof view === 'string') assert.equal(view, 'audit/no-export', `byte ${at}`)
    else assert.ok(view.verdict !== 'pass' || isPadding(whole, at), `byte ${at}`)
    if (at % 7 !== 0 || typeof view === 'string') continue
    compared += 1
    const said = script(verifier, changed, '--vkey', vkey)
    assert.deepEqual([said.verdict, said.firstBad], [view.verdict, view.firstBad], `byte ${at}: ${view.reasons}`)
  }
  assert.ok(compared > 5, `${compared} compared`)
})

/** Zeros between a file's end and the next header belong to nothing. */
function isPadding(tar: Buffer, at: number): boolean {
  for (let header = 0; header < tar.length; ) {
    const member = readTarHeader(tar.subarray(header, header + 512))
    if (member === 'end' || member === null) return false
    const end = header + 512 + member.size
    const next = Math.ceil(end / 512) * 512
    if (at >= end && at < next) return true
    header = next
  }
  return false
}

const broken: [what: string, change: (tar: Buffer) => Buffer][] = [
  ['an empty file', () => Buffer.alloc(0)],
  ['cut in the middle', (tar) => tar.subarray(0, tar.length >> 1)],
  ['without its end', (tar) => tar.subarray(0, -512)],
  ['with something behind its end', (tar) => Buffer.concat([tar, Buffer.from('more')])],
  ['two archives in one', (tar) => Buffer.concat([tar, tar])],
  ['a member twice', (tar) => Buffer.concat([tar.subarray(0, -1024), tar])],
  ['no archive at all', () => Buffer.from('PK\x03\x04'.padEnd(2000, 'x'))],
]
for (const [what, change] of broken)
  test(`${what} is no export`, async (t) => {
    const folder = scratch(t)
    const { dir } = await twelve(folder)
    const out = path.join(folder, 'log.tar')
    await exported(dir, out)
    fs.writeFileSync(out, change(fs.readFileSync(out)))
    await assert.rejects(verified(out), (error) => error instanceof Fault && error.code === 'audit/no-export')
  })
