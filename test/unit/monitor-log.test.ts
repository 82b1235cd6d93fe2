// The watch on a real log and a real socket: alerts become records, survive a restart, and reach a syslog server.
import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { type TestContext, test } from 'node:test'
import { type AuditLog, openLog } from '../../electron/audit/log.js'
import type { SyslogTarget } from '../../electron/contract/monitor.js'
import { Monitor } from '../../electron/monitor/monitor.js'
import { sendSyslog } from '../../electron/monitor/syslog-line.js'
import { app, attempt, born, by, recordsOf, scratch } from '../harness/audit.js'
import { utc } from '../harness/watch.js'

interface Watched {
  readonly log: AuditLog
  readonly monitor: Monitor
  readonly notices: unknown[]
  /** Resolves when the view is as it should be; looked at whenever the watch says that something changed. */
  until(holds: () => boolean): Promise<void>
}

async function watched(t: TestContext, dir: string): Promise<Watched> {
  const log = await openLog(dir, { app })
  const waiting = new Set<() => void>()
  const notices: unknown[] = []
  const monitor = new Monitor({
    log,
    dataDirectory: dir,
    local: utc,
    now: Date.now,
    source: { host: 'bench', app: 'kcv-station', pid: 1, station: log.stationId },
    send: sendSyslog,
    later: (work) => setImmediate(work),
    changed: () => {
      for (const look of waiting) look()
    },
    notice: (error) => notices.push(error),
  })
  t.after(async () => {
    monitor.close()
    await log.close()
  })
  await monitor.read()
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!holds()) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
    })
  return { log, monitor, notices, until }
}
const mismatches = async (log: AuditLog, ids: readonly string[]) => {
  for (const id of ids) await attempt(log, id, 'SN0001', 'mismatched')
}
const typesIn = async (dir: string) =>
  (await recordsOf(dir)).map(({ type }) => type).filter((type) => !type.startsWith('attempt-'))

test('an alert is a record before it is shown, and so is its confirmation', async (t) => {
  const { dir } = await born(scratch(t))
  const { log, monitor, until } = await watched(t, dir)
  await mismatches(log, ['at-1', 'at-2'])
  await until(() => monitor.open === 1)
  const { alert, records } = monitor.view().alerts[0]!
  assert.deepEqual(records, [4, 7])
  await monitor.acknowledge(alert, 'Wang Fang', 'cable replaced', by)
  await until(() => monitor.open === 0)
  assert.deepEqual(await typesIn(dir), ['log-created', 'station-opened', 'alert-raised', 'alert-acknowledged'])
  await assert.rejects(monitor.acknowledge(alert, 'Li', '', by), { code: 'monitor/confirmed' })
  await assert.rejects(monitor.acknowledge('no/1/0', 'Li', '', by), { code: 'monitor/no-alert' })
  await assert.rejects(monitor.tick({ plan: alert, step: 'dance', done: true, by: 'Li', note: '' }, by), {
    code: 'monitor/no-step',
  })
})

test('alerts, thresholds and ticks are there again after a restart, and nothing is raised twice', async (t) => {
  const { dir } = await born(scratch(t))
  const first = await watched(t, dir)
  await first.monitor.changeThreshold('repeated-mismatch', 'device', 3, 'Wang Fang', by)
  await mismatches(first.log, ['at-1', 'at-2', 'at-3'])
  await first.until(() => first.monitor.view().alerts.length === 2)
  const { alert } = first.monitor.view().alerts[0]!
  await first.monitor.tick({ plan: alert, step: 'stop', done: true, by: 'Li', note: '' }, by)
  const before = first.monitor.view()
  first.monitor.close()
  await first.log.close()
  const second = await watched(t, dir)
  const { alerts, rules, risk } = second.monitor.view()
  assert.deepEqual([alerts, rules, risk], [before.alerts, before.rules, before.risk])
  assert.equal(alerts[0]!.plan[0]!.ticked!.by, 'Li')
  assert.equal((await typesIn(dir)).filter((type) => type === 'alert-raised').length, 2)
})

