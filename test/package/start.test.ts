// Every switch and variable that would open the packaged app, one start each: refused in its first lines, before Chromium
// has opened a port or written a file. And the files: one altered byte, and it does not start.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { refusedVariables } from '../../electron/release/environment.js'
import { openCopy, packageFacts, unshareFile } from '../harness/installed.js'

const facts = packageFacts()
const copy = openCopy(facts)
after(() => copy.close())
const home = join(copy.folder, 'home')
const asOrdinary = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'] : []

function start(words: readonly string[], more: Readonly<Record<string, string>> = {}, hash = facts.hash) {
  const env = { HOME: home, PATH: '/usr/bin:/bin', KCV_PACKAGE_HASH: hash, ...more }
  const set = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  const [program, ...rest] = [...asOrdinary, 'env', '-i', ...set, copy.program, ...words]
  const { status, stdout, stderr } = spawnSync(program!, rest, { encoding: 'utf8', timeout: 60_000 })
  return { status, out: stdout, err: stderr }
}

/** A row that failed must not make those after it fail. */
const emptyHome = () => {
  for (const name of readdirSync(home)) rmSync(join(home, name), { recursive: true })
}

/** One row each; where a switch takes a value, one that would have done harm. */
const switches = [
  '--remote-debugging-port=9222',
  '--remote-debugging-pipe',
  '--remote-allow-origins=*',
  '--inspect',
  '--inspect=127.0.0.1:9229',
  '--inspect-brk',
  '--inspect-port=9229',
  '--js-flags=--allow-natives-syntax',
  '--no-sandbox',
  '--disable-setuid-sandbox',
  '--disable-seccomp-filter-sandbox',
  '--disable-web-security',
  '--disable-site-isolation-trials',
  '--disable-features=IsolateOrigins',
  '--enable-features=WebUSB',
  '--enable-blink-features=MojoJS',
  '--load-extension=/tmp',
  '--user-data-dir=/tmp/elsewhere',
  '--proxy-server=http://127.0.0.1:1',
  '--host-resolver-rules=MAP * 127.0.0.1',
  '--ignore-certificate-errors',
  '--allow-file-access-from-files',
  '--renderer-cmd-prefix=/bin/true',
  '--utility-cmd-prefix=/bin/true',
  '--gpu-launcher=/bin/true',
  '--single-process',
  '--log-net-log=/tmp/net.json',
  '--enable-logging',
  '--log-file=/tmp/log',
  '--trace-startup',
  '--crash-dumps-dir=/tmp',
  '--auth-server-whitelist=*',
  '--require=/tmp/evil.js',
  '-r',
  '--app=/tmp',
  '--allow-no-sandbox-job',
  '--ozone-platform=wayland',
  '/tmp/another-app',
  'https://example.org/',
]

for (const word of switches)
  test(`started with ${word}, the packaged app ends before it begins`, () => {
    emptyHome()
    const { status, err } = start([word])
    assert.equal(status, 77, err)
    assert.match(err, /is not started with/)
    assert.deepEqual(readdirSync(home), [], 'nothing was opened or written')
  })

/** Variables that the system takes before our first line can see them come with a harmless value; being set is enough. */
const values: Readonly<Record<string, string>> = {
  'ELECTRON_*': 'ELECTRON_RUN_AS_NODE=1',
  'NODE_*': 'NODE_OPTIONS=--require /tmp/evil.js',
  'LD_*': 'LD_PRELOAD=/nonexistent.so',
}
const also = [
  'ELECTRON_NO_ASAR=1',
  'ELECTRON_ENABLE_LOGGING=1',
  'NODE_PATH=/tmp',
  'NODE_EXTRA_CA_CERTS=/tmp/ca',
  'LD_LIBRARY_PATH=/tmp',
]
const variables = [...refusedVariables.map((name) => values[name] ?? `${name.replace('*', 'X')}=1`), ...also]

for (const assignment of variables) {
  const name = assignment.slice(0, assignment.indexOf('='))
  test(`started with ${name} set, the packaged app ends before it begins`, () => {
    emptyHome()
    const { status, err } = start([], { [name]: assignment.slice(name.length + 1) })
    assert.equal(status, 77, err)
    assert.match(err, new RegExp(`while the variable ${name}`))
    assert.deepEqual(readdirSync(home), [])
  })
}

