// What a person may do on the bench while a terminal is at work, or after the station held a load back.
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { Fault } from '../../electron/contract/fault.js'
import type { Ticket } from '../../electron/contract/ticket.js'
import type { SlotState } from '../../electron/contract/values.js'
import type { DeviceDriver, DeviceSession, LoadReply } from '../../electron/devices/driver.js'
import { Bench } from '../../electron/injection/bench.js'
import type { LoadProfile } from '../../electron/injection/profile.js'
import { liveSecrets } from '../../electron/keys/vault.js'

afterEach(() => assert.equal(liveSecrets(), 0))

const key = (slot: number) => ({
  label: `K${slot}`,
  slot,
  usage: 'TPK',
  algorithm: 'tdes',
  kcv: { method: 'tdes-zeros', expected: '08D7B4' },
  material: { form: 'components', values: ['0123456789ABCDEFFEDCBA9876543210'] },
})
const profile: LoadProfile = {
  id: 'two',
  title: { zh: '', en: '' },
  about: { zh: '', en: '' },
  drivers: [],
  job: () => new TextEncoder().encode(JSON.stringify({ run: 'r', lab: true, keys: [key(1), key(2)] })),
}

/** A terminal whose every load formats its store of three places. */
class Paper {
  serial = 'P1'
  readonly held = new Map<string, string>()
  readonly loads: number[] = []
  loading: Promise<unknown> = Promise.resolve()
  cancelled: LoadReply | null = null
  formats = true

