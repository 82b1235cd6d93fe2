// The real serial code over a real pseudo-terminal.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SerialPort } from 'serialport'
import { Fault } from '../../electron/contract/fault.js'
import type { Line } from '../../electron/devices/driver.js'
import { newlandK21 } from '../../electron/devices/newland-k21/index.js'
import * as vault from '../../electron/keys/vault.js'
import { realClock } from '../../electron/wire/line.js'
import { openFault } from '../../electron/wire/open-fault.js'
import { listPorts } from '../../electron/wire/ports.js'
import { openSerial } from '../../electron/wire/serial.js'
import { SerialLine } from '../../electron/wire/serial-line.js'
import { bytes, hex, ticket } from './memory-line.js'
import { fault, gone, hands, heard, onPty, settings } from './on-pty.js'
import { Pty } from './pty.js'

test('bytes go both ways and are counted', () =>
  onPty(async (serial, pty) => {
    const line: Line = serial
    await line.send({ parts: [bytes('020004F1012F0503DD')] })
    assert.equal(await pty.hear(9), '020004F1012F0503DD')
    const answer = heard(serial, 3)
    pty.say('0D1103')
    assert.equal(await answer, '0D1103')
    assert.equal(serial.quality.txBytes, 9)
    assert.equal(serial.quality.rxBytes, 3)
  }))

test('a port that somebody has open is busy, and free again once closed', () =>
  onPty(async (line, pty) => {
    await assert.rejects(openSerial(pty.path, settings, hands), fault('wire/busy'))
    await line.close()
    await (await openSerial(pty.path, settings, hands)).close()
  }))

test('a port that is not there, and a path that is no port, are told apart', async () => {
  await assert.rejects(openSerial('/dev/kcv-no-such-port', settings, hands), fault('wire/no-port'))
  await assert.rejects(openSerial('/dev/null', settings, hands), fault('wire/open-failed'))
})

test('what the operating system says on opening is understood in both languages', () => {
  for (const [said, code] of [
    ['Error: Permission denied, cannot open /dev/ttyS0', 'wire/no-permission'],
    ['Error: 权限不够, cannot open /dev/ttyS0', 'wire/no-permission'],
    ['Error: Device or resource busy, cannot open /dev/ttyS0', 'wire/busy'],
    ['Error 资源暂时不可用 Cannot lock port', 'wire/busy'],
    ['Error: 没有那个文件或目录, cannot open /dev/ttyS0', 'wire/no-port'],
    ['Error: Input/output error, cannot open /dev/ttyS0', 'wire/open-failed'],
  ] as const)
    assert.equal(openFault('/dev/ttyS0', new Error(said)).code, code, said)
  assert.equal(
    openFault('/dev/ttyS0', new Error('Error: Input/output error, cannot open /dev/ttyS0')).facts.because,
    'Input/output error',
  )
})

test('bytes that come while the line settles are counted as stale and heard by nobody', async () => {
  const pty = new Pty()
  const port = new SerialPort({ path: pty.path, baudRate: settings.baud, autoOpen: false })
  await new Promise<void>((done, fail) => port.open((error) => (error ? fail(error) : done())))
  const line = new SerialLine(port, { port: pty.path, baud: settings.baud }, hands)
  try {
    const all: string[] = []
    line.onBytes((chunk) => all.push(hex(chunk)))
    const stale = new Promise<void>((came) => port.on('data', () => line.quality.rxBytes === 2 && came()))
    pty.say('AABB')
    await stale
    assert.equal(line.quality.staleBytes, 2)
    line.settled()
    const fresh = heard(line, 1)
    pty.say('CC')
    await fresh
    assert.deepEqual(all, ['CC'])
    assert.equal(line.quality.staleBytes, 2)
  } finally {
    await line.close()
    pty.unplug()
  }
})

test('a command waiting for its answer is told at once that the port was unplugged', () =>
  onPty(async (line, pty) => {
    const session = newlandK21.open(line, {}, realClock)
    const identity = session.identify()
    await pty.hear(9)
    pty.unplug()
    await assert.rejects(identity, fault('wire/gone'))
    await assert.rejects(line.send({ parts: [bytes('00')] }), fault('wire/gone'))
  }))

test('a write that is under way when the port is unplugged fails, and the line is gone', () =>
  onPty(
    async (line, pty) => {
      const told = gone(line)
      const written = line.send({ parts: [new Uint8Array(1 << 20)] })
      written.catch(() => {})
      await new Promise((later) => setTimeout(later, 20))
      pty.unplug()
      await assert.rejects(written, fault('wire/write-failed', 'wire/gone'))
      await told
    },
    {},
    false,
  ))

test('a key whose port was unplugged is reported as not written', () =>
  onPty(async (line, pty) => {
    const told = gone(line)
    pty.unplug()
    using key = vault.secretFromBytes(Buffer.from('0123456789ABCDEFFEDCBA9876543210', 'hex'))
    await assert.rejects(
      line.sendArmed({ parts: [{ secret: key, coding: 'raw' }] }, ticket),
      fault('wire/write-failed', 'wire/gone'),
    )
    await told
  }))

test('the end of a line is told once, and at once to whoever asks later', () =>
  onPty(async (line, pty) => {
    const told: string[] = []
    const first = gone(line)
    line.onGone((because) => told.push(because))
    pty.unplug()
    await first
    await line.close()
    await line.close()
    assert.equal(told.length, 1)
    assert.equal(typeof (await gone(line)), 'string')
    assert.notEqual(line.gone, null)
  }))

test('the ticket is spent before the first byte leaves, and one that is refused lets none leave', () =>
  onPty(
    async (line, pty) => {
      const layout = { parts: [bytes('AA')] }
      await assert.rejects(line.sendArmed(layout, ticket), fault('audit/ticket-spent'))
      await line.send({ parts: [bytes('BB')] })
      assert.equal(await pty.hear(1), 'BB')
      assert.equal(pty.unheard, 0)
    },
    {
      spend: () => {
        throw new Fault('audit/ticket-spent')
      },
    },
  ))

test('a layout with a secret does not go out without a ticket', () =>
  onPty(async (line, pty) => {
    using key = vault.randomSecret(16)
    await assert.rejects(line.send({ parts: [{ secret: key, coding: 'raw' }] }), TypeError)
    await line.send({ parts: [bytes('BB')] })
    assert.equal(await pty.hear(1), 'BB')
    assert.equal(pty.unheard, 0)
  }))

test('without udevadm the list of ports is a fault that says so', async () => {
  const path = process.env.PATH
  try {
    process.env.PATH = '/nonexistent'
    await assert.rejects(listPorts(), fault('wire/cannot-list'))
  } finally {
    process.env.PATH = path
  }
})

test('the ports of this machine are listed with what USB says of them', async () => {
  for (const port of await listPorts()) {
    assert.match(port.path, /^\/dev\//)
    assert.ok(port.vendorId === null || /^[0-9a-f]{4}$/.test(port.vendorId))
  }
})
