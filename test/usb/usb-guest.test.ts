// Real USB devices without hardware: one guest is booted, and every `*.guest.ts` beside this file runs in it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filesBelow, projectRoot } from '../harness/tree.js'
import { runInGuest } from './guest.js'

const LAST_LINES = 12

/** What the preparation made, and the Node to run there, both given by `npm test`. */
const { KCV_USB_GUEST: guest, KCV_USB_NODE: node = process.execPath } = process.env
const programs = filesBelow('test/usb', /\.guest\.ts$/).map(
  (path) => `${projectRoot}dist/${path.replace(/\.ts$/, '.js')}`,
)

test('in a guest with a USB bus of its own', { skip: guest ? false : 'KCV_USB_GUEST names no guest' }, async (t) => {
  const { results, status, log, logFile } = await runInGuest(guest!, { programs, node })
  for (const line of log.trimEnd().split('\n').slice(-LAST_LINES)) t.diagnostic(line)
  t.diagnostic(`the guest's whole console: ${logFile}`)
  for (const { name, outcome, seconds, because } of results)
    await t.test(`${name} (${seconds.toFixed(1)} s there)`, (one) => {
      if (outcome === 'skipped') one.skip()
      assert.notEqual(outcome, 'failed', because)
    })
  assert.ok(results.length >= programs.length, `${results.length} results of ${programs.length} programs`)
  assert.equal(status, 0, 'the guest came to its end, and every program in it ended well')
})
