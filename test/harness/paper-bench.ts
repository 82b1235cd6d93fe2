// A bench with terminals of paper, whose cables a test moves about: no port, no simulator, no log.
import { Fault } from '../../electron/contract/fault.js'
import type { Ticket } from '../../electron/contract/ticket.js'
import type { LineFigures } from '../../electron/contract/values.js'
import type { DeviceDriver, DeviceSession } from '../../electron/devices/driver.js'
import { Bench } from '../../electron/injection/bench.js'
import type { BenchDoors, PluggedPort, RememberedPort } from '../../electron/injection/bench-doors.js'
import type { LoadProfile } from '../../electron/injection/profile.js'

export const driver: DeviceDriver = {
  id: 'paper',
  title: { zh: '纸', en: 'paper' },
  line: { baud: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  settings: [],
  loads: () => [
    {
      usage: 'TPK',
      forms: ['components'],
      algorithms: ['tdes'],
      provenance: 'computed',
      kcvBytes: [3],
      slots: [1, 99],
      travels: 'clear',
      under: [],
      readBack: false,
    },
  ],
  matches: () => false,
  open: () => {
    throw new Error('not opened here')
  },
}
const key = (label: string) => ({
  label,
  slot: 1,
  usage: 'TPK',
  algorithm: 'tdes',
  kcv: { method: 'tdes-zeros', expected: '08D7B4' },
  material: { form: 'components', values: ['0123456789ABCDEFFEDCBA9876543210'] },
})
const profile = (id: string, job: object): LoadProfile => ({
  id,
  title: { zh: id, en: id },
  about: { zh: '', en: '' },
  drivers: [],
  job: () => new TextEncoder().encode(JSON.stringify({ run: 'r', lab: true, ...job })),
})
export const forAll = profile('for-all', { keys: [key('K')] })
export const forEach = profile('for-each', {
  devices: [
    { serial: 'SN-A', keys: [key('KA')] },
    { serial: 'SN-B', keys: [key('KB')] },
  ],
})
export const figures = { txBytes: 5, replies: 1, replyP50Ms: 12 } as LineFigures

/** A bench whose cables a test moves about. */
export function setUp(change: Partial<BenchDoors> = {}) {
  /** Serial number of the terminal at each path; null: one that says no name. */
  const at = new Map<string, string | null>()
  const asked: string[] = []
  const loaded: string[] = []
  const records: string[] = []
  const memory = new Map<string, RememberedPort>()
  const session = (path: string): DeviceSession => ({
    identify: async () => {
      asked.push(path)
      if (!at.has(path)) throw new Fault('wire/silent', { port: path, command: 'identify', ms: 1 })
      const serial = at.get(path)!
      return { family: 'paper', serial, serialSource: 'read', model: null, firmware: null, tampered: null }
    },
    slots: async (wanted) => wanted.map((slot) => ({ ...slot, state: 'unknown', kcv: null })),
    erases: () => null,
    load: async ({ expected }) => {
      loaded.push(`${at.get(path)}`)
      return { kind: 'accepted', code: '00', reported: expected, provenance: 'computed' }
    },
    readKcv: async () => null,
    close: async () => {},
  })
  const doors: { -readonly [Door in keyof BenchDoors]: BenchDoors[Door] } = {
    openPort: async (path) => ({
      path,
      real: false,
      driver,
      settings: {},
      session: session(path),
      quality: () => figures,
      close: async () => {},
    }),
    context: (emit, options) => ({
      log: {
        append: async (type) => ({ seq: records.push(type) }) as never,
        arm: async () => ({ record: { seq: records.push('attempt-armed') }, ticket: {} as Ticket }),
        blockedBy: () => null,
        order: async () => {
          throw new Error('no orders here')
        },
        qualified: () => true,
        loaded: () => null,
        issued: () => false,
        named: () => [],
        reserve: () => {},
      },
      clock: { now: () => 0, after: () => () => {} },
      newId: () => `at-${records.length}`,
      emit,
      ...options,
    }),
    probe: async () => 'paper',
    attempt: () => null,
    driverOf: (id) => {
      if (id === 'paper') return driver
      throw new Fault('devices/unknown-driver', { driver: id, expected: 'paper' })
    },
    isThere: (path) => at.has(path),
    remembered: (place) => memory.get(place) ?? {},
    remember: (place, more) => void memory.set(place, { ...memory.get(place), ...more }),
    mode: 'lab',
    now: () => 0,
    changed: () => {},
    ...change,
  }
  const bench = new Bench(doors, [forAll, forEach])
  const plugged = (path: string, place: string, drivers: string[] = [], simulated = false): PluggedPort => ({
    path,
    place,
    drivers,
    simulated,
  })
  const card = (port: string) => bench.views().find((view) => view.port === port)
  return { bench, doors, at, asked, loaded, records, memory, plugged, card }
}
export const turn = () => new Promise((done) => setImmediate(done))
