// docs/faults.md names a test for every fault: each is in the file it names, and no fault of the list lacks its row.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { projectRoot } from '../harness/tree.js'

const page = readFileSync(`${projectRoot}docs/faults.md`, 'utf8')
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.includes('|---') && !/^\| (fault|rule) \|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, fault, where, name]) => ({ fault: fault!, where: where!, name: name! }))

/** What has to be survived: a word of each, by which its row is found. */
const faults = [
  'port absent',
  'busy',
  'no permission',
  'between list and open',
  'another device behind the same path',
  'swapped',
  'wrong baud',
  'stale bytes',
  'boot chatter',
  'garbage between frames',
  'split at every byte',
  'two frames in one read',
  'bad checksum',
  'length 0',
  'maximum length',
  'over the cap',
  'truncated',
  'no reply',
  'after the deadline',
  'duplicate reply',
  'previous command',
  'unsolicited',
  'busy flood',
  'endless bytes',
  'echo on the line',
  'XON',
  'before, during and after the key write',
  'during the read-back',
  'replugged at once',
  'after a minute',
  'EPIPE',
  're-enumeration',
  'short packets',
  'all ports lost at once',
  'drain never',
  'close never',
  'suspend',
  'clock a day',
  'event loop blocked',
  'kill -9',
  'power cut',
  'disk full',
  'check value differs',
  'for the previous key',
  'hostile',
  'second instance',
]

test('every fault has its row', () => {
  const told = rows.map(({ fault }) => fault).join('\n')
  assert.deepEqual(
    faults.filter((fault) => !told.includes(fault)),
    [],
  )
})

for (const { fault, where, name } of rows)
  test(`${fault}: its test is there`, () => {
    assert.ok(existsSync(projectRoot + where), `${where} is not there`)
    const text = readFileSync(projectRoot + where, 'utf8')
    assert.ok(name !== '' && text.includes(name), `${where} has no “${name}”`)
  })
