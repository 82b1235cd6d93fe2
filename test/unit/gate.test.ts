import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CommandName, commands } from '../../electron/contract/commands.js'
import { Fault } from '../../electron/contract/fault.js'
import type { Mode } from '../../electron/contract/values.js'
import { allow, ORIGIN, rateLimit } from '../../electron/ipc/checks.js'

const good = { origin: ORIGIN, mainFrame: true, name: 'station/view' as unknown, args: {} as unknown }
const always = () => true
const codeOf = (call: object, mode: Mode = 'lab', rate = always): string => {
  try {
    allow({ ...good, ...call }, mode, rate)
    return 'allowed'
  } catch (error) {
    return error instanceof Fault ? `${error.code} ${error.facts.why ?? error.facts.field ?? ''}`.trim() : 'thrown'
  }
}

test('a well-formed call from the window’s own page is let through', () => {
  assert.equal(codeOf({}), 'allowed')
  assert.deepEqual(allow({ ...good, name: 'port/identify', args: { port: '/dev/ttyUSB0' } }, 'lab', always), {
    name: 'port/identify',
    args: { port: '/dev/ttyUSB0' },
  })
})
test('another origin and another frame are denied before anything of the call is read', () => {
  for (const origin of ['', 'null', 'file://', 'https://station', 'app://other', 'app://station.evil'])
    assert.equal(codeOf({ origin, name: 1 }), 'gate/denied sender', origin)
  assert.equal(codeOf({ mainFrame: false }), 'gate/denied sender')
})
test('a name that is no command is denied, also one that every object has', () => {
  for (const name of ['', 'station', 'toString', '__proto__', 'constructor', 7, null, undefined, {}, ['station/view']])
    assert.equal(codeOf({ name }), 'gate/unknown-command', String(name))
})
test('wrong shapes are denied for every command: nothing, lists, extra fields, wrong kinds', () => {
  for (const name of Object.keys(commands) as CommandName[])
    for (const args of [undefined, null, 1, 'x', [], { extra: 1 }, { port: 1, ports: 1, language: 'fr', limit: 'a' }])
      assert.match(codeOf({ name, args }), /^gate\/bad-shape/, `${name} ${JSON.stringify(args)}`)
})
test('a message that is too large, or cannot even be written as JSON, is denied', () => {
  const circle: { self?: unknown } = {}
  circle.self = circle
  assert.equal(
    codeOf({ name: 'attempt/close', args: { port: 'p', attempt: 'a', reason: 'x'.repeat(20_000) } }),
    'gate/denied size',
  )
  assert.equal(codeOf({ args: circle }), 'gate/denied size')
  assert.equal(codeOf({ args: { big: 1n } }), 'gate/denied size')
})
test('what is for lab only is refused in production', () => {
  const simulate = { name: 'port/simulate', args: { driver: 'newland-k21', behave: [] } }
  assert.equal(codeOf(simulate, 'lab'), 'allowed')
  assert.equal(codeOf(simulate, 'production'), 'injection/lab-only')
  assert.equal(codeOf({ name: 'port/probe', args: { port: '/dev/ttyUSB0' } }, 'production'), 'injection/lab-only')
  assert.equal(codeOf({ name: 'session/lock', args: {} }, 'lab'), 'gate/denied mode')
})
test('no more calls a second than allowed, and time gives them back', () => {
  let now = 0
  const rate = rateLimit(3, () => now)
  assert.deepEqual([rate(), rate(), rate(), rate()], [true, true, true, false])
  now = 999
  assert.equal(rate(), false)
  now = 1000
  assert.equal(rate(), true)
  assert.equal(
    codeOf({}, 'lab', () => false),
    'gate/denied rate',
  )
})
