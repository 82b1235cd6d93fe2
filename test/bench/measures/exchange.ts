// What the station adds to an exchange: measured at identifications, which change nothing and can be repeated.
import { drivers } from '../../../electron/devices/index.js'
import { settingsFor } from '../../../electron/injection/port-choice.js'
import { publicCiphers } from '../../../electron/station.js'
import { realClock } from '../../../electron/wire/line.js'
import { openSerial } from '../../../electron/wire/serial.js'
import { startTerminals } from '../../harness/terminals.js'
import type { Passing } from '../../harness/terminals-child.js'
import { now } from '../figures.js'

const CALLS = 120
const WARM_UP = 15

export interface Added {
  /** On top of wire and device, per exchange, ms. */
  readonly added: readonly number[]
  readonly pings: readonly number[]
}

export default async function ({ id, baud }: { readonly id: string; readonly baud: number }): Promise<Added> {
  const driver = drivers.find((one) => one.id === id)!
  const settings = settingsFor(driver, {})
  const never = () => {
    throw new TypeError('nothing is loaded here')
  }
  await using terminals = await startTerminals(id, 1, { baud })
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
  const [passed = []] = await terminals.passed()
  return { added: calls.slice(WARM_UP).map((call) => onTop(call, passed)), pings: pings.slice(WARM_UP) }
}

interface Call {
  readonly from: number
  readonly to: number
  readonly exchanges: number
}

/** Of a call's time, what was not the device's turn, from its first byte in to its last byte out; an exchange's share, ms. */
const onTop = ({ from, to, exchanges }: Call, passed: readonly Passing[]): number =>
  (to - from - devicesTurns(passed, from, to)) / exchanges

export function devicesTurns(passed: readonly Passing[], from: number, to: number): number {
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
  return turns
}
