// One person and sixteen ports: terminals that take three seconds each are loaded, taken off and replaced as fast as hands could.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDirectory } from '../../../electron/audit/directory.js'
import { driverOf } from '../../../electron/devices/index.js'
import { Bench } from '../../../electron/injection/bench.js'
import { practiceProfiles } from '../../../electron/injection/practice.js'
import { PortWatch } from '../../../electron/port-watch.js'
import { APP, Station } from '../../../electron/station.js'
import { isThere } from '../../../electron/store.js'
import { shownTerminals } from '../../../electron/store-ports.js'
import { startTerminals } from '../../harness/terminals.js'

const DRIVER = 'newland-k21'
const PROFILE = 'practice-tpk'
const LOOK_MS = 200

export interface Asked {
  readonly ports: number
  readonly seconds: number
  /** Waited by the simulated terminal before every answer, ms. */
  readonly slow: number
}
export interface Shift {
  /** Terminals done. */
  readonly done: number
  readonly seconds: number
  /** Of one terminal: from the plug to its card being ready; and from the start to its result, ms. */
  readonly ready: readonly number[]
  readonly loads: readonly number[]
}

export default async function ({ ports, seconds, slow }: Asked): Promise<Shift> {
  const folder = mkdtempSync(join(tmpdir(), 'kcv-bench-'))
  const shown = mkdtempSync(join(tmpdir(), 'kcv-shown-'))
  const data = join(folder, 'lab')
  await createDirectory(data, { mode: 'lab', app: APP })
  const station = await Station.open(data)
  await using terminals = await startTerminals(DRIVER, ports, { folder: shown, behave: [`slow=${slow}`] })
  const watch = new PortWatch({ usb: () => [], list: async () => [], terminals: () => shownTerminals(shown) })
  let turn = () => {}
  const bench = new Bench(
    {
      openPort: (path, driver) => station.openPort({ path, driver, settings: {} }),
      context: (emit, options) => station.context(emit, options),
      probe: async () => DRIVER,
      attempt: (id) => station.attempt(id),
      driverOf,
      isThere,
      remembered: () => ({}),
      remember: () => {},
      mode: 'lab',
      now: Date.now,
      changed: () => turn(),
    },
    practiceProfiles,
  )
  const looking = setInterval(() => bench.look(watch.look()), LOOK_MS)
  const ready: number[] = []
  const loads: number[] = []
  const until = performance.now() + seconds * 1000
  const began = performance.now()
  const presence = (port: string) => bench.views().find((card) => card.port === port)?.presence
  const waiting = new Map<string, () => void>()
  turn = () => {
    for (const check of waiting.values()) check()
  }
  const becomes = (port: string, wanted: string): Promise<void> =>
    new Promise((done) => {
      const check = () => {
        if (presence(port) !== wanted) return
        waiting.delete(port)
        done()
      }
      waiting.set(port, check)
      check()
    })
  await Promise.all(
    terminals.ports.map(async (port, place) => {
      let plugged = performance.now()
      while (performance.now() < until) {
        await becomes(port, 'ready')
        ready.push(performance.now() - plugged)
        bench.choose(port, PROFILE)
        const from = performance.now()
        await bench.start([port])
        loads.push(performance.now() - from)
        await terminals.unplug(place)
        await becomes(port, 'gone')
        await terminals.replug(place)
        plugged = performance.now()
      }
    }),
  )
  const took = (performance.now() - began) / 1000
  clearInterval(looking)
  await new Promise((rest) => setTimeout(rest, 4 * slow + 500))
  await station.close()
  for (const made of [folder, shown]) rmSync(made, { recursive: true, force: true })
  return { done: loads.length, seconds: took, ready, loads }
}
