// Key profiles end to end: a terminal that answers eight bytes, and how many of them are ever seen.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { newlandK21 } from '../../electron/devices/newland-k21/index.js'
import * as vault from '../../electron/keys/vault.js'
import { realClock } from '../../electron/wire/line.js'
import { openSerial } from '../../electron/wire/serial.js'
import { at, job, K, kcvOf, Lab, last, tmk, tpk } from '../harness/lab.js'
import { startSimulatorProcess } from '../harness/simulator.js'
import { ticket } from './memory-line.js'

let lab: Lab
before(async () => {
  lab = await Lab.create()
})
after(() => lab.close())

/** What the terminal answers for K, and the factory TLK's value as a job may state it. */
const WHOLE = '08D7B4FB629D0885'
const TLK_WHOLE = '40826A5800608C87'
const eight = { method: 'tdes-zeros', bytes: 8, expected: WHOLE }
const relayed = tmk({
  material: { form: 'cryptogram', value: '492B274F0AB4DBCEC93F4BAB890B6406' },
  kcv: eight,
  under: { label: 'TLK', slot: 1, kcv: TLK_WHOLE },
})

/** The most digits of the value that stand anywhere in the text, two at least. */
const seenIn = (text: string, whole: string): number =>
  [16, 14, 12, 10, 8, 6, 4].find((digits) => text.includes(whole.slice(0, digits))) ?? 0

const logText = () =>
  readdirSync(lab.data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')

for (const [profile, digits] of [
  ['pci', 6],
  ['china', 8],
  ['legacy', 16],
] as const)
  test(`under ${profile} no event and no record holds more than ${digits} digits of an eight-byte answer`, () =>
    at(['--behave', 'kcv-bytes=8'], async (port) => {
      // The longest profile comes last, for one log keeps what all three wrote.
      const first = await lab.inject(job([relayed, tpk({ kcv: eight })], { profile }), port)
      const again = await lab.inject(job([tpk({ kcv: eight })], { profile }), port)
      assert.deepEqual([first.code, last(again).outcome], [0, 'already-present'], first.out + again.out)
      assert.equal(String(kcvOf(first)!.reported).length, digits)
      const [out, log] = [first.out + first.err + again.out + again.err, logText()]
      assert.deepEqual([seenIn(out, WHOLE), seenIn(log, WHOLE)], [digits, digits])
      assert.equal(seenIn(log, TLK_WHOLE), digits)
    }))

test('a method outside the profile is a warning in lab', () =>
  at([], async (port) => {
    const ones = tpk({ kcv: { method: 'tdes-ones', bytes: 8 } })
    const outside = await lab.inject(job([ones], { profile: 'pci' }), port)
    assert.ok((last(outside).warnings as string[]).includes('method-outside-profile'))
    assert.equal(kcvOf(outside)!.bytes, 3)
    const inside = await lab.inject(job([tpk()], { profile: 'pci' }), port)
    assert.ok(!(last(inside).warnings as string[]).includes('method-outside-profile'))
    const unknown = await lab.inject(job([tpk()], { profile: 'visa' }), port)
    assert.deepEqual([unknown.code, unknown.json[0]!.field], [65, 'profile'])
  }))

test('the trace of a real line shows that a value came, and nothing of it', async () => {
  const simulated = await startSimulatorProcess('newland-k21', ['--behave', 'kcv-bytes=8'])
  const traced: string[] = []
  try {
    const hands = { sendSecret: vault.sendSecret, spend: () => {}, trace: (text: string) => void traced.push(text) }
    const line = await openSerial(simulated.path, newlandK21.line, hands)
    const session = newlandK21.open(line, {}, realClock)
    using secret = vault.secretFromHex(Buffer.from(K, 'ascii'))
    const place = { usage: 'TPK', slot: 2 } as const
    const material = { form: 'clear', secret } as const
    const expected = { method: 'tdes-zeros', hex: WHOLE } as const
    const reply = await session.load({ ...place, algorithm: 'tdes', material, under: null, expected }, ticket)
    assert.equal(reply.kind === 'accepted' && reply.reported?.hex, WHOLE)
    const read = await session.readKcv(place)
    assert.equal(read?.state === 'filled' && read.reported.hex, WHOLE)
    await session.close()
  } finally {
    await simulated.stop()
  }
  assert.ok(
    traced.some((text) => text.startsWith('← load-working') && text.endsWith('··8')),
    traced.join('\n'),
  )
  assert.equal(seenIn(traced.join('\n'), WHOLE), 0)
})

test('a PAX terminal told to check by MAC gets the station’s own MAC over the cryptogram, and accepts the key', async () => {
  const simulated = await startSimulatorProcess('pax-d')
  try {
    const port = `${simulated.path}=pax-d,kcv-send=mac`
    const tlk = { label: 'TLK', slot: 1, usage: 'TLK', algorithm: 'tdes', kcv: { method: 'tdes-zeros' } }
    const clear = { ...tlk, material: { form: 'components', values: ['31'.repeat(16)] } }
    const under = { label: 'TLK', slot: 1 }
    const result = await lab.inject(job([clear, tmk({ under })]), port)
    assert.equal(last(result).outcome, 'injected', result.out)
  } finally {
    await simulated.stop()
  }
})
