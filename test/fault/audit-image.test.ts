// What a medium keeps: after 1,000 appends the image of an ext4 file system holds the signing keys that wait for their sizes, and none
// of those that were used up. (Flash and copy-on-write file systems may keep more: docs/decisions/0001-log-format.md.)
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { keysAhead } from '../../electron/audit/append.js'
import { type FileDoor, realFiles } from '../../electron/audit/files.js'
import { born, by, scratch, withLog } from '../harness/audit.js'
import { imageDisk } from '../harness/mounted.js'

const appends = 1_000

/** The real door, and the 32 secret bytes of every slot of the signing keys that went through it. */
function listening(): { door: FileDoor; seeds: Buffer[] } {
  const seeds: Buffer[] = []
  const write: FileDoor['write'] = (fd, bytes, at) => {
    if (bytes.length === 52 && Buffer.from(bytes.subarray(0, 4)).toString() === 'KSK1')
      seeds.push(Buffer.from(bytes.subarray(12, 44)))
    return realFiles.write(fd, bytes, at)
  }
  return { door: { ...realFiles, write }, seeds }
}

/** How many of `seeds` lie anywhere in `image`, whole or their first half. */
function heldBy(image: Buffer, seeds: readonly Buffer[]): Buffer[] {
  const starts = new Map(seeds.map((seed) => [seed.readUInt32BE(0), seed]))
  const firsts = new Set(seeds.map((seed) => seed.readUInt16BE(0)))
  const held: Buffer[] = []
  for (let at = 0; at + 32 <= image.length; at += 1) {
    if (!firsts.has(image.readUInt16BE(at))) continue
    const seed = starts.get(image.readUInt32BE(at))
    if (seed !== undefined && image.subarray(at, at + 16).equals(seed.subarray(0, 16))) held.push(seed)
  }
  return held
}

test(`the image of a disk after ${appends} appends holds no signing key that was used`, async (t) => {
  const folder = scratch(t)
  const image = path.join(folder, 'image')
  const disk = imageDisk(folder, image, 16 * 1024 * 1024)
  if (typeof disk === 'string') return t.skip(disk)
  const { door, seeds } = listening()
  try {
    await fillLog(disk.at, door)
  } finally {
    disk.unmount()
  }
  assert.ok(seeds.length > appends)
  const held = heldBy(fs.readFileSync(image), seeds)
  t.diagnostic(`${seeds.length} keys written, ${held.length} in the image`)
  const waiting = new Set(seeds.slice(-keysAhead))
  assert.deepEqual([held.length, held.filter((seed) => !waiting.has(seed)).length], [keysAhead, 0])
})

async function fillLog(folder: string, files: FileDoor): Promise<void> {
  const { dir } = await born(folder)
  await withLog(
    dir,
    async (log) => {
      const append = (size: number) => log.append('log-verified', { verdict: 'pass', size }, by)
      for (let count = 0; count < appends / 2; count += 1) await append(count)
      // And as many in groups of up to ten.
      for (let count = appends / 2; count < appends; count += 10)
        await Promise.all(Array.from({ length: 10 }, (_, index) => append(count + index)))
    },
    { files },
  )
}
