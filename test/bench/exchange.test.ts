// Time that the station adds to an exchange, on top of the wire and of the device: every family, at its usual rate and at
// 115,200. Run by `npm run bench` alone. The device's turn is measured where it happens, from its first byte in to its last
// byte out, so that its own pace, and how late its own timers are, never count as the station's.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drivers } from '../../electron/devices/index.js'
import { simulators } from '../../electron/devices/simulators.js'
import { apart } from './apart.js'
import { judged, ms, share } from './figures.js'
import type { Added } from './measures/exchange.js'

const P50_MS = 1
const P99_MS = 5
const FASTER = 115_200

const simulated = drivers.filter(({ id }) => simulators.some(({ driver }) => driver === id))
for (const { id, line } of simulated)
  for (const baud of new Set([line.baud, FASTER]))
    test(`what the station adds to an exchange: ${id} at ${baud}`, async (t) => {
      const { added, pings } = await apart<Added>('exchange', { id, baud })
      const [p50, p99] = [share(added, 0.5), share(added, 0.99)]
      t.diagnostic(`${id} ${baud}: p50 ${ms(p50)} (limit ${P50_MS}), p99 ${ms(p99)} (limit ${P99_MS})`)
      judged(t, pings, () => assert.ok(p50 <= P50_MS && p99 <= P99_MS, `p50 ${ms(p50)}, p99 ${ms(p99)}`))
    })
