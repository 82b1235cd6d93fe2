// The command line end to end: real processes, a real serial line (pty), the simulated terminal in a process of its own.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type CliResult, cli, type Scratch, scratch, simulator } from '../harness/cli.js'

let place: Scratch
let data: string
const R = '6AC292FAA1315B4D858AB3A3D7D5933A'
const K = '0123456789ABCDEFFEDCBA9876543210'
const C2 = '6BE1D79D289A96A27B56093BA181A12A'
const TLK = { label: 'TLK', slot: 1, kcv: '40826A', material: { form: 'components', values: ['31'.repeat(16)] } }
const tmk = (change: object = {}) => ({
  label: 'TMK',
  slot: 1,
  usage: 'TMK',
  algorithm: 'tdes',
  kcv: { method: 'tdes-zeros', bytes: 3, expected: 'AF8C07' },
  material: { form: 'components', values: [K, C2] },
  under: TLK,
  ...change,
})
const tpk = (change: object = {}) => ({
  label: 'TPK',
  slot: 2,
  usage: 'TPK',
  algorithm: 'tdes',
  kcv: { method: 'tdes-zeros', bytes: 3, expected: '08D7B4' },
  material: { form: 'components', values: [R, C2] },
  ...change,
})
const job = (keys: readonly object[], change: object = {}) => ({ run: 'test', lab: true, keys, ...change })

before(async () => {
  place = scratch()
  data = join(place.folder, 'lab')
  const born = await cli(place, ['init', '--data-dir', data, '--mode', 'lab'])
  assert.equal(born.code, 0, born.err + born.out)
  assert.deepEqual(Object.keys(born.json[0]!).sort(), ['logId', 'mode', 'stationId', 'vkey'])
})
after(() => place.remove())

const inject = (input: object | string, ...ports: string[]): Promise<CliResult> =>
  cli(place, ['inject', '--data-dir', data, ...ports.flatMap((port) => ['--port', port])], input)
/** One simulated terminal for the time of a test. */
async function at<T>(words: readonly string[], use: (port: string, path: string) => Promise<T>): Promise<T> {
  const running = await simulator(place, words)
  try {
    return await use(`${running.path}=newland-k21`, running.path)
  } finally {
    await running.stop()
  }
}
const behave = (...names: string[]) => names.flatMap((name) => ['--behave', name])
const names = ({ json }: CliResult) => json.map(({ event }) => event)
const last = ({ json }: CliResult) => json.at(-1)!
const kcvOf = ({ json }: CliResult) => json.find(({ event }) => event === 'kcv')
const verified = async () => {
  const result = await cli(place, ['audit', 'verify', '--data-dir', data])
  assert.equal(result.code, 0, result.out)
  return result.json[0]!
}

test('a TMK of two components is injected under the TLK, and every event comes in its order', () =>
  at([], async (port, path) => {
    const result = await inject(job([tmk()]), port)
    assert.equal(result.code, 0, result.out + result.err)
    assert.deepEqual(names(result), [
      'attempt-intent',
      'device',
      'slots',
      'attempt-armed',
      'kcv',
      'slots',
      'attempt-result',
    ])
    const { attempt } = result.json[0]!
    assert.ok(result.json.every((event) => event.attempt === attempt && event.port === path))
    const { expected, station, reported, provenance, verdict, method, bytes } = kcvOf(result)!
    assert.deepEqual(
      { expected, station, reported, provenance, verdict, method, bytes },
      {
        expected: 'AF8C07',
        station: 'AF8C07',
        reported: 'AF8C07',
        provenance: 'computed',
        verdict: 'match',
        method: 'tdes-zeros',
        bytes: 3,
      },
    )
    assert.equal(last(result).outcome, 'injected')
    const records = await cli(place, ['audit', 'list', '--data-dir', data, '--type', 'attempt-result'])
    assert.equal(records.json.at(-1)!.seq, last(result).seq)
    assert.equal((await verified()).verdict, 'pass')
  }))
test('a TPK in clear is read back, and loading it again is already-present', () =>
  at([], async (port) => {
    assert.equal((await inject(job([tpk()]), port)).code, 0)
    const again = await inject(job([tpk()]), port)
    assert.equal(again.code, 1)
    assert.equal(last(again).outcome, 'already-present')
  }))
test('a set of keys goes in job order, the second under the first', () =>
  at([], async (port) => {
    const result = await inject(job([tmk(), tpk({ under: { label: 'TMK', slot: 1 } })]), port)
    assert.equal(result.code, 0, result.out)
    assert.deepEqual(
      result.json.filter(({ event }) => event === 'attempt-result').map(({ label, outcome }) => [label, outcome]),
      [
        ['TMK', 'injected'],
        ['TPK', 'injected'],
      ],
    )
  }))
