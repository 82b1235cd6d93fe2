// A data directory put back from a copy: known by what this machine had seen of its log. No serial number is issued twice,
// and no device that was blocked is free.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { realFiles } from '../../electron/audit/files.js'
import type { Body } from '../../electron/audit/log.js'
import { openLog } from '../../electron/audit/log.js'
import { verifyDirectory } from '../../electron/audit/verify.js'
import { highestWith, nextDevice } from '../../electron/keys/dukpt/issuer.js'
import { ksnHex } from '../../electron/keys/dukpt/ksn.js'
import {
  app,
  armed,
  attempt,
  born,
  by,
  copy,
  doorWith,
  intent,
  readBack,
  recordsOf,
  result,
  scratch,
} from '../harness/audit.js'

const places = (t: { after(fn: () => void): void }) => {
  const folder = scratch(t, 'memory')
  return { folder, seen: path.join(folder, 'state', 'seen') }
}
const open = (dir: string, seen: string, more: object = {}) => openLog(dir, { app, seen, ...more })
const series = { scheme: 'tdes', keySet: 'FFFF987654', from: 0, to: 1000 } as const
const ksnOf = (device: number) => ksnHex(nextDevice(series, device - 1))
const restoredOf = async (dir: string) =>
  (await recordsOf(dir, { type: 'directory-restored' })).map(({ body }) => body as Body<'directory-restored'>)
const putBack = (older: string, dir: string) => {
  fs.rmSync(dir, { recursive: true })
  fs.cpSync(older, dir, { recursive: true })
}

/** A log in which one serial number was issued, then copied; then three more, and two devices that stay blocked. */
async function goneOn(folder: string, seen: string) {
  const { dir, vkey } = await born(folder)
  let log = await open(dir, seen)
  await log.append('attempt-intent', { ...intent('at-1'), ksn: ksnOf(5) }, by)
  await log.close()
  const older = copy(dir, folder)
  log = await open(dir, seen)
  for (const [id, device] of [
    ['at-2', 6],
    ['at-3', 7],
    ['at-4', 8],
  ] as const)
    await log.append('attempt-intent', { ...intent(id), ksn: ksnOf(device) }, by)
  await log.arm(armed('at-3', 'SN0003'), by)
  await log.arm(armed('at-4', 'SN0004'), by)
  await log.append('attempt-result', result('at-3', 'indeterminate', 'SN0003'), by)
  await attempt(log, 'at-5', 'SN0005', 'injected')
  return { dir, vkey, older, log }
}

test('a directory put back from a copy is known, told, and its lost blocked devices stay blocked', async (t) => {
  const { folder, seen } = places(t)
  const { dir, vkey, older, log } = await goneOn(folder, seen)
  const { size } = log
  await log.close()
  putBack(older, dir)
  const again = await open(dir, seen)
  const [told, ...others] = await restoredOf(dir)
  assert.equal(others.length, 0)
  assert.deepEqual([told!.because, told!.size, told!.missing, told!.more], ['older', size, size - 3, 0])
  assert.deepEqual(told!.blocked.map((one) => [one.attempt, one.serial, one.ksn]).sort(), [
    ['at-3', 'SN0003', ksnOf(7)],
    ['at-4', 'SN0004', ksnOf(8)],
  ])
  for (const serial of ['SN0003', 'SN0004']) assert.equal(again.attempts().blockedBy(serial)?.open, true)
  assert.equal(again.attempts().blockedBy('SN0005'), null)
  await again.append('attempt-intent', intent('at-9'), by)
  await assert.rejects(
    again.arm(armed('at-9', 'SN0003'), by),
    (error: { code?: string }) => error.code === 'injection/blocked',
  )
  await again.append('attempt-read-back', readBack('at-3', 'SN0003', 'match'), by)
  await again.arm(armed('at-9', 'SN0003'), by)
  await again.close()
  // Once told, it is as any other log; what is open goes on to be.
  const last = await open(dir, seen)
  assert.equal((await restoredOf(dir)).length, 1)
  assert.equal(last.attempts().blockedBy('SN0004')?.attempt, 'at-4')
  await last.close()
  assert.deepEqual((await verifyDirectory(dir, { vkey })).verdict, 'pass')
})

