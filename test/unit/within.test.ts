// A wait with its own deadline, and the words for what the operating system says.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reason } from '../../electron/wire/open-fault.js'
import { TimeUp, within } from '../../electron/wire/within.js'

test('what never calls back is left when its time is up', async () => {
  await assert.rejects(within(5, new Promise(() => {})), TimeUp)
})
test('what comes in time is what comes', async () => {
  assert.equal(await within(60_000, Promise.resolve('done')), 'done')
  await assert.rejects(within(60_000, Promise.reject(new RangeError('so'))), RangeError)
})
test('what fails after its time is up troubles nobody', async () => {
  const late = new Promise<never>((_, fail) => setTimeout(() => fail(new Error('late')), 15))
  await assert.rejects(within(5, late), TimeUp)
  await assert.rejects(late, /late/)
})
test('an error of the system is named by its code, another by its first clause', () => {
  assert.equal(reason(Object.assign(new Error('EIO: i/o error, write'), { code: 'EIO' })), 'EIO')
  assert.equal(reason(new Error('Error: Input/output error, cannot open /dev/ttyS0')), 'Input/output error')
  assert.equal(reason('thrown text'), 'unknown')
})
