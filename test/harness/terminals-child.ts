// Simulated terminals in one process of their own, as many as asked for; tells when bytes passed, on the machine's clock.
import { startSimulator } from '../../electron/devices/simulator.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import { pointLink } from '../../electron/store.js'

export interface TerminalsAsked {
  readonly driver: string
  readonly count: number
  readonly baud: number | null
  readonly behave: readonly string[]
  /** Where links to them are put, `driver.serial` each; null for none. */
  readonly folder: string | null
}
/** A chunk that passed: when, in ms of the machine's monotonic clock, which way, how many bytes. */
export type Passing = readonly [at: number, way: 'in' | 'out', bytes: number]
export type Told =
  | { readonly ready: readonly string[] }
  | { readonly passed: readonly Passing[][] }
  | { readonly pong: true }

const asked = JSON.parse(process.argv[2]!) as TerminalsAsked
const family = simulatorOf(asked.driver)
const passed: Passing[][] = []
const now = () => Number(process.hrtime.bigint()) / 1e6

const started = Array.from({ length: asked.count }, async (_, place) => {
  const chunks: Passing[] = []
  passed[place] = chunks
  const serial = `SIM${String(process.pid).padStart(6, '0').slice(-6)}${String(place + 1).padStart(3, '0')}`
  const running = await startSimulator(family, {
    baud: asked.baud ?? undefined,
    serial,
    seed: place + 1,
    behave: asked.behave,
    passing: (way, bytes) => chunks.push([now(), way, bytes]),
  })
  if (asked.folder === null) return running.path
  const link = `${asked.folder}/${asked.driver}.${serial}`
  pointLink(link, running.path)
  running.onPath((path) => path !== null && pointLink(link, path))
  return link
})
process.on('message', (what) => process.send!((what === 'ping' ? { pong: true } : { passed }) satisfies Told))
process.on('disconnect', () => process.exit(0))
process.send!({ ready: await Promise.all(started) } satisfies Told)
