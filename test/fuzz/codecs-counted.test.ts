// Codecs whose frames tell their length, with random streams; and that no codec is left out.
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { codecs, fuzzCodec } from '../harness/codec-fuzz.js'
import { projectRoot } from '../harness/tree.js'

test('every codec that there is has its row', () => {
  const files = readdirSync(`${projectRoot}electron/wire/codecs`).map((file) => file.replace(/\.ts$/, ''))
  assert.deepEqual(
    [...new Set(Object.keys(codecs).map((name) => name.split(' ')[0]))].sort(),
    files.filter((file) => file !== 'scan').sort(),
  )
})

for (const name of ['stx-bcd2', 'stx-bcd2 with ACK', 'stx-be2', 'stx-dec3'] as const) fuzzCodec(name)