test('a cryptogram made elsewhere is relayed: the station holds no key and says so', () =>
  at([], async (port) => {
    // The reference key under the factory TLK, as the protocol page has it.
    const material = { form: 'cryptogram', value: '492B274F0AB4DBCEC93F4BAB890B6406' }
    const kcv = { method: 'tdes-zeros', bytes: 3, expected: '08D7B4FB' }
    const result = await inject(job([tmk({ material, kcv, under: { label: 'TLK', slot: 1 } })]), port)
    assert.equal(result.code, 0, result.out)
    assert.equal(kcvOf(result)!.station, null)
    assert.equal(kcvOf(result)!.reported, '08D7B4')
  }))
test('a TLK without a named transport key goes under the published factory TLK, with a warning', () =>
  at([], async (port) => {
    const result = await inject(job([tpk({ label: 'TLK', usage: 'TLK', slot: 1 })]), port)
    assert.equal(result.code, 0, result.out)
    assert.ok((last(result).warnings as string[]).includes('test-kek'))
  }))
test('a terminal that reports another check value is mismatched, exit 1', () =>
  at(behave('wrong-kcv'), async (port) => {
    for (const key of [tmk(), tpk()]) {
      const result = await inject(job([key]), port)
      assert.equal(result.code, 1)
      assert.equal(last(result).outcome, 'mismatched')
      assert.equal(kcvOf(result)!.verdict, 'mismatch')
    }
  }))
test('a terminal that keeps its old key is mismatched', () =>
  at(behave('stale'), async (port) => {
    assert.equal(last(await inject(job([tpk()]), port)).outcome, 'mismatched')
  }))
test('a refusal is refused, with the device’s own code, and the rest of the port is skipped', () =>
  at(behave('refuse=45'), async (port) => {
    const result = await inject(job([tmk(), tpk()]), port)
    assert.equal(result.code, 1)
    const ended = result.json.find(({ event }) => event === 'attempt-result')!
    assert.deepEqual([ended.outcome, ended.code], ['refused', '45'])
    assert.deepEqual(last(result), { event: 'skipped', port: port.split('=')[0], label: 'TPK', because: 'refused' })
  }))
test('an answer with a bad checksum is never asked for again; the read-back decides', () =>
  at(behave('bad-checksum-once'), async (port) => {
    assert.equal(last(await inject(job([tpk()]), port)).outcome, 'injected')
  }))
test('noise between frames and answers byte by byte change nothing', () =>
  at(behave('garbage', 'split'), async (port) => {
    assert.equal((await inject(job([tpk()]), port)).code, 0)
  }))

test('a cable pulled between key and answer: indeterminate, blocked, and settled by reading back', async () => {
  const link = join(place.folder, 'cut-tpk')
  await at(['--link', link, ...behave('cut-after-load', 'replug=700')], async (port) => {
    const result = await inject(job([tpk()]), port)
    assert.equal(result.code, 2, result.out)
    assert.equal(last(result).outcome, 'indeterminate')
    const attempt = String(result.json[0]!.attempt)
    while (!existsSync(link)) await new Promise((resolve) => setTimeout(resolve, 50))
    const blocked = await inject(job([tpk()]), port)
    assert.equal(blocked.code, 1)
    assert.deepEqual(
      [last(blocked).outcome, (last(blocked).fault as { code: string }).code],
      ['refused', 'injection/blocked'],
    )
    assert.ok(!names(blocked).includes('attempt-armed'))
    const back = await cli(place, ['read-back', '--data-dir', data, '--port', port, '--attempt', attempt])
    assert.equal(back.code, 0, back.out)
    assert.deepEqual([back.json[0]!.event, back.json[0]!.verdict, back.json[0]!.reported], ['kcv', 'match', '08D7B4'])
    const settled = await cli(place, ['read-back', '--data-dir', data, '--port', port, '--attempt', attempt])
    assert.equal(settled.code, 77)
    assert.equal(last(await inject(job([tmk()]), port)).event, 'attempt-result')
  })
})
test('a TMK whose answer was lost cannot be read back: it is closed with a reason, and the device is free again', async () => {
  const link = join(place.folder, 'cut-tmk')
  await at(['--link', link, ...behave('cut-after-load', 'replug=700')], async (port) => {
    const result = await inject(job([tmk()]), port)
    assert.equal(result.code, 2, result.out)
    const attempt = String(result.json[0]!.attempt)
    while (!existsSync(link)) await new Promise((resolve) => setTimeout(resolve, 50))
    const back = await cli(place, ['read-back', '--data-dir', data, '--port', port, '--attempt', attempt])
    assert.equal(back.code, 2)
    assert.equal(back.json[0]!.code, 'devices/no-read-back')
    const closed = await cli(place, [
      'attempt',
      'close',
      '--data-dir',
      data,
      '--attempt',
      attempt,
      '--reason',
      'terminal goes back to the maker',
    ])
    assert.equal(closed.code, 0, closed.out)
    assert.equal(closed.json[0]!.type, 'attempt-closed')
    const after = await inject(job([tpk({ slot: 9 })]), port)
    assert.notEqual((last(after).fault as { code?: string } | null)?.code, 'injection/blocked')
  })
})
test('a line that goes silent after the key: read back within the same attempt', () =>
  at(behave('silent-after-load'), async (port) => {
    const result = await inject(job([tpk()]), port)
    assert.equal(last(result).outcome, 'injected', result.out)
  }))

