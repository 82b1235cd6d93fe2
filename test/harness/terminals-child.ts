// Simulated terminals in one process of their own, as many as asked for; tells when bytes passed, on the machine's clock.
import { type RunningSimulator, startSimulator } from '../../electron/devices/simulator.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import { pointLink, removeLink } from '../../electron/store.js'

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
export interface Wish {
  readonly wish: 'ping' | 'passed' | 'unplug' | 'replug'
  readonly place?: number
}
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
  cables.set(place, running)
  if (asked.folder === null) return running.path
  const link = `${asked.folder}/${asked.driver}.${serial}`
  pointLink(link, running.path)
  let target = running.path
  running.onPath((path) => {
    if (path === null) removeLink(link, target)
    else pointLink(link, path)
    target = path ?? target
  })
  return link
})
const cables = new Map<number, RunningSimulator>()
const answers: Readonly<Record<Wish['wish'], (place: number) => Told>> = {
  ping: () => ({ pong: true }),
  passed: () => ({ passed }),
  unplug: (place) => {
    cables.get(place)?.unplug()
    return { pong: true }
  },
  replug: (place) => {
    cables.get(place)?.replug()
    return { pong: true }
  },
}
process.on('message', ({ wish, place = 0 }: Wish) => process.send!(answers[wish](place)))
process.on('disconnect', () => process.exit(0))
process.send!({ ready: await Promise.all(started) } satisfies Told)
