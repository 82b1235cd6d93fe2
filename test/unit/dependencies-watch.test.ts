// What the station depends on: looked at where it may be, counted, and recorded when it is lost or comes back.
import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { test } from 'node:test'
import type { AuditRecord } from '../../electron/audit/record.js'
import { Register } from '../../electron/audit/register.js'
import { Dependencies, type Reach, reachByTcp } from '../../electron/dependencies.js'
import { PlugHistory } from '../../electron/plug-history.js'

const NOW = Date.UTC(2026, 10, 22, 8)

function station(reach: Reach, mayReach = true) {
  const register = new Register()
  const records: { type: string; body: object }[] = []
  const heard = (type: string, body: object) => {
    records.push({ type, body })
    register.heard({ type, body, seq: records.length, wall: new Date(NOW).toISOString() } as unknown as AuditRecord)
  }
  heard('dependency-set', { name: 'host', to: { host: 'h', port: 9000 }, by: 'li' })
  const dependencies = new Dependencies({
    log: { append: async (type: string, body: object) => heard(type, body), register: () => register } as never,
    mayReach: () => mayReach,
    reach,
    now: () => NOW,
    changed: () => {},
    notice: (error) => assert.fail(String(error)),
  })
  return { dependencies, changes: () => records.slice(1).map(({ body }) => body) }
}

test('what is reachable leaves no record; what is lost does, once, and so does its return', async () => {
  let answer: number | null = 7
  const { dependencies, changes } = station(async () => answer)
  const [well] = await dependencies.look()
  assert.deepEqual([well?.reachable, well?.ms, well?.tries, well?.failed], [true, 7, 3, 0])
  assert.deepEqual(changes(), [])
  answer = null
  await dependencies.look()
  const [lost] = await dependencies.look()
  assert.deepEqual([lost?.reachable, lost?.drops], [false, 1])
  answer = 9
  await dependencies.look()
  assert.deepEqual(changes(), [
    { name: 'host', reachable: false, ms: null },
    { name: 'host', reachable: true, ms: 9 },
  ])
})

test('a station that may hold clear keys opens no connection at all', async () => {
  const { dependencies, changes } = station(async () => assert.fail('a connection was opened'), false)
  assert.deepEqual(await dependencies.look(), [])
  assert.deepEqual(changes(), [])
})

test('a connection over TCP is timed; a port where nobody listens is not reached', async () => {
  const server = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  assert.ok(((await reachByTcp({ host: '127.0.0.1', port })) ?? -1) >= 0)
  await new Promise((resolve) => server.close(resolve))
  assert.equal(await reachByTcp({ host: '127.0.0.1', port }), null)
})

test('a port that is gone for a moment came loose; one that is gone for longer was changed by a person', () => {
  let now = 0
  const plugs = new PlugHistory(() => now)
  const at = (ms: number, ...ports: string[]) => {
    now = ms
    plugs.look(ports)
  }
  at(0, 'a', 'b')
  at(1000, 'b')
  at(2000, 'a', 'b')
  at(3000, 'a')
  at(9000, 'a', 'b')
  assert.deepEqual([plugs.times('a'), plugs.times('b')], [1, 0])
  now = 2 * 3_600_000
  assert.equal(plugs.times('a'), 0)
})