test('two ports at once: their lines interleave and one port’s trouble does not touch the other', () =>
  at([], (good) =>
    at(behave('wrong-kcv'), async (bad) => {
      const result = await inject(job([tpk()]), good, bad)
      assert.equal(result.code, 1)
      const byPort = new Map(
        result.json.filter(({ event }) => event === 'attempt-result').map(({ port, outcome }) => [port, outcome]),
      )
      assert.equal(byPort.get(good.split('=')[0]), 'injected')
      assert.equal(byPort.get(bad.split('=')[0]), 'mismatched')
    }),
  ))
test('an absent port beside one at work is abandoned and recorded', () =>
  at([], async (port) => {
    const result = await inject(job([tpk()]), port, '/dev/pts/no-such=newland-k21')
    assert.equal(result.code, 1)
    const absent = result.json.findLast((event) => event.port === '/dev/pts/no-such')!
    assert.deepEqual(
      [absent.event, absent.outcome, (absent.fault as { code: string }).code],
      ['attempt-result', 'abandoned', 'wire/no-port'],
    )
  }))
test('one serial number at two ports is refused at the second', () =>
  at(['--serial', 'TWIN00000001'], (one) =>
    at(['--serial', 'TWIN00000001'], async (two) => {
      const result = await inject(job([tpk()]), one, two)
      assert.equal(result.code, 1)
      const codes = result.json
        .filter(({ event }) => event === 'attempt-result')
        .map(({ fault }) => (fault as { code: string } | null)?.code)
      assert.ok(codes.includes('injection/duplicate-serial'))
    }),
  ))
test('a device that is not in the inventory is refused and recorded', () =>
  at(['--serial', 'SN0001'], async (port) => {
    const refused = await inject(job([tpk()], { inventory: ['SN0002'] }), port)
    assert.equal(refused.code, 1)
    assert.equal(last(refused).outcome, 'refused')
    assert.equal((await inject(job([tpk()], { inventory: ['SN0001'] }), port)).code, 0)
  }))
test('keys of one device each: the serial number chooses, and a stranger gets nothing', () =>
  at(['--serial', 'SN0003'], async (port) => {
    const devices = [{ serial: 'SN0003', keys: [tpk()] }]
    assert.equal((await inject({ run: 'x', lab: true, devices }, port)).code, 0)
    const stranger = await inject({ run: 'x', lab: true, devices: [{ serial: 'SN0004', keys: [tpk()] }] }, port)
    assert.equal(stranger.code, 1)
    assert.equal(last(stranger).event, 'skipped')
    const records = await cli(place, ['audit', 'list', '--data-dir', data, '--type', 'device-refused'])
    assert.equal(records.json.length, 1)
  }))
test('an expected value that the components do not give: nothing is sent', () =>
  at([], async (port) => {
    const result = await inject(job([tpk({ kcv: { method: 'tdes-zeros', expected: '849956' } })]), port)
    assert.equal(result.code, 1)
    assert.deepEqual(
      [last(result).outcome, (last(result).fault as { code: string }).code],
      ['abandoned', 'keys/expected-disagrees'],
    )
    assert.ok(!names(result).includes('attempt-armed'))
  }))
test('without an expected value the outcome is unverified at best', () =>
  at([], async (port) => {
    const result = await inject(job([tpk({ kcv: { method: 'tdes-zeros' } })]), port)
    assert.equal(result.code, 1)
    assert.equal(last(result).outcome, 'unverified')
    assert.deepEqual([kcvOf(result)!.expected, kcvOf(result)!.station], [null, '08D7B4'])
  }))

