// Every behaviour of the simulated MS246, seen on a real pseudo-terminal to do what its row says.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSimulator } from '../../electron/devices/simulator.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import { openPort } from '../harness/simulated.js'
import {
  askStatus,
  behaving,
  cannot,
  done,
  framed,
  ik,
  K1,
  load,
  loadedAs,
  loadedR,
  loadKsn,
  loadR,
  loadSingle,
  type SimulatedMs246,
  spoken,
  withMs246,
} from '../harness/simulated-ms246.js'

test('wrong-kcv: the right key is stored, and the answer reports another value', () =>
  behaving('wrong-kcv', async (reader) => {
    assert.equal(await reader.ask(loadR), loadedAs('508C07'))
    assert.deepEqual(reader.slots(), [ik])
  }))

test('echo-kcv: the answer has the digits asked for, or zeros, and the key is there', async () => {
  await behaving('echo-kcv=deadbe', async (reader) => assert.equal(await reader.ask(loadR), loadedAs('DEADBE')))
  await behaving('echo-kcv', async (reader) => {
    assert.equal(await reader.ask(loadR), loadedAs('000000'))
    assert.deepEqual(reader.slots(), [ik])
  })
})

test("stale: the load is answered with success and the old key's value, and the old key stays", () =>
  behaving('stale', async (reader) => {
    const answer = await reader.ask(loadR)
    const [slot] = reader.slots()
    assert.notEqual(answer, loadedR)
    assert.equal(answer, loadedAs(slot!.slice(5, 11)))
    assert.equal(await reader.ask(load(K1)), answer)
    assert.deepEqual(reader.slots(), [slot])
  }))

test('nak-once: the first load has NAK alone and keeps nothing, the second is taken', () =>
  behaving('nak-once', async (reader) => {
    assert.equal(await reader.ask(loadKsn), done)
    reader.send(loadR)
    assert.equal(await reader.hear(1), '15')
    assert.deepEqual(reader.slots(), [])
    assert.equal(await reader.ask(loadR), loadedR)
  }))

test('refuse: every load has the status asked for and keeps nothing', () =>
  behaving('refuse=7F', async (reader) => {
    for (const frame of [loadR, load(K1)]) assert.equal(await reader.ask(frame), `15${framed('FF 7F 00')}`)
    assert.equal(await reader.ask(loadKsn), done)
    assert.deepEqual(reader.slots(), [])
  }))

test('tampered: the status is answered, and neither serial number nor key is taken', () =>
  behaving('tampered', async (reader) => {
    assert.equal(await reader.ask(loadR), cannot)
    assert.equal(await reader.ask(loadKsn), cannot)
    assert.equal(await reader.ask(askStatus), done)
    assert.deepEqual(reader.slots(), [])
  }))

test('error-status: whatever it cannot do has that status', () =>
  behaving('error-status=9A', async (reader) =>
    assert.equal(await reader.ask(framed('FF 14 00')), `15${framed('FF 9A 00')}`),
  ))

test('refusals: NAK alone, or ACK and the status', async () => {
  await behaving('refusals=nak', async (reader) => {
    reader.send(framed('FF 14 00'))
    assert.equal(await reader.hear(1), '15')
    assert.equal(await reader.ask(loadR), loadedR)
  })
  await behaving('refusals=ack-answer', async (reader) =>
    assert.equal(await reader.ask(framed('FF 14 00')), `06${framed('FF 01 00')}`),
  )
})

test('refusals=nak and bad-checksum-once: a NAK stays a NAK', () =>
  behaving('refusals=nak refuse=01 bad-checksum-once', async (reader) => {
    reader.send(loadR)
    assert.equal(await reader.hear(1), '15')
  }))

test('digits=lower: the letters of the check value are small', () =>
  behaving('digits=lower', async (reader) => assert.equal(await reader.ask(loadR), loadedAs('af8c07'))))

test('single: by the sub-command of a double-length key, or not at all', async () => {
  const key = '13'.repeat(8)
  await behaving('single=0A', async (reader) => {
    assert.equal(await reader.ask(loadSingle(key)), cannot)
    assert.equal(await reader.ask(loadSingle(key, '0A')), loadedAs('A8B7B5'))
  })
  await behaving('single=none', async (reader) => {
    for (const sub of ['0A', '0B']) assert.equal(await reader.ask(loadSingle(key, sub)), cannot)
    assert.equal(await reader.ask(loadR), loadedR)
  })
})

test('ksn-first: a key before its serial number is refused, and taken behind it', () =>
  behaving('ksn-first', async (reader) => {
    assert.equal(await reader.ask(loadR), cannot)
    assert.equal(await reader.ask(loadKsn), done)
    assert.equal(await reader.ask(loadR), loadedR)
  }))

test('status=key: the status tells whether a key is there', () =>
  behaving('status=key', async (reader) => {
    assert.equal(await reader.ask(askStatus), `06${framed('FF 00 01 30')}`)
    await reader.ask(loadR)
    assert.equal(await reader.ask(askStatus), `06${framed('FF 00 01 31')}`)
  }))

