// The index and the proofs of a log whose old records are in an archive and no longer there.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { realFiles } from '../../electron/audit/files.js'
import { chunkSize } from '../../electron/audit/index/chunk.js'
import { chunkRoot, inclusionPath, treeRoot } from '../../electron/audit/index/proof.js'
import { readSealed } from '../../electron/audit/index/sealed.js'
import { inclusionProof } from '../../electron/audit/proofs.js'
import { prunedBytes } from '../../electron/audit/retention/pruned.js'
import { leafHash, rootOf, Tree } from '../../electron/audit/tree.js'
import { recordsOf, scratch, segment } from '../harness/audit.js'
import { archived, pruned, thirty } from '../harness/audit-pruned.js'
import { query, withIndex } from '../harness/indexed.js'
import { writeLargeLog } from '../harness/large-log.js'

const leaves = Array.from({ length: 3 * chunkSize + 700 }, (_, n) => leafHash(Buffer.from(String(n))))

/** What an index knows of the first `size` leaves when the first `dropped` are gone. */
function known(size: number, dropped: number) {
  const tree = new Tree()
  for (const leaf of leaves.slice(0, dropped)) tree.append(leaf)
  const first = Math.floor(dropped / chunkSize)
  const full = Math.floor(size / chunkSize)
  const roots = Array.from({ length: Math.max(0, full - first) }, (_, place) => {
    const start = (first + place) * chunkSize
    const from = Math.max(start, dropped)
    return chunkRoot(tree, { from, hashes: leaves.slice(from, start + chunkSize) }, start, start + chunkSize)
  })
  const from = Math.max(full * chunkSize, dropped)
  return { size, dropped: tree, roots, tail: { from, hashes: leaves.slice(from, size) } }
}

test('root and path are those of RFC 6962 over all leaves, however many of them are gone', () => {
  const sizes = fc
    .integer({ min: 1, max: leaves.length })
    .chain((size) =>
      fc
        .integer({ min: 0, max: size - 1 })
        .chain((dropped) => fc.integer({ min: dropped, max: size - 1 }).map((index) => ({ size, dropped, index }))),
    )
  fc.assert(
    fc.property(sizes, ({ size, dropped, index }) => {
      const tree = known(size, dropped)
      assert.deepEqual(treeRoot(tree), rootOf(leaves, 0, size))
      const start = index - (index % chunkSize)
      const from = Math.max(start, dropped)
      const near = { from, hashes: leaves.slice(from, Math.min(size, start + chunkSize)) }
      assert.deepEqual(inclusionPath(tree, index, near), inclusionProof(leaves, index, size))
    }),
    { numRuns: 12 },
  )
})

test('the index of a shortened log begins where the log does, and proves what is left', async (t) => {
  const folder = scratch(t)
  const { dir } = await thirty(folder)
  await withIndex(dir, async ({ index }) => assert.equal(index.survey(query()).total, index.view.size))
  const { size: gone } = await pruned(dir, await archived(dir, folder), 5)
  const left = await recordsOf(dir)
  await withIndex(dir, async ({ index }) => {
    assert.equal(index.view.state, 'ready')
    const view = index.survey(query())
    assert.deepEqual([view.total, view.size], [left.length, gone + left.length])
    const rows = await index.rows(query(), view.size, 0, left.length + 10)
    assert.deepEqual(
      rows.map(({ record }) => record.seq),
      left.map(({ seq }) => seq).reverse(),
    )
    assert.equal(index.survey(query({ text: 'sn-27' })).total, 2)
    for (const { seq } of [left[0]!, left[5]!, left.at(-1)!]) {
      const { proof } = await index.detail(seq)
      assert.deepEqual([proof.leads, proof.signed], [true, true], `record ${seq}`)
    }
    await assert.rejects(index.detail(gone - 1), { code: 'audit/no-record' })
  })
})

/** Takes the first segment of a large log away, as an archiving does. */
async function dropFirst(dir: string): Promise<number> {
  const tree = new Tree()
  const signer = { next: '', last: '', born: {} as object }
  for await (const { records, end } of readSealed(realFiles, dir, { segment: 0, offset: 0 })) {
    if (end.segment > 0) break
    for (const { bytes } of records) {
      if (tree.size === 0) signer.born = JSON.parse(bytes.toString('utf8'))
      tree.append(leafHash(bytes))
      signer.last = leafHash(bytes).toString('hex').toUpperCase()
      signer.next = JSON.parse(bytes.toString('utf8')).nextVkey
    }
  }
  const [origin] = signer.next.split('+')
  const text = `${origin}\n${tree.size}\n${tree.root().toString('base64')}\n`
  const known = { segment: 1, size: tree.size, prev: signer.last, note: `${text}\n`, issued: [], named: [] }
  const peaks = tree.peaks.map((peak) => peak.toString('base64'))
  const pruned = { ...known, peaks, signer: signer.next, next: signer.next, records: [signer.born as never] }
  fs.writeFileSync(path.join(dir, 'pruned'), prunedBytes(pruned))
  fs.rmSync(segment(dir, 0))
  return tree.size
}

test('an index that was made before records were dropped is made anew, and proves across what is gone', async (t) => {
  const dir = scratch(t)
  const { records, root } = writeLargeLog(dir, 2 * chunkSize + 900, 3_000_000)
  await withIndex(dir, async ({ index }) => assert.equal(index.survey(query()).total, records))
  const gone = await dropFirst(dir)
  assert.ok(gone > 1_000 && gone < chunkSize)
  for (const because of ['of-another-log', null] as const)
    await withIndex(dir, async ({ index, told }) => {
      assert.deepEqual([told[0]!.because, index.view.state], [because, 'ready'])
      assert.equal(index.survey(query()).total, records - gone)
      assert.equal(
        index.survey(query({ text: 'ttyusb3' })).histogram?.bars.length,
        index.survey(query()).histogram?.bars.length,
      )
      for (const seq of [gone, chunkSize - 1, chunkSize, records - 1]) {
        const { proof } = await index.detail(seq)
        assert.deepEqual([proof.leads, proof.root], [true, root.toString('hex').toUpperCase()], `record ${seq}`)
      }
    })
})

test('where what is known of dropped records is damaged, the index says that the log cannot be read', async (t) => {
  const folder = scratch(t)
  const { dir } = await thirty(folder)
  await pruned(dir, await archived(dir, folder), 5)
  fs.writeFileSync(path.join(dir, 'pruned'), 'nothing')
  await withIndex(dir, async ({ index }) => {
    assert.deepEqual([index.view.state, index.view.because], ['failed', 'log-unreadable'])
  })
})
