// What the command line refuses, and how it says so, before and around an attempt.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type CliResult, cli, scratch } from '../harness/cli.js'
import { at, job, kcvOf, Lab, last, names, tmk, tpk } from '../harness/lab.js'

let lab: Lab
before(async () => {
  lab = await Lab.create()
})
after(() => lab.close())

test('an expected value that the components do not give: nothing is sent', () =>
  at([], async (port) => {
    const result = await lab.inject(job([tpk({ kcv: { method: 'tdes-zeros', expected: '849956' } })]), port)
    assert.equal(result.code, 1)
    assert.deepEqual(
      [last(result).outcome, (last(result).fault as { code: string }).code],
      ['abandoned', 'keys/expected-disagrees'],
    )
    assert.ok(!names(result).includes('attempt-armed'))
  }))
test('without an expected value the outcome is unverified at best', () =>
  at([], async (port) => {
    const result = await lab.inject(job([tpk({ kcv: { method: 'tdes-zeros' } })]), port)
    assert.equal(result.code, 1)
    assert.equal(last(result).outcome, 'unverified')
    assert.deepEqual([kcvOf(result)!.expected, kcvOf(result)!.station], [null, '08D7B4'])
  }))

test('faults before any attempt: each its code, its exit code and its field, and no attempt in the log', async () => {
  const before = (await lab.records('attempt-intent')).json.length
  await at([], async (port, path) => {
    const cases: [string, () => Promise<CliResult>, number, string, string | undefined][] = [
      ['no port option', () => lab.inject(job([tpk()])), 64, 'station/usage', '--port'],
      ['unknown driver', () => lab.inject(job([tpk()]), `${path}=nobody`), 64, 'devices/unknown-driver', undefined],
      ['unknown setting', () => lab.inject(job([tpk()]), `${port},colour=red`), 64, 'devices/bad-setting', '--port'],
      ['not JSON', () => lab.inject('{"run":\n]', port), 65, 'input/not-json', undefined],
      ['unknown field', () => lab.inject({ ...job([tpk()]), extra: 1 }, port), 65, 'input/unknown-field', 'extra'],
      [
        'slot out of range',
        () => lab.inject(job([tpk({ slot: 201 })]), port),
        65,
        'devices/slot-range',
        'keys[0].slot',
      ],
      [
        'algorithm',
        () => lab.inject(job([tpk({ algorithm: 'aes', kcv: { method: 'aes-cmac' } })]), port),
        65,
        'devices/cannot-load',
        'keys[0].algorithm',
      ],
      [
        'TMK without under',
        () => lab.inject(job([tmk({ under: null })]), port),
        65,
        'devices/cannot-load',
        'keys[0].under',
      ],
      ['absent port', () => lab.inject(job([tpk()]), '/dev/pts/no-such=newland-k21'), 69, 'wire/no-port', undefined],
      ['another mode', () => lab.inject(job([tpk()], { lab: false }), port), 77, 'station/wrong-mode', 'lab'],
    ]
    for (const [name, running, code, fault, field] of cases) {
      const result = await running()
      assert.equal(result.code, code, `${name}: ${result.out}${result.err}`)
      assert.deepEqual([result.json[0]?.code, result.json[0]?.field], [fault, field], name)
    }
  })
  const nowhere = await cli(
    lab.place,
    ['inject', '--data-dir', join(lab.place.folder, 'none'), '--port', '/dev/pts/1=newland-k21'],
    job([tpk()]),
  )
  assert.deepEqual([nowhere.code, nowhere.json[0]?.code], [78, 'station/no-data-directory'])
  const list = await lab.records('attempt-intent')
  assert.equal(list.json.length, before)
})
test('a second process on the same data directory, and on the same port, is told to try again', () =>
  at(['--behave', 'slow=900'], async (port) => {
    const other = join(lab.place.folder, 'other')
    await cli(lab.place, ['init', '--data-dir', other, '--mode', 'lab'])
    const inject = (data: string, watch: (text: string) => void = () => {}) =>
      cli(lab.place, ['inject', '--data-dir', data, '--port', port], job([tpk()]), watch)
    let first: Promise<CliResult> | undefined
    await new Promise<void>((underWay) => {
      first = inject(lab.data, (text) => void (text.includes('attempt-intent') && underWay()))
    })
    const [second, busy] = await Promise.all([inject(lab.data), inject(other)])
    assert.deepEqual([second.code, second.json[0]?.code], [75, 'station/directory-in-use'])
    assert.deepEqual([busy.code, busy.json[0]?.code], [75, 'wire/busy'])
    assert.equal((await first)?.code, 0)
  }))
test('where a production directory exists only ports, drivers and audit answer', async () => {
  const elsewhere = scratch()
  try {
    const root = join(elsewhere.environment.XDG_STATE_HOME!, 'kcv-station')
    mkdirSync(root, { recursive: true })
    writeFileSync(join(root, 'production'), '')
    for (const words of [
      ['kcv', '--method', 'tdes-zeros'],
      ['combine', '--method', 'tdes-zeros'],
      ['simulate', '--driver', 'newland-k21'],
      ['init', '--data-dir', join(elsewhere.folder, 'd'), '--mode', 'lab'],
      ['inject', '--data-dir', lab.data],
    ])
      assert.equal((await cli(elsewhere, words)).code, 77, words[0])
    assert.equal((await cli(elsewhere, ['drivers'])).code, 0)
    assert.equal((await cli(elsewhere, ['ports'])).code, 0)
    assert.equal((await cli(elsewhere, ['audit', 'verify', '--data-dir', lab.data])).code, 0)
  } finally {
    elsewhere.remove()
  }
  assert.ok(!existsSync(join(lab.place.environment.XDG_STATE_HOME!, 'kcv-station', 'production')))
})

test('a command that waits for its keys ends at once when it is told to', async () => {
  const { spawn } = await import('node:child_process')
  const { fileURLToPath } = await import('node:url')
  const entry = fileURLToPath(new URL('../../electron/cli-main.js', import.meta.url))
  for (const words of [
    ['kcv', '--method', 'tdes-zeros'],
    ['inject', '--data-dir', lab.data, '--port', '/dev/pts/1=newland-k21'],
  ]) {
    const child = spawn(process.execPath, [entry, ...words], { stdio: ['pipe', 'ignore', 'ignore'] })
    await new Promise((resolve) => setTimeout(resolve, 800))
    const ended = new Promise((resolve) => child.on('exit', (_code, signal) => resolve(signal)))
    child.kill('SIGTERM')
    assert.equal(await ended, 'SIGTERM')
  }
})