test('faults before any attempt: each its code, its exit code and its field, and no attempt in the log', async () => {
  const before = (await cli(place, ['audit', 'list', '--data-dir', data, '--type', 'attempt-intent'])).json.length
  await at([], async (port, path) => {
    const cases: [string, () => Promise<CliResult>, number, string, string | undefined][] = [
      ['no port option', () => inject(job([tpk()])), 64, 'station/usage', '--port'],
      ['unknown driver', () => inject(job([tpk()]), `${path}=nobody`), 64, 'devices/unknown-driver', undefined],
      ['unknown setting', () => inject(job([tpk()]), `${port},colour=red`), 64, 'devices/bad-setting', '--port'],
      ['not JSON', () => inject('{"run":\n]', port), 65, 'input/not-json', undefined],
      ['unknown field', () => inject({ ...job([tpk()]), extra: 1 }, port), 65, 'input/unknown-field', 'extra'],
      ['slot out of range', () => inject(job([tpk({ slot: 201 })]), port), 65, 'devices/slot-range', 'keys[0].slot'],
      [
        'algorithm',
        () => inject(job([tpk({ algorithm: 'aes', kcv: { method: 'aes-cmac' } })]), port),
        65,
        'devices/cannot-load',
        'keys[0].algorithm',
      ],
      [
        'TMK without under',
        () => inject(job([tmk({ under: null })]), port),
        65,
        'devices/cannot-load',
        'keys[0].under',
      ],
      ['absent port', () => inject(job([tpk()]), '/dev/pts/no-such=newland-k21'), 69, 'wire/no-port', undefined],
      ['another mode', () => inject(job([tpk()], { lab: false }), port), 77, 'station/wrong-mode', 'lab'],
    ]
    for (const [name, running, code, fault, field] of cases) {
      const result = await running()
      assert.equal(result.code, code, `${name}: ${result.out}${result.err}`)
      assert.deepEqual([result.json[0]?.code, result.json[0]?.field], [fault, field], name)
    }
  })
  const nowhere = await cli(
    place,
    ['inject', '--data-dir', join(place.folder, 'none'), '--port', '/dev/pts/1=newland-k21'],
    job([tpk()]),
  )
  assert.deepEqual([nowhere.code, nowhere.json[0]?.code], [78, 'station/no-data-directory'])
  const list = await cli(place, ['audit', 'list', '--data-dir', data, '--type', 'attempt-intent'])
  assert.equal(list.json.length, before)
})
test('a second process on the same data directory, and on the same port, is told to try again', () =>
  at(['--behave', 'slow=900'], async (port) => {
    const first = inject(job([tpk()]), port)
    await new Promise((resolve) => setTimeout(resolve, 700))
    const second = await inject(job([tpk()]), port)
    assert.deepEqual([second.code, second.json[0]?.code], [75, 'station/directory-in-use'])
    const other = join(place.folder, 'other')
    await cli(place, ['init', '--data-dir', other, '--mode', 'lab'])
    const busy = await cli(place, ['inject', '--data-dir', other, '--port', port], job([tpk()]))
    assert.deepEqual([busy.code, busy.json[0]?.code], [75, 'wire/busy'])
    assert.equal((await first).code, 0)
  }))
test('where a production directory exists only ports, drivers and audit answer', async () => {
  const elsewhere = scratch()
  try {
    const root = join(elsewhere.environment.XDG_STATE_HOME!, 'kcv-station')
    const { mkdirSync } = await import('node:fs')
    mkdirSync(root, { recursive: true })
    writeFileSync(join(root, 'production'), '')
    for (const words of [
      ['kcv', '--method', 'tdes-zeros'],
      ['combine', '--method', 'tdes-zeros'],
      ['simulate', '--driver', 'newland-k21'],
      ['init', '--data-dir', join(elsewhere.folder, 'd'), '--mode', 'lab'],
      ['inject', '--data-dir', data],
    ])
      assert.equal((await cli(elsewhere, words)).code, 77, words[0])
    assert.equal((await cli(elsewhere, ['drivers'])).code, 0)
    assert.equal((await cli(elsewhere, ['ports'])).code, 0)
    assert.equal((await cli(elsewhere, ['audit', 'verify', '--data-dir', data])).code, 0)
  } finally {
    elsewhere.remove()
  }
  assert.ok(!existsSync(join(place.environment.XDG_STATE_HOME!, 'kcv-station', 'production')))
})
test('at the end the log verifies, and no file of the data directory holds a key in any form', async () => {
  assert.equal((await verified()).verdict, 'pass')
  const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  assert.ok(files.length > 2)
  const everything = Buffer.concat(files.map((file) => readFileSync(join(file.parentPath, file.name))))
  for (const key of [R, K, C2, '31'.repeat(16)]) {
    const raw = Buffer.from(key, 'hex')
    for (const form of [
      raw.subarray(0, 6),
      Buffer.from(key.slice(0, 12)),
      Buffer.from(key.slice(0, 12).toLowerCase()),
      Buffer.from(raw.toString('base64').slice(0, 8)),
    ])
      assert.ok(!everything.includes(form), `a form of a key of ${key.length / 2} bytes`)
  }
})
