// Every single-bit flip and every truncation of a small log with its checkpoints; random damage to it.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { type FileDoor, realFiles } from '../../electron/audit/files.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import { appendsIn, doorWith, twelve as filled, frameStarts, joined, notesOf, scratch } from '../harness/audit.js'

const names = ['log/000000.seg', 'newest-checkpoint'] as const
type Name = (typeof names)[number]

/** A log of 12 records, and a door that shows its files as they are given. */
async function twelve(t: { after(fn: () => void): void }) {
  const { dir, vkey } = await filled(scratch(t))
  const files = new Map(names.map((name) => [name, fs.readFileSync(path.join(dir, name))]))
  const verify = async (changed: Partial<Record<Name, Buffer>>) => {
    const view = await verifyDirectory(dir, { vkey, files: shown(dir, (name) => changed[name] ?? files.get(name)!) })
    return view
  }
  return { files: files as ReadonlyMap<Name, Buffer>, notes: notesOf(dir), verify }
}

/** Descriptors from 1000 on are the log's files, in memory. */
function shown(dir: string, content: (name: Name) => Buffer): FileDoor {
  const file = (fd: number) => content(names[fd - 1_000]!)
  return doorWith({
    open: async (at, how) => {
      const index = names.findIndex((name) => path.join(dir, name) === at)
      return index === -1 ? realFiles.open(at, how) : 1_000 + index
    },
    read: async (fd, into, at) => file(fd).copy(into, 0, at),
    size: async (fd) => file(fd).length,
    close: async (fd) => (fd < 1_000 ? realFiles.close(fd) : undefined),
  })
}

const flipped = (bytes: Buffer, bit: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy[bit >> 3]! ^= 1 << (bit & 7)
  return copy
}

// Primes, so that every bit of a byte has its turn; the long run takes each bit and each length.
const long = process.env.KCV_LONG === '1'
const bitStride = long ? 1 : 37
const lengthStride = long ? 1 : 11
const every = (stride: number, what: string) => (stride === 1 ? `every ${what}` : `one in ${stride} of every ${what}`)

/** Lengths to cut a file to: as chosen, and all around the borders. */
const lengths = (bytes: Buffer, borders: readonly number[]): number[] =>
  [...bytes.keys()].filter((at) => at % lengthStride === 0 || borders.some((border) => Math.abs(at - border) < 10))

test('the log passes as it is', async (t) => {
  const { verify } = await twelve(t)
  const { verdict, size, reasons } = await verify({})
  assert.deepEqual([verdict, size, reasons], ['pass', 12, []])
})

for (const name of names)
  test(`${every(bitStride, 'single-bit flip')} of ${name} is found`, async (t) => {
    const { files, verify } = await twelve(t)
    const bytes = files.get(name)!
    const verdicts = { fail: 0, incomplete: 0 }
    for (let bit = 0; bit < bytes.length * 8; bit += bitStride) {
      const { verdict, firstBad } = await verify({ [name]: flipped(bytes, bit) })
      assert.ok(verdict !== 'pass', `bit ${bit & 7} of byte ${bit >> 3}`)
      assert.notEqual(firstBad, null)
      verdicts[verdict] += 1
    }
    t.diagnostic(`${verdicts.fail} fail, ${verdicts.incomplete} incomplete`)
    // Only what could be a write cut short is called so: never a byte of a sealed record.
    if (name === 'log/000000.seg') assert.equal(verdicts.incomplete, 0)
  })

test(`${every(lengthStride, 'truncation')} of the segment fails: newest-checkpoint knows better`, async (t) => {
  const { files, verify } = await twelve(t)
  const bytes = files.get('log/000000.seg')!
  const starts = frameStarts(bytes)
  for (const length of lengths(bytes, starts)) {
    const { verdict, firstBad } = await verify({ 'log/000000.seg': bytes.subarray(0, length) })
    assert.deepEqual([verdict, firstBad], ['fail', starts.findLastIndex((start) => start <= length)], `${length} bytes`)
  }
})

test(`${every(lengthStride, 'truncation')} of newest-checkpoint is incomplete`, async (t) => {
  const { files, verify } = await twelve(t)
  const bytes = files.get('newest-checkpoint')!
  for (const length of lengths(bytes, [0, bytes.length]))
    assert.equal(
      (await verify({ 'newest-checkpoint': bytes.subarray(0, length) })).verdict,
      'incomplete',
      `${length} bytes`,
    )
})

test('records and checkpoints cut at the same border fail, or are as a power cut leaves them', async (t) => {
  const { files, notes, verify } = await twelve(t)
  const frames = appendsIn(files.get('log/000000.seg')!).map(({ frame }) => frame)
  const cut = (records: number, sealed: number, second: number) =>
    verify({
      'log/000000.seg': joined(frames.slice(0, records), notes.slice(0, sealed)),
      'newest-checkpoint': Buffer.from(notes[second - 1] ?? ''),
    })
  for (let records = 1; records <= 12; records += 1)
    for (let sealed = 0; sealed <= 12; sealed += 1)
      for (const second of new Set([0, sealed - 1, sealed, sealed + 1, 12].filter((size) => size >= 0 && size <= 12))) {
        const whole = records === sealed && second === sealed
        const tail = (records === sealed || records === sealed + 1) && second <= sealed
        const expected = whole ? 'pass' : tail ? 'incomplete' : 'fail'
        assert.equal(
          (await cut(records, sealed, second)).verdict,
          expected,
          `${records} records, ${sealed} sealed, ${second}`,
        )
      }
})

test('no damage of any kind passes', async (t) => {
  const { files, verify } = await twelve(t)
  const edit = fc.record({
    name: fc.constantFrom(...names),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat({ max: 40 }),
    insert: fc.uint8Array({ maxLength: 40 }),
  })
  await fc.assert(
    fc.asyncProperty(edit, async ({ name, at, remove, insert }) => {
      const bytes = files.get(name)!
      const from = Math.floor(at * bytes.length)
      const changed = Buffer.concat([bytes.subarray(0, from), insert, bytes.subarray(from + remove)])
      if (!changed.equals(bytes)) assert.notEqual((await verify({ [name]: changed })).verdict, 'pass')
    }),
    { numRuns: long ? 20_000 : 500 },
  )
})
