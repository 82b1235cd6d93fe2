// A negative probe against a terminal of paper: whose key it sends in lab, and what its record says is lost.
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import type { Ticket } from '../../electron/contract/ticket.js'
import type { SlotState } from '../../electron/contract/values.js'
import type { DeviceDriver, DeviceSession, LoadCapability, LoadRequest } from '../../electron/devices/driver.js'
import type { AttemptContext, PortAtWork } from '../../electron/injection/context.js'
import { qualify } from '../../electron/injection/qualify.js'
import { knownTestKey } from '../../electron/keys/public-keys.js'
import { liveSecrets } from '../../electron/keys/vault.js'

afterEach(() => assert.equal(liveSecrets(), 0))

const capability = {
  usage: 'TMK',
  forms: ['components', 'cryptogram'],
  algorithms: ['tdes'],
  provenance: 'checked',
  kcvBytes: [3],
  slots: [1, 9],
  travels: 'either',
  under: ['TLK'],
  readBack: false,
} as const satisfies LoadCapability

interface Paper {
  readonly real?: boolean
  readonly takes?: boolean
  readonly held?: readonly string[]
  readonly formats?: boolean
}

/** @returns what was sent, and the records */
function terminal({ real = false, takes = false, held = [], formats = false }: Paper) {
  const sent: { known: string | null; form: string }[] = []
  const records: { type: string; body: Record<string, unknown> }[] = []
  const slots = new Set(held)
  const session: DeviceSession = {
    identify: async () => ({
      family: 'paper',
      serial: 'P1',
      serialSource: 'read',
      model: 'P',
      firmware: '1',
      tampered: null,
    }),
    slots: async (wanted) =>
      wanted.map(({ usage, slot }): SlotState => {
        const filled = slots.has(`${usage} ${slot}`)
        return { usage, slot, state: filled ? 'filled' : 'empty', kcv: filled ? '08D7B4' : null }
      }),
    erases: () => (formats ? 'everything' : null),
    checks: ({ expected }: LoadRequest) =>
      expected && { mode: 'load', sent: { method: expected.method, hex: expected.hex.slice(0, 6) } },
    load: async ({ material, usage, slot }) => {
      const secret = 'secret' in material ? material.secret : null
      sent.push({ form: material.form, known: secret && knownTestKey(secret) })
      if (!takes) return { kind: 'refused', code: '04', meaning: { zh: '', en: '' }, kcvDisagrees: true }
      slots.add(`${usage} ${slot}`)
      return { kind: 'accepted', code: '00', reported: null, provenance: 'checked' }
    },
    readKcv: async () => null,
    erase: async (what) => {
      if (what !== 'all') slots.delete(`${what.usage} ${what.slot}`)
      return { kind: 'accepted', code: '00', reported: null, provenance: 'none' }
    },
    close: async () => {},
  }
  const driver = { id: 'paper', settings: [], loads: () => [capability] } as unknown as DeviceDriver
  const port: PortAtWork = { path: 'p', real, driver, settings: {}, session, quality: () => null }
  const append = async (type: string, body: object) => ({ seq: records.push({ type, body: { ...body } }) }) as never
  const context = {
    log: {
      append,
      arm: async (body: object) => ({ record: await append('attempt-armed', body), ticket: {} as Ticket }),
      blockedBy: () => null,
      loaded: () => null,
    },
    clock: { now: () => 0, after: () => () => {} },
    newId: () => 'at-1',
    mode: 'lab',
    allowErase: true,
    elsewhere: () => null,
    stopping: () => false,
    emit: () => {},
  } as unknown as AttemptContext
  const armed = () => records.filter(({ type }) => type === 'attempt-armed').map(({ body }) => body.erases)
  return { context, port, sent, records, armed }
}
const wish = { usage: 'TMK', slot: 3, underSlot: null, method: null } as const

test('in lab a real device is probed with a published test key, a simulated one with a key that nobody knows', async () => {
  const real = terminal({ real: true })
  assert.equal((await qualify(real.context, real.port, wish)).checked, true)
  assert.deepEqual(real.sent, [{ form: 'clear', known: 'ANSI X9.24-1 initial key' }])
  const simulated = terminal({})
  assert.equal((await qualify(simulated.context, simulated.port, wish)).checked, true)
  assert.deepEqual(simulated.sent, [{ form: 'clear', known: null }])
})

test('in lab a real device gets no key under one that the station does not have: nothing is armed', async () => {
  const { context, port, sent, records } = terminal({ real: true })
  await assert.rejects(qualify(context, port, { ...wish, underSlot: 1 }), { code: 'injection/lab-real-port' })
  assert.deepEqual([sent, records], [[], []])
})

test('the record before the load names the key that the probe takes the place of', async () => {
  const { context, port, armed } = terminal({ held: ['TMK 3'] })
  await qualify(context, port, wish)
  assert.deepEqual(armed(), [[{ usage: 'TMK', slot: 3 }]])
})

test('of a load that formats the store the record names every key that goes, and of deleting the probe its own', async () => {
  const { context, port, armed } = terminal({ held: ['TMK 7'], formats: true, takes: true })
  const { checked, erased } = await qualify(context, port, wish)
  assert.deepEqual([checked, erased], [false, true])
  assert.deepEqual(armed(), [[{ usage: 'TMK', slot: 7 }], [{ usage: 'TMK', slot: 3 }]])
})
