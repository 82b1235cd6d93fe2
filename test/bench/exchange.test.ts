// Time that the station adds to an exchange, on top of the wire and of the device: every family, at its usual rate and at
// 115,200. Run by `npm run bench` alone. The device's turn is measured where it happens, from its first byte in to its last
// byte out, so that its own pace, and how late its own timers are, never count as the station's.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeviceDriver } from '../../electron/devices/driver.js'
import { drivers } from '../../electron/devices/index.js'
import { publicCiphers, settingsFor } from '../../electron/station.js'
import { realClock } from '../../electron/wire/line.js'
import { openSerial } from '../../electron/wire/serial.js'
import { startTerminals, type Terminals } from '../harness/terminals.js'
import type { Passing } from '../harness/terminals-child.js'
import { judged, ms, now, share } from './figures.js'

const CALLS = 120
const WARM_UP = 10
const P50_MS = 1
const P99_MS = 5
const FASTER = 115_200

interface Call {
  readonly from: number
  readonly to: number
  readonly exchanges: number
}

for (const driver of drivers)
  for (const baud of new Set([driver.line.baud, FASTER]))
    test(`what the station adds to an exchange: ${driver.id} at ${baud}`, async (t) => {
      await using terminals = await startTerminals(driver.id, 1, { baud })
      const { calls, pings } = await identifications(driver, terminals, baud)
      const [passed = []] = await terminals.passed()
      const added = calls.map((call) => onTop(call, passed))
      const [p50, p99] = [share(added, 0.5), share(added, 0.99)]
      t.diagnostic(`${driver.id} ${baud}: p50 ${ms(p50)} (limit ${P50_MS}), p99 ${ms(p99)} (limit ${P99_MS})`)
      judged(t, pings, () => assert.ok(p50 <= P50_MS && p99 <= P99_MS, `p50 ${ms(p50)}, p99 ${ms(p99)}`))
    })

async function identifications(driver: DeviceDriver, terminals: Terminals, baud: number) {
  const settings = settingsFor(driver, {})
  const never = () => {
    throw new TypeError('nothing is loaded here')
  }
  const line = await openSerial(terminals.ports[0]!, { ...driver.line, baud }, { sendSecret: never, spend: never })
  const session = driver.open(line, settings, realClock, publicCiphers)
  const calls: Call[] = []
  const pings: number[] = []
  try {
    for (let call = 0; call < CALLS + WARM_UP; call++) {
      const before = line.quality.replies.count
      const from = now()
      await session.identify()
      calls.push({ from, to: now(), exchanges: line.quality.replies.count - before })
      pings.push(await terminals.ping())
    }
  } finally {
    await session.close()
    await line.close()
  }
  return { calls: calls.slice(WARM_UP), pings: pings.slice(WARM_UP) }
}

/** Of a call's time, what was not the device's turn; an exchange's share of it, ms. */
function onTop({ from, to, exchanges }: Call, passed: readonly Passing[]): number {
  let turns = 0
  let heard: number | null = null
  let said: number | null = null
  const close = () => {
    if (heard !== null && said !== null) turns += said - heard
    heard = null
    said = null
  }
  for (const [at, way] of passed) {
    if (at < from || at > to) continue
    if (way === 'in') {
      if (said !== null) close()
      heard ??= at
    } else said = at
  }
  close()
  return (to - from - turns) / exchanges
}
