// Secret memory under pressure: full, collected, looked at from outside; and the process around it.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Fault } from '../../electron/contract/fault.js'
import type { Secret } from '../../electron/contract/secret.js'
import { liveSecrets, openVault, randomSecret, sameSecret } from '../../electron/keys/vault.js'
import type * as Native from '../../native/index.js'
import { occurrences } from '../harness/memory.js'

const addon = fileURLToPath(new URL('../../../native/build/Release/kcv_native.node', import.meta.url))
const native = createRequire(import.meta.url)(addon) as typeof Native

/** Runs a script with the addon as `native` in a process of its own; answers what it printed, as JSON. */
function apart(script: string): unknown {
  const source = `const native = require(${JSON.stringify(addon)}); ${script}`
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', source], { encoding: 'utf8' })
  assert.equal(status, 0, stderr)
  return JSON.parse(stdout)
}

test('a full heap is a fault, nothing falls back to ordinary memory, and it takes secrets again afterwards', () => {
  const alive = liveSecrets()
  const held: Secret[] = []
  const more = () => {
    for (;;) held.push(randomSecret(8192))
  }
  assert.throws(more, (error) => error instanceof Fault && error.code === 'keys/secret-memory-full')
  // 1 MiB is 128 blocks of 8192 bytes, less what OpenSSL keeps of its own there.
  assert.ok(held.length > 100 && held.length < 128, `${held.length} held`)
  assert.equal(liveSecrets(), alive + held.length)
  held.pop()?.[Symbol.dispose]()
  held.push(randomSecret(8192))
  assert.ok(sameSecret(held[0]!, held[0]!))
  for (const secret of held) secret[Symbol.dispose]()
  assert.equal(liveSecrets(), alive)
})

test('a call that finds no room for its work says so and leaves nothing behind', () => {
  const alive = liveSecrets()
  const key = native.randomSecret(16)
  const held: Native.NativeSecret[] = []
  try {
    for (;;) held.push(native.randomSecret(1))
  } catch {
    // Full to the last block.
  }
  const full = { code: 'secret-memory-full' }
  assert.throws(() => native.encrypt(key, 'tdes', 'ecb', null, new Uint8Array(8)), full)
  assert.throws(() => native.checkValues([key], 'aes', 'ecb', new Uint8Array(16), 3), full)
  assert.throws(() => native.withOddParity(key), full)
  assert.throws(() => native.writeFrame(1, { parts: [{ secret: key, coding: 'raw' }] }, 0), full)
  for (const secret of held) native.releaseSecret(secret)
  native.releaseSecret(key)
  assert.equal(liveSecrets(), alive)
})

test('handles that nobody released are wiped and counted off when they are collected', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const alive = liveSecrets()
  const drop = () => {
    for (let i = 0; i < 100; i++) native.randomSecret(16)
  }
  drop()
  for (let tries = 0; tries < 100 && liveSecrets() > alive; tries++) {
    collect()
    await turn()
  }
  assert.equal(liveSecrets(), alive)
})

test('without an open heap no secret can be made', () => {
  const script = `
    let code
    try { native.randomSecret(16) } catch (error) { code = error.code }
    console.log(JSON.stringify({ code, alive: native.liveSecrets() }))`
  assert.deepEqual(apart(script), { code: 'secret-memory-full', alive: 0 })
})

test('hardening takes effect and says so', { skip: process.platform !== 'linux' && 'Linux only' }, () => {
  const script = `
    const said = native.hardenProcess()
    const fs = require('node:fs')
    const privileges = /NoNewPrivs:\\s*(\\d)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]
    const cores = /Max core file size\\s+(\\w+)\\s+(\\w+)/.exec(fs.readFileSync('/proc/self/limits', 'utf8')).slice(1, 3)
    console.log(JSON.stringify({ said, again: native.hardenProcess(), privileges, cores }))`
  const took = { coreDumpsOff: true, notDumpable: true, noNewPrivileges: true }
  assert.deepEqual(apart(script), { said: took, again: took, privileges: '1', cores: ['0', '0'] })
})

test('a key in use stands once in memory, in locked pages, and nowhere once it is released', {
  skip: process.platform !== 'linux' && 'reads /proc',
}, async (t) => {
  if (!openVault().locked) return t.skip('this user may lock no pages')
  // No published one: those stand in the program itself.
  const key = randomBytes(16)
  const holder = fileURLToPath(new URL('../harness/secret-holder.js', import.meta.url))
  const inverted = Buffer.from(key.map((byte) => byte ^ 0xff)).toString('hex')
  const child = spawn(process.execPath, [holder, inverted], { stdio: ['pipe', 'pipe', 'inherit'] })
  const says = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]()
  const ended = new Promise((done) => child.on('exit', done))
  try {
    assert.equal((await says.next()).value, 'held\n')
    assert.deepEqual(occurrences(child.pid!, [key]), { locked: 1, elsewhere: 0 })
    child.stdin.write('.')
    assert.equal((await says.next()).value, 'released\n')
    assert.deepEqual(occurrences(child.pid!, [key]), { locked: 0, elsewhere: 0 })
    child.stdin.end('.')
    assert.equal(await ended, 0)
  } finally {
    child.kill()
  }
})
