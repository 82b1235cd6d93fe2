// The index of the log: follows it, is made anew when it must be, and answers as a plain look at every record would.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { chunkSize } from '../../electron/audit/index/chunk.js'
import { attempt, born, by, copy, scratch, simulator, twelve, withLog } from '../harness/audit.js'
import { answersOf, query, withIndex } from '../harness/indexed.js'
import { writeLargeLog } from '../harness/large-log.js'

const indexFile = (dir: string) => path.join(dir, 'index.sqlite')
/** More than two chunks, and a tail. */
const many = 2 * chunkSize + 1_500
const made = scratch({ after })
const written = writeLargeLog(path.join(made, 'large'), many)
/** A large log, without an index. */
const large = (t: Parameters<typeof scratch>[0]): string => copy(path.join(made, 'large'), scratch(t))

const queries = [
  query(),
  query({ facets: { outcome: ['mismatched', 'refused'] } }),
  query({ facets: { type: ['attempt-result'], model: ['K21'] }, text: '70003' }),
  query({ text: 'ttyusb3 clear-load' }),
  query({ since: Date.UTC(2026, 0, 5, 1), until: Date.UTC(2026, 0, 5, 2) }),
]

test('an index that followed the log record by record answers as one made of the whole log', async (t) => {
  const { dir } = await born(scratch(t))
  await withLog(dir, async (log) => {
    await withIndex(dir, async (followed) => {
      for (const id of ['at-1', 'at-2']) {
        await attempt(log, id, `SN-${id}`, id === 'at-1' ? 'injected' : 'mismatched')
        await followed.index.follow()
      }
      await log.append('simulator-started', simulator('/dev/pts/9'), by)
      await followed.index.follow()
      const anew = await withIndex(dir, (whole) => answersOf(whole, queries))
      assert.deepEqual(await answersOf(followed, queries), anew)
      assert.equal(followed.index.view.size, log.size)
    })
  })
})

test('an index that is closed and opened again answers as before, and takes up its full chunks', async (t) => {
  const dir = large(t)
  const first = await withIndex(dir, async (indexed) => {
    assert.equal(indexed.told[0]?.because, 'missing')
    return answersOf(indexed, queries)
  })
  await withIndex(dir, async (indexed) => {
    assert.deepEqual(await answersOf(indexed, queries), first)
    // The first thing it told was the tail alone: the chunks were there already.
    assert.deepEqual(indexed.told[0], { state: 'building', size: many, because: null })
  })
})

test('every record of a large log is proven by its path to the root of the signed checkpoint', async (t) => {
  const dir = large(t)
  const { root } = written
  await withIndex(dir, async ({ index }) => {
    for (const seq of [0, 1, chunkSize - 1, chunkSize, 2 * chunkSize - 1, 2 * chunkSize, many - 1]) {
      const { proof } = await index.detail(seq)
      assert.equal(proof.root, root.toString('hex').toUpperCase())
      assert.deepEqual([proof.leads, proof.signed, proof.size], [true, true, many], `record ${seq}`)
    }
    await assert.rejects(index.detail(many), { code: 'audit/no-record' })
  })
})

test('where the newest checkpoint is signed by another key, the proof says so', async (t) => {
  const { dir } = await twelve(scratch(t))
  const file = path.join(dir, 'log', '000000.seg')
  const bytes = fs.readFileSync(file)
  // The last base64 letters of the file are those of the last signature.
  bytes[bytes.length - 20] = bytes[bytes.length - 20] === 0x41 ? 0x42 : 0x41
  fs.writeFileSync(file, bytes)
  await withIndex(dir, async ({ index }) => {
    const { proof } = await index.detail(3)
    assert.deepEqual([proof.leads, proof.signed], [true, false])
  })
})