test('what happened while nobody watched is raised at the next opening', async (t) => {
  const { dir } = await born(scratch(t))
  const log = await openLog(dir, { app })
  await mismatches(log, ['at-1', 'at-2'])
  await log.close()
  const { monitor } = await watched(t, dir)
  assert.deepEqual(
    monitor.view().alerts.map(({ rule, subject }) => `${rule} ${subject.name}`),
    ['repeated-mismatch SN0001'],
  )
})

test('nothing is decided on half a history', async (t) => {
  const { dir } = await born(scratch(t))
  const log = await openLog(dir, { app })
  t.after(() => log.close())
  const nothing = () => {}
  const source = { host: 'h', app, pid: 1, station: 's' }
  const doors = { send: async () => {}, later: nothing, changed: nothing, notice: nothing }
  const monitor = new Monitor({ log, dataDirectory: dir, local: utc, now: Date.now, source, ...doors })
  t.after(() => monitor.close())
  await assert.rejects(monitor.changeThreshold('clock-jump', 'seconds', 5, 'Li', by), { code: 'monitor/reading' })
  assert.throws(() => monitor.export('alerts-json'), { code: 'monitor/reading' })
})

type Server = { readonly port: number; readonly got: () => string; close(): void }
const servers: Readonly<Record<SyslogTarget['protocol'], () => Promise<Server>>> = {
  udp: async () => {
    const socket = createSocket('udp4')
    let got = ''
    socket.on('message', (bytes) => (got += bytes.toString('utf8')))
    socket.bind(0, '127.0.0.1')
    await once(socket, 'listening')
    return { port: socket.address().port, got: () => got, close: () => socket.close() }
  },
  tcp: async () => {
    let got = ''
    const server = createServer((socket) => socket.setEncoding('utf8').on('data', (text) => (got += text)))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return { port: (server.address() as AddressInfo).port, got: () => got, close: () => server.close() }
  },
}
const arrived = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

for (const protocol of ['udp', 'tcp'] as const)
  test(`an alert reaches a syslog server over ${protocol}`, async (t) => {
    const server = await servers[protocol]()
    t.after(() => server.close())
    const { dir } = await born(scratch(t))
    const { log, monitor, until } = await watched(t, dir)
    await monitor.setSyslog({ protocol, host: '127.0.0.1', port: server.port }, 'Wang Fang', by)
    await mismatches(log, ['at-1', 'at-2'])
    await until(() => monitor.view().syslog.sent === 1)
    await arrived(() => server.got().includes('limit 2)'))
    const got = server.got()
    const message = protocol === 'tcp' ? got.slice(got.indexOf(' ') + 1) : got
    if (protocol === 'tcp') assert.equal(Number(got.slice(0, got.indexOf(' '))), Buffer.byteLength(message))
    assert.match(
      message,
      /^<107>1 \d{4}-\d\d-\d\dT[\d:.]+Z bench kcv-station 1 repeated-mismatch \[kcvAlert@32473 id="repeated-mismatch\/8\/0" .*\] \ufeffsevere: repeated-mismatch, device SN0001: 2 \(limit 2\)$/,
    )
  })

test('a server that is away makes alerts wait, and gets them when it is back', async (t) => {
  const { port, close } = await servers.tcp()
  close()
  const { dir } = await born(scratch(t))
  const { log, monitor, until } = await watched(t, dir)
  await monitor.setSyslog({ protocol: 'tcp', host: '127.0.0.1', port }, 'Wang Fang', by)
  await mismatches(log, ['at-1', 'at-2'])
  await until(() => monitor.view().syslog.problem === 'ECONNREFUSED')
  assert.equal(monitor.view().syslog.waiting, 1)
  const server = createServer((socket) => socket.resume()).listen(port, '127.0.0.1')
  t.after(() => server.close())
  await until(() => monitor.view().syslog.sent === 1)
  assert.deepEqual([monitor.view().syslog.waiting, monitor.view().syslog.problem], [0, null])
})