test('--no-zygote, --no-sandbox aside, is refused by Chromium itself, before anything of ours', () => {
  const { status } = start(['--no-zygote'])
  assert.notEqual(status, 0)
  assert.equal(start(['--no-zygote', '--no-sandbox']).status, 77)
})

test('ELECTRON_RUN_AS_NODE does not make a Node of it', () => {
  const { out } = start(['-p', '6*7'], { ELECTRON_RUN_AS_NODE: '1' })
  assert.doesNotMatch(out, /42/)
})

test('without the launcher it does not start', () => {
  const { status, err } = start([], {}, '')
  assert.equal(status, 77)
  assert.match(err, /kcv-station-window/)
})

test('switches behind the end of switches are words of a command, and no debugger listens', () => {
  const { status, out, err } = start(['--', 'kcv', '--inspect', '--remote-debugging-port=9222'])
  assert.equal(status, 64)
  assert.equal(out, '')
  assert.doesNotMatch(err, /listening/i)
})

test('a command works from the archive: native addon, log, index and errand threads', () => {
  const data = join(home, 'lab')
  const made = start(['--', 'init', '--data-dir', data, '--mode', 'lab'])
  assert.equal(made.status, 0, made.err)
  const verified = start(['--', 'audit', 'verify', '--data-dir', data, '--json'])
  assert.equal(verified.status, 0, verified.err)
  assert.equal(JSON.parse(verified.out).verdict, 'pass')
  const exported = start(['--', 'audit', 'export', '--data-dir', data, '--out', join(home, 'export.tar')])
  assert.equal(exported.status, 0, exported.err)
  spawnSync('rm', ['-rf', data, join(home, 'export.tar'), join(home, '.config')])
})

const resources = join(dirname(copy.program), 'resources')
const flipByte = (path: string, at: number) => {
  unshareFile(path)
  const byte = readFileSync(path)[at]!
  writeSync(openSync(path, 'r+'), Uint8Array.of(byte ^ 1), 0, 1, at)
  return () => writeSync(openSync(path, 'r+'), Uint8Array.of(byte), 0, 1, at)
}
const natives = readdirSync(join(resources, 'app.asar.unpacked'), { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.node'),
)

test('all natives were found', () => assert.equal(natives.length, 5))
for (const native of natives)
  test(`one altered byte in ${native}: it does not start, and says which file`, () => {
    const path = join(resources, 'app.asar.unpacked', native)
    const back = flipByte(path, 5000)
    const { status, err } = start(['--', '--help'])
    back()
    assert.equal(status, 78)
    assert.ok(err.includes(native), err)
  })

test('a file added beside the archive: it does not start', () => {
  const path = join(resources, 'app.asar.unpacked', 'native', 'evil.node')
  writeFileSync(path, '')
  chmodSync(path, 0o644)
  const { status, err } = start(['--', '--help'])
  spawnSync('rm', [path])
  assert.equal(status, 78)
  assert.match(err, /evil\.node/)
})

test('one altered byte in a text of the archive: it does not start', () => {
  const path = join(resources, 'app.asar')
  const back = flipByte(path, readFileSync(path).length - 2000)
  const { status, err } = start(['--', '--help'])
  back()
  assert.equal(status, 78)
  assert.match(err, /app\.asar/)
})

test('unaltered again, it works again', () => {
  assert.equal(start(['--', '--help']).status, 0)
})

test('a folder named app beside the archive is not run', () => {
  const folder = join(resources, 'app')
  spawnSync('mkdir', [folder])
  writeFileSync(join(folder, 'package.json'), '{"main":"main.js"}')
  writeFileSync(join(folder, 'main.js'), 'process.stdout.write("EVIL"); process.exit(0)')
  const { out, status } = start(['--', '--help'])
  spawnSync('rm', ['-r', folder])
  assert.doesNotMatch(out, /EVIL/)
  assert.equal(status, 0)
})