const damages: readonly [what: string, damage: (file: string) => void, because: string | null][] = [
  ['deleted', (file) => fs.rmSync(file), 'missing'],
  ['replaced by something else', (file) => fs.writeFileSync(file, 'not a database, '.repeat(900)), 'damaged'],
  ['cut in half', (file) => fs.truncateSync(file, fs.statSync(file).size >> 1), 'damaged'],
  ['empty', (file) => fs.truncateSync(file, 0), null],
  ['changed in one bit of its columns', (file) => flip(file, 0.4), 'damaged'],
  ['changed in one bit of its words', (file) => flip(file, 0.9), 'damaged'],
]
const flip = (file: string, where: number) => {
  const bytes = fs.readFileSync(file)
  bytes[Math.floor(bytes.length * where)]! ^= 1
  fs.writeFileSync(file, bytes)
}

test('an index file that was lost or damaged is made anew by itself', async (t) => {
  const dir = large(t)
  const first = await withIndex(dir, (indexed) => answersOf(indexed, queries))
  for (const [what, damage, because] of damages) {
    damage(indexFile(dir))
    await withIndex(dir, async (indexed) => {
      assert.deepEqual(await answersOf(indexed, queries), first, what)
      assert.deepEqual(indexed.index.view, { state: 'ready', size: many, because }, what)
    })
    await withIndex(dir, async (indexed) => assert.equal(indexed.told[0]?.because, null, `${what}, once`))
  }
})

test('an index file that is damaged while the station works on it is made anew by itself', async (t) => {
  const dir = large(t)
  await withIndex(dir, async (indexed) => {
    const { index } = indexed
    const before = index.survey(query({ text: 'ttyusb3' })).total
    fs.writeFileSync(indexFile(dir), Buffer.alloc(fs.statSync(indexFile(dir)).size, 0x5a))
    // What it holds in memory it still answers; what it has to read from the file shows the damage.
    assert.equal(index.survey(query()).total, many)
    assert.throws(() => index.survey(query({ text: 'ttyusb4' })), { code: 'audit/index-remade' })
    await index.follow()
    assert.equal(index.survey(query({ text: 'ttyusb3' })).total, before)
    assert.deepEqual(index.view, { state: 'ready', size: many, because: 'damaged' })
  })
})

test('the index of another log is not taken for that of this one', async (t) => {
  const [one, other] = [large(t), scratch(t)]
  writeLargeLog(other, chunkSize)
  await withIndex(one, async () => {})
  fs.copyFileSync(indexFile(one), indexFile(other))
  await withIndex(other, async ({ index }) => {
    assert.equal(index.view.because, 'of-another-log')
    assert.equal((await index.detail(5)).proof.leads, true)
  })
})

test('a log restored from an older copy takes no index that is ahead of it', async (t) => {
  const [long, short] = [large(t), scratch(t)]
  writeLargeLog(short, 200)
  await withIndex(long, async () => {})
  fs.copyFileSync(indexFile(long), indexFile(short))
  await withIndex(short, async ({ index }) => {
    assert.deepEqual(index.view, { state: 'ready', size: 200, because: 'of-another-log' })
  })
})

test('where the disk takes no index file, the index lives in memory and says so', async (t) => {
  const { dir } = await twelve(scratch(t))
  fs.mkdirSync(path.join(dir, 'index.sqlite', 'in-the-way'), { recursive: true })
  await withIndex(dir, async ({ index }) => {
    assert.deepEqual(index.view, { state: 'ready', size: 12, because: 'not-saved' })
    assert.equal(index.survey(query({ text: 'sn-at-2' })).total, 2)
  })
})

test('a log that cannot be read leaves the index where it came, and says why', async (t) => {
  const { dir } = await twelve(scratch(t))
  const file = path.join(dir, 'log', '000000.seg')
  const bytes = fs.readFileSync(file)
  bytes[bytes.length >> 1]! ^= 1
  fs.writeFileSync(file, bytes)
  await withIndex(dir, async ({ index }) => {
    assert.equal(index.view.state, 'failed')
    assert.equal(index.view.because, 'log-unreadable')
  })
})
