// Every single-bit flip and every truncation of a 12-record log with its checkpoints, the whole verification each time;
// and random damage to it.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import fc from 'fast-check'
import { appendsIn, frameStarts, joined } from '../harness/audit.js'
import { appendShort, at, type Files, filled, flipped, verdictOf } from '../harness/audit-in-memory.js'

const segment = at.segment()
const names = [segment, at.newest]

let log: { readonly files: Files; readonly vkey: string }
before(async () => {
  log = await filled(12, appendShort)
})
const verify = (...changed: [file: string, bytes: Buffer][]) => verdictOf(log.files, log.vkey, changed)
const bytesOf = (file: string) => log.files.get(file)!

test('the log passes as it is', async () => {
  const { verdict, size, reasons } = await verify()
  assert.deepEqual([verdict, size, reasons], ['pass', 12, []])
})

for (const name of names)
  test(`every single-bit flip of ${name} is found`, async (t) => {
    const bytes = bytesOf(name)
    const verdicts = { fail: 0, incomplete: 0 }
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const { verdict, firstBad } = await verify([name, flipped(bytes, bit)])
      assert.ok(verdict !== 'pass', `bit ${bit & 7} of byte ${bit >> 3}`)
      assert.notEqual(firstBad, null)
      verdicts[verdict] += 1
    }
    t.diagnostic(`${bytes.length * 8} flips: ${verdicts.fail} fail, ${verdicts.incomplete} incomplete`)
    // Only what could be a write cut short is called so: never a byte of a sealed record.
    if (name === segment) assert.equal(verdicts.incomplete, 0)
  })

test('every truncation of the segment fails: newest-checkpoint knows better', async (t) => {
  const bytes = bytesOf(segment)
  const starts = frameStarts(bytes)
  for (const length of bytes.keys()) {
    const { verdict, firstBad } = await verify([segment, bytes.subarray(0, length)])
    assert.deepEqual([verdict, firstBad], ['fail', starts.findLastIndex((start) => start <= length)], `${length} bytes`)
  }
  t.diagnostic(`${bytes.length} truncations`)
})

test('every truncation of newest-checkpoint is incomplete', async (t) => {
  const bytes = bytesOf(at.newest)
  for (const length of bytes.keys()) {
    const { verdict } = await verify([at.newest, bytes.subarray(0, length)])
    assert.equal(verdict, 'incomplete', `${length} bytes`)
  }
  t.diagnostic(`${bytes.length} truncations`)
})

test('records and checkpoints cut at the same border fail, or are as a power cut leaves them', async () => {
  const appended = appendsIn(bytesOf(segment))
  const frames = appended.map(({ frame }) => frame)
  const notes = appended.map(({ note }) => note)
  const cut = (records: number, sealed: number, second: number) =>
    verify(
      [segment, joined(frames.slice(0, records), notes.slice(0, sealed))],
      [at.newest, Buffer.from(notes[second - 1] ?? '')],
    )
  for (let records = 1; records <= 12; records += 1)
    for (let sealed = 0; sealed <= 12; sealed += 1)
      for (const second of new Set([0, sealed - 1, sealed, sealed + 1, 12].filter((size) => size >= 0 && size <= 12))) {
        const whole = records === sealed && second === sealed
        const tail = (records === sealed || records === sealed + 1) && second <= sealed
        const expected = whole ? 'pass' : tail ? 'incomplete' : 'fail'
        const { verdict } = await cut(records, sealed, second)
        assert.equal(verdict, expected, `${records} records, ${sealed} sealed, ${second}`)
      }
})

test('no damage of any kind passes', async () => {
  const edit = fc.record({
    name: fc.constantFrom(...names),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat({ max: 40 }),
    insert: fc.uint8Array({ maxLength: 40 }),
  })
  await fc.assert(
    fc.asyncProperty(edit, async ({ name, at, remove, insert }) => {
      const bytes = bytesOf(name)
      const from = Math.floor(at * bytes.length)
      const changed = Buffer.concat([bytes.subarray(0, from), insert, bytes.subarray(from + remove)])
      if (!changed.equals(bytes)) assert.notEqual((await verify([name, changed])).verdict, 'pass')
    }),
    { numRuns: process.env.KCV_LONG === '1' ? 20_000 : 500 },
  )
})