test('after that no serial number is issued that the lost records may have named', async (t) => {
  const { folder, seen } = places(t)
  const { dir, older, log } = await goneOn(folder, seen)
  const issued = new Set([6, 7, 8].map(ksnOf))
  await log.close()
  putBack(older, dir)
  const again = await open(dir, seen)
  const next = () => ksnHex(nextDevice(series, highestWith(series, again.attempts().named(), again.attempts().burnt())))
  const [told] = await restoredOf(dir)
  assert.equal(next(), ksnOf(Math.max(8, 5 + told!.missing) + 1))
  for (let count = 0; count < 20; count += 1) {
    const ksn = next()
    assert.ok(!issued.has(ksn), ksn)
    issued.add(ksn)
    await again.append('attempt-intent', { ...intent(`at-n${count}`), ksn }, by)
  }
  await again.close()
  // Numbers are burnt once, not with every opening.
  const last = await open(dir, seen)
  const burnt = last.attempts().burnt()
  assert.deepEqual(
    burnt.map(({ numbers }) => numbers),
    [told!.missing],
  )
  await last.close()
})

test('a series of which the copy knew nothing begins behind all that may have been issued', async (t) => {
  const { folder, seen } = places(t)
  const { dir, older, log } = await goneOn(folder, seen)
  await log.close()
  putBack(older, dir)
  const again = await open(dir, seen)
  const other = { ...series, keySet: '1122334455', from: 100 }
  const [told] = await restoredOf(dir)
  assert.equal(highestWith(other, again.attempts().named(), again.attempts().burnt()), 99 + told!.missing)
  await again.close()
})

test('a copy that went on elsewhere and came back longer is known by its root', async (t) => {
  const { folder, seen } = places(t)
  const { dir, older, log } = await goneOn(folder, seen)
  const { size } = log
  await log.close()
  const elsewhere = await open(older, path.join(folder, 'other', 'seen'))
  while (elsewhere.size <= size) await elsewhere.append('log-verified', { verdict: 'pass', size: 1 }, by)
  await elsewhere.close()
  putBack(older, dir)
  await (await open(dir, seen)).close()
  const [told] = await restoredOf(dir)
  assert.deepEqual([told!.because, told!.missing], ['other-root', size])
})

test('a log that only goes on is never called restored', async (t) => {
  const { folder, seen } = places(t)
  const { dir } = await born(folder)
  for (let round = 0; round < 4; round += 1) {
    const log = await open(dir, seen)
    await Promise.all([1, 2, 3].map((n) => log.append('log-verified', { verdict: 'pass', size: n }, by)))
    await log.close()
  }
  assert.deepEqual(await restoredOf(dir), [])
})

test('of two places the whole one counts where the other is torn, and none where both are', async (t) => {
  const { folder, seen } = places(t)
  const { dir, older, log } = await goneOn(folder, seen)
  await log.close()
  const file = path.join(seen, fs.readdirSync(seen)[0]!)
  const bytes = fs.readFileSync(file)
  for (const [torn, told] of [
    [[0], 1],
    [[128 * 1024], 1],
    [[0, 128 * 1024], 0],
  ] as const) {
    const damaged = Buffer.from(bytes)
    for (const at of torn) damaged[at + 20]! ^= 1
    fs.writeFileSync(file, damaged)
    putBack(older, dir)
    await (await open(dir, seen)).close()
    assert.equal((await restoredOf(dir)).length, told, `torn at ${torn}`)
  }
})

test('a restoration whose record could not be written is not forgotten', async (t) => {
  const { folder, seen } = places(t)
  const { dir, older, log } = await goneOn(folder, seen)
  await log.close()
  putBack(older, dir)
  let failing = false
  const files = doorWith({
    open: (file, how) => {
      // The last file opened before records are written.
      failing ||= file.endsWith('newest-checkpoint') && how === 'write'
      return realFiles.open(file, how)
    },
    datasync: async (fd) => {
      if (failing) throw Object.assign(new Error(), { code: 'EIO' })
      return realFiles.datasync(fd)
    },
  })
  await assert.rejects(open(dir, seen, { files }))
  const again = await open(dir, seen)
  assert.ok((await restoredOf(dir)).length >= 1)
  assert.equal(again.attempts().blockedBy('SN0004')?.open, true)
  await again.close()
})

test('a production station that cannot note what it sees does not open; a lab one does', async (t) => {
  const folder = scratch(t, 'memory')
  const file = path.join(folder, 'a-file')
  fs.writeFileSync(file, '')
  for (const mode of ['production', 'lab'] as const) {
    const home = path.join(folder, mode)
    fs.mkdirSync(home)
    const { dir } = await born(home, mode)
    const opening = open(dir, path.join(file, 'seen'))
    if (mode === 'lab') await (await opening).close()
    else await assert.rejects(opening, (error: { code?: string }) => error.code === 'audit/not-writable')
  }
})
