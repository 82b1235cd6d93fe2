// Cables pulled, several ports, inventories: the command line end to end over real serial lines (ptys).
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { at, behave, job, Lab, last, names, tmk, tpk } from '../harness/lab.js'

let lab: Lab
before(async () => {
  lab = await Lab.create()
})
after(() => lab.close())

test('a cable pulled between key and answer: indeterminate, blocked, and settled by reading back', async () => {
  const link = join(lab.place.folder, 'cut-tpk')
  await at(['--link', link, ...behave('cut-after-load', 'replug=700')], async (port) => {
    const result = await lab.inject(job([tpk()]), port)
    assert.equal(result.code, 2, result.out)
    assert.equal(last(result).outcome, 'indeterminate')
    const attempt = String(result.json[0]!.attempt)
    while (!existsSync(link)) await new Promise((resolve) => setTimeout(resolve, 50))
    const blocked = await lab.inject(job([tpk()]), port)
    assert.equal(blocked.code, 1)
    assert.deepEqual(
      [last(blocked).outcome, (last(blocked).fault as { code: string }).code],
      ['refused', 'injection/blocked'],
    )
    assert.ok(!names(blocked).includes('attempt-armed'))
    const back = await lab.run(['read-back', '--port', port, '--attempt', attempt])
    assert.equal(back.code, 0, back.out)
    assert.deepEqual([back.json[0]!.event, back.json[0]!.verdict, back.json[0]!.reported], ['kcv', 'match', '08D7B4'])
    const settled = await lab.run(['read-back', '--port', port, '--attempt', attempt])
    assert.equal(settled.code, 77)
    assert.equal(last(await lab.inject(job([tmk()]), port)).event, 'attempt-result')
  })
})
test('a TMK whose answer was lost cannot be read back: it is closed with a reason, and the device is free again', async () => {
  const link = join(lab.place.folder, 'cut-tmk')
  await at(['--link', link, ...behave('cut-after-load', 'replug=700')], async (port) => {
    const result = await lab.inject(job([tmk()]), port)
    assert.equal(result.code, 2, result.out)
    const attempt = String(result.json[0]!.attempt)
    while (!existsSync(link)) await new Promise((resolve) => setTimeout(resolve, 50))
    const back = await lab.run(['read-back', '--port', port, '--attempt', attempt])
    assert.equal(back.code, 2)
    assert.equal(back.json[0]!.code, 'devices/no-read-back')
    const closed = await lab.run([
      'attempt',
      'close',
      '--attempt',
      attempt,
      '--reason',
      'terminal goes back to the maker',
    ])
    assert.equal(closed.code, 0, closed.out)
    assert.equal(closed.json[0]!.type, 'attempt-closed')
    const after = await lab.inject(job([tpk({ slot: 9 })]), port)
    assert.notEqual((last(after).fault as { code?: string } | null)?.code, 'injection/blocked')
  })
})
test('a line that goes silent after the key: read back within the same attempt', () =>
  at(behave('silent-after-load'), async (port) => {
    const result = await lab.inject(job([tpk()]), port)
    assert.equal(last(result).outcome, 'injected', result.out)
  }))

test('two ports at once: their lines interleave and one port’s trouble does not touch the other', () =>
  at([], (good) =>
    at(behave('wrong-kcv'), async (bad) => {
      const result = await lab.inject(job([tpk()]), good, bad)
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
    const result = await lab.inject(job([tpk()]), port, '/dev/pts/no-such=newland-k21')
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
      const result = await lab.inject(job([tpk()]), one, two)
      assert.equal(result.code, 1)
      const codes = result.json
        .filter(({ event }) => event === 'attempt-result')
        .map(({ fault }) => (fault as { code: string } | null)?.code)
      assert.ok(codes.includes('injection/duplicate-serial'))
    }),
  ))
test('a device that is not in the inventory is refused and recorded', () =>
  at(['--serial', 'SN0001'], async (port) => {
    const refused = await lab.inject(job([tpk()], { inventory: ['SN0002'] }), port)
    assert.equal(refused.code, 1)
    assert.equal(last(refused).outcome, 'refused')
    assert.equal((await lab.inject(job([tpk()], { inventory: ['SN0001'] }), port)).code, 0)
  }))
test('keys of one device each: the serial number chooses, and a stranger gets nothing', () =>
  at(['--serial', 'SN0003'], async (port) => {
    const devices = [{ serial: 'SN0003', keys: [tpk()] }]
    assert.equal((await lab.inject({ run: 'x', lab: true, devices }, port)).code, 0)
    const stranger = await lab.inject({ run: 'x', lab: true, devices: [{ serial: 'SN0004', keys: [tpk()] }] }, port)
    assert.equal(stranger.code, 1)
    assert.equal(last(stranger).event, 'skipped')
    const records = await lab.records('device-refused')
    assert.equal(records.json.length, 1)
  }))

test('what read-back proves is judged as in a load: without an expected value it settles and is no success', async () => {
  const link = join(lab.place.folder, 'cut-bare')
  await at(['--link', link, ...behave('cut-after-load', 'replug=500')], async (port) => {
    const result = await lab.inject(job([tpk({ kcv: { method: 'tdes-zeros' } })]), port)
    assert.equal(result.code, 2, result.out)
    while (!existsSync(link)) await new Promise((resolve) => setTimeout(resolve, 50))
    const attempt = String(result.json[0]!.attempt)
    const other = await lab.run(['read-back', '--port', `${link}=pax-d`, '--attempt', attempt])
    assert.deepEqual([other.code, other.json[0]?.code], [77, 'injection/other-family'])
    const back = await lab.run(['read-back', '--port', port, '--attempt', attempt])
    assert.deepEqual([back.code, back.json[0]!.verdict], [1, 'match'])
  })
})
test('a reader that goes away stops what comes next and never what is under way', () =>
  at(behave('slow=300'), async (port) => {
    const keys = [1, 2, 3, 4].map((slot) => tpk({ label: `TPK ${slot}`, slot }))
    const { code } = await lab.cut(['inject', '--port', port], job(keys), 2)
    assert.notEqual(code, 0)
    const armed = (await lab.records('attempt-armed')).json.map(({ body }) => (body as { attempt: string }).attempt)
    const results = (await lab.records('attempt-result')).json.map(({ body }) => (body as { attempt: string }).attempt)
    assert.ok(armed.every((attempt) => results.includes(attempt)))
    assert.ok((await lab.run(['audit', 'list', '--type', 'attempt-interrupted'])).json.length === 0)
  }))
test('a signal lets the key under way end and skips the others', () =>
  at(behave('slow=300'), async (port) => {
    const keys = [1, 2, 3, 4].map((slot) => tpk({ label: `TPK ${slot}`, slot }))
    const result = await lab.signalled(['inject', '--port', port], job(keys), 'attempt-armed', 'SIGTERM')
    const ended = result.json.filter(({ event }) => event === 'attempt-result').map(({ outcome }) => outcome)
    assert.deepEqual(ended, ['injected'])
    assert.equal(result.json.filter(({ event }) => event === 'skipped').length, 3)
  }))
