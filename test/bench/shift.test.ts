// Terminals an hour for one person with sixteen ports, where a terminal itself takes three seconds. Run by `npm run bench`
// alone. What limits is printed: the terminals, the station, or the hands.
import { test } from 'node:test'
import { apart } from './apart.js'
import { median, ms } from './figures.js'
import type { Asked, Shift } from './measures/shift.js'

const PORTS = 16
/** A K21 load of one key in clear, read back, has four answers: three seconds in all. */
const SLOW_MS = 750
const DEVICE_S = 3
/** What a person may need to unplug one terminal and plug in the next. */
const HANDS_S = [2, 5, 10]

const thousands = (value: number) => Math.round(value).toLocaleString('en')

test('terminals an hour', async (t) => {
  const asked: Asked = { ports: PORTS, seconds: 20, slow: SLOW_MS }
  const { done, seconds, ready, loads } = await apart<Shift>('shift', asked)
  const load = median(loads)
  t.diagnostic(
    `load ${ms(load)} of which the terminal ${ms(DEVICE_S * 1000)}; from the plug to ready ${ms(median(ready))} (one answer of the terminal in it)`,
  )
  const station = (done / seconds) * 3600
  const wire = (PORTS * 3600) / DEVICE_S
  t.diagnostic(
    `${PORTS} ports without a pause for hands: ${thousands(station)} an hour; the terminals' own limit ${thousands(wire)}`,
  )
  for (const hands of HANDS_S) {
    const own = (PORTS * 3600) / (load / 1000 + median(ready) / 1000 + hands)
    t.diagnostic(`${hands} s of hands a terminal: ${thousands(Math.min(3600 / hands, own))} an hour`)
  }
})