  readonly session: DeviceSession = {
    identify: async () => ({
      family: 'paper',
      serial: this.serial,
      serialSource: 'read',
      model: null,
      firmware: '1',
      tampered: null,
    }),
    slots: async (wanted) =>
      wanted.map(({ usage, slot }): SlotState => {
        const kcv = this.held.get(`${usage} ${slot}`) ?? null
        return { usage, slot, state: kcv ? 'filled' : 'empty', kcv }
      }),
    erases: () => (this.formats ? 'everything' : null),
    load: async ({ usage, slot, expected }) => {
      await this.loading
      if (this.cancelled) return this.cancelled
      if (this.formats) this.held.clear()
      this.held.set(`${usage} ${slot}`, expected!.hex)
      this.loads.push(slot)
      return { kind: 'accepted', code: '00', reported: expected, provenance: 'computed' }
    },
    readKcv: async () => null,
    cancel: () => {
      this.cancelled = { kind: 'refused', code: 'EOT', meaning: { zh: '', en: '' }, kcvDisagrees: false }
      return true
    },
    window: () => ({ endsAt: 61_000 }),
    close: async () => {},
  }
}
const row = { forms: ['components'], algorithms: ['tdes'], kcvBytes: [3], travels: 'clear', under: [] } as const
const driver: DeviceDriver = {
  id: 'paper',
  title: { zh: '', en: '' },
  line: { baud: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  settings: [],
  loads: () => [{ ...row, usage: 'TPK', slots: [1, 3], provenance: 'computed', readBack: false }],
  matches: () => false,
  open: () => {
    throw new Error('not opened here')
  },
}

async function benchWith(paper: Paper) {
  const records: { type: string; body: Record<string, unknown> }[] = []
  const append = async (type: string, body: object) => ({ seq: records.push({ type, body: { ...body } }) }) as never
  let ids = 0
  const bench = new Bench(
    {
      openPort: async (path) => ({
        path,
        real: false,
        driver,
        settings: {},
        session: paper.session,
        quality: () => null,
        close: async () => {},
      }),
      context: (emit, options) => ({
        log: {
          append,
          arm: async (body) => ({ record: await append('attempt-armed', body), ticket: {} as Ticket }),
          blockedBy: () => null,
          order: async () => {
            throw new Error('no orders here')
          },
          qualified: () => false,
          loaded: () => null,
          issued: () => false,
          named: () => [],
          reserve: () => {},
        },
        clock: { now: () => 1000, after: () => () => {} },
        newId: () => `at-${++ids}`,
        emit,
        ...options,
      }),
      attempt: () => null,
      driverOf: () => driver,
      isThere: () => true,
      probe: async () => 'paper',
      remembered: () => ({}),
      remember: () => {},
      mode: 'lab',
      now: () => 500_000,
      changed: () => {},
    },
    [profile],
  )
  await bench.add('p', 'paper', true)
  bench.choose('p', 'two')
  const view = () => bench.views()[0]!
  return { bench, view, records }
}
const outcomes = (view: { keys: readonly { outcome: string | null; state: string }[] }) =>
  view.keys.map(({ outcome, state }) => outcome ?? state)

test('a load that would remove keys is held back, shows them, and goes on for this terminal once somebody agreed', async () => {
  const paper = new Paper()
  paper.held.set('TPK 3', 'AF8C07')
  const { bench, view, records } = await benchWith(paper)
  await bench.start(['p'])
  assert.deepEqual(outcomes(view()), ['refused', 'skipped'])
  assert.deepEqual(paper.loads, [])
  const [held] = view().keys
  assert.deepEqual(held!.vanishing, [{ usage: 'TPK', slot: 3, state: 'filled', kcv: 'AF8C07' }])
  assert.ok(view().actions.includes('allow-erase'))
  await bench.startErasing('p', held!.attempt!)
  // The second key would remove the first one, and nobody was shown that.
  assert.deepEqual(outcomes(view()), ['injected', 'refused'])
  assert.deepEqual(paper.loads, [1])
  const armed = records.filter(({ type }) => type === 'attempt-armed').map(({ body }) => body.erases)
  assert.deepEqual(armed, [[{ usage: 'TPK', slot: 3 }]])
})
test('agreement is to the keys that were shown and the terminal they were shown of', async () => {
  const paper = new Paper()
  paper.held.set('TPK 3', 'AF8C07')
  const { bench, view } = await benchWith(paper)
  await bench.start(['p'])
  const attempt = view().keys[0]!.attempt!
  paper.held.set('TPK 2', '8CA64D')
  await bench.startErasing('p', attempt)
  assert.deepEqual([outcomes(view())[0], view().keys[0]!.fault?.code], ['refused', 'injection/would-erase'])
  paper.serial = 'P2'
  await bench.startErasing('p', view().keys[0]!.attempt!)
  assert.equal(outcomes(view())[0], 'refused')
  assert.deepEqual(paper.loads, [])
  const old = (error: unknown) => error instanceof Fault && error.code === 'injection/nothing-to-erase'
  await assert.rejects(bench.startErasing('p', attempt), old)
})
test('stop before a key has left: nothing is sent, and the record says why', async () => {
  const paper = new Paper()
  const { bench, view, records } = await benchWith(paper)
  const { slots } = paper.session
  paper.session.slots = async (wanted, method) => {
    if (wanted[0]!.slot === 2) bench.stop('p')
    return slots(wanted, method)
  }
  await bench.start(['p'])
  assert.deepEqual(outcomes(view()), ['abandoned', 'skipped'])
  assert.equal(view().keys[0]!.fault?.code, 'injection/stopped')
  assert.deepEqual(paper.loads, [])
  assert.ok(!records.some(({ type }) => type === 'attempt-armed'))
})
test('stop takes a load back that the device has not carried out, and begins nothing more', async () => {
  const paper = new Paper()
  paper.formats = false
  let go = () => {}
  paper.loading = new Promise<void>((resolve) => {
    go = resolve
  })
  const { bench, view } = await benchWith(paper)
  const work = bench.start(['p'])
  while (view().step !== 'load') await new Promise((resolve) => setImmediate(resolve))
  assert.deepEqual(view().actions, ['stop'])
  // By the wall clock: 60 s from the session's own now.
  assert.equal(view().loadsUntil, 560_000)
  bench.stop('p')
  assert.deepEqual([view().stopping, view().actions], [true, []])
  go()
  await work
  assert.deepEqual(outcomes(view()), ['refused', 'skipped'])
  assert.deepEqual([paper.loads, view().stopping, view().loadsUntil], [[], false, null])
})