test('no-ack-once: the first load is answered without ACK, the second with it', () =>
  behaving('no-ack-once', async (reader) => {
    assert.equal(await reader.ask(askStatus), done)
    assert.equal(await reader.ask(loadR), loadedR.slice(2))
    assert.equal(await reader.ask(loadR), loadedR)
  }))

test('bad-inner-once: the first load is carried out, and in its answer the inner checksum alone is wrong', () =>
  behaving('bad-inner-once', async (reader) => {
    const answer = Buffer.from(await reader.ask(loadR), 'hex')
    assert.equal(
      answer.subarray(2).reduce((sum, byte) => sum ^ byte, 0),
      0,
    )
    const inner = Buffer.from(answer.subarray(4, -4).toString('latin1'), 'base64')
    assert.equal(
      inner.reduce((sum, byte) => sum ^ byte, 0),
      0x01,
    )
    assert.deepEqual(reader.slots(), [ik])
    assert.equal(await reader.ask(loadR), loadedR)
  }))

test('silent-after-load: the key is there, the load has no answer, and the next command has', () =>
  behaving('silent-after-load', async (reader) => {
    reader.send(loadR)
    assert.equal(await reader.ask(askStatus), done)
    assert.deepEqual(reader.slots(), [ik])
  }))

test('bad-checksum-once: the first load is carried out and its answer fails the outer check', () =>
  behaving('bad-checksum-once', async (reader) => {
    const answer = await reader.ask(loadR)
    assert.equal(answer.slice(0, -2), loadedR.slice(0, -2))
    assert.notEqual(answer, loadedR)
    assert.deepEqual(reader.slots(), [ik])
    assert.equal(await reader.ask(loadR), loadedR)
  }))

test('garbage: noise without control bytes stands before every answer', () =>
  behaving('garbage', async (reader) => {
    for (let round = 0; round < 5; round++) {
      reader.send(loadR)
      let noise = ''
      for (let byte = await reader.hear(1); byte !== '06'; byte = await reader.hear(1)) noise += byte
      assert.match(noise, /^([2-9A-F].){1,16}$/)
      assert.equal(`06${await reader.reply()}`, loadedR)
    }
  }))

test('split: the answer is the same byte by byte', () =>
  behaving('split', async (reader) => assert.equal(await reader.ask(loadR), loadedR)))

test('slow: ACK and answer come later, together', () =>
  behaving('slow=150', async (reader) => {
    const start = performance.now()
    assert.equal(await reader.ask(loadR), loadedR)
    assert.ok(performance.now() - start >= 150)
  }))

test('stale-bytes: an answer to nobody comes first, and the first command is answered after it', () =>
  behaving('stale-bytes', async (reader) => {
    const whole = loadedAs('000000')
    const end = done.slice(-12)
    assert.equal(await reader.ask(askStatus), end)
    assert.equal(await reader.reply(), whole)
    assert.equal(await reader.reply(), done)
  }))

test('boot-chatter: text comes first, and the first command is answered after it', () =>
  behaving('boot-chatter', async (reader) => {
    const chatter = Buffer.from('\r\nMS246 boot 1.0\r\nself test ok\r\n')
    assert.equal(await reader.ask(askStatus), chatter.toString('hex').toUpperCase() + done)
  }))

for (const [behaviour, afterwards] of [
  ['cut-after-load', [ik]],
  ['cut-before-load', []],
] as const) {
  test(`${behaviour}: the line hangs up without an answer, and the reader comes back with its key`, () =>
    behaving(`${behaviour} replug=20`, async (reader) => {
      const back = new Promise<string>((resolve) => reader.simulator.onPath((path) => path && resolve(path)))
      reader.send(loadR)
      await reader.gone
      const again = spoken(reader.simulator, openPort(await back))
      assert.equal(await again.ask(askStatus), done)
      await again.close()
      assert.deepEqual(reader.slots(), afterwards)
    }))
}

test('eight readers in one process answer at the same time, each with its own key', async () => {
  const scene = (index: number) => async (reader: SimulatedMs246) => {
    const [frame, kcv] = index % 2 === 0 ? [loadR, 'AF8C07'] : [load(K1), '08D7B4']
    assert.equal(await reader.ask(frame), loadedAs(kcv))
    assert.equal(reader.slots()[0]?.slice(0, 11), `IK 1 ${kcv}`)
  }
  await Promise.all(Array.from({ length: 8 }, (_, at) => withMs246({ serial: `SN${at}` }, scene(at))))
})

test('what the reader cannot have is refused', async () => {
  const start = (options: object) => startSimulator(simulatorOf('unitech-ms246'), options)
  for (const behave of ['refuse=00', 'refuse', 'echo-kcv=12', 'digits=Upper', 'single=0C', 'kcv-bytes=4']) {
    await assert.rejects(start({ behave: [behave] }), { code: 'devices/bad-setting' }, behave)
  }
  for (const serial of ['', 'a b', 'x'.repeat(33)]) {
    await assert.rejects(start({ serial }), { code: 'devices/bad-setting' }, serial)
  }
})
