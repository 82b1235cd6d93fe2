// Components that come as key blocks in files, under a transport key that an earlier ceremony brought.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPlan } from '../../electron/ceremony/plan.js'
import { Fault } from '../../electron/contract/fault.js'
import { wrapKeyBlock } from '../../electron/keys/block/wrap.js'
import { fromHex } from '../../electron/keys/hex.js'
import { liveSecrets, secretFromBytes } from '../../electron/keys/vault.js'
import { type CeremonyBench, COMBINED_KCV, ceremonyBench, FIRST, FIRST_KCV, SECOND } from '../harness/ceremony.js'

const code = (expected: string) => (error: unknown) => error instanceof Fault && error.code === expected
const REFERENCE = '0123456789ABCDEFFEDCBA9876543210'
const ascii = (value: object) => new TextEncoder().encode(JSON.stringify(value))

/** A component as a block under the reference key, which the first ceremony makes. */
function fileOf(
  component: string,
  change: { readonly number?: number; readonly version?: string; readonly algorithm?: string } = {},
  more = {},
): Uint8Array {
  const { number = 1, version = `c${number}`, algorithm = 'T' } = change
  using key = secretFromBytes(fromHex(component))
  using kbpk = secretFromBytes(fromHex(REFERENCE))
  const { block } = wrapKeyBlock({
    header: {
      versionId: 'B',
      keyUsage: 'P0',
      algorithm,
      modeOfUse: 'E',
      keyVersion: version,
      exportability: 'N',
      keyContext: '0',
      optionalBlocks: [],
    },
    key,
    kbpk,
    policy: 'lab',
  })
  return ascii({ component: number, of: 2, kcv: null, transportKcv: COMBINED_KCV, block, ...more })
}

/** A bench whose transport key is held; the next ceremony waits for its first component. */
async function withTransportKey(): Promise<CeremonyBench> {
  const bench = ceremonyBench()
  await bench.ceremonies.begin('plan')
  for (const component of [FIRST, SECOND]) {
    await bench.bring(component)
    await bench.ceremonies.confirm()
  }
  await bench.ceremonies.approve()
  await bench.ceremonies.begin('plan')
  return bench
}
const running = (bench: CeremonyBench) => bench.ceremonies.view().running!

test('two components out of files become the key, and nothing but the held keys is left', async () => {
  const before = liveSecrets()
  const bench = await withTransportKey()
  bench.component = fileOf(FIRST)
  await bench.ceremonies.bring('file', 'BAG-1')
  assert.deepEqual([running(bench).state, running(bench).components[0]?.kcv], ['checking', FIRST_KCV])
  assert.ok(
    bench.component.every((byte) => byte === 0),
    'the file was overwritten',
  )
  await bench.ceremonies.confirm()
  bench.component = fileOf(SECOND, { number: 2 })
  await bench.ceremonies.bring('file', '')
  await bench.ceremonies.confirm()
  assert.equal(running(bench).combined, COMBINED_KCV)
  await bench.ceremonies.approve()
  assert.equal(liveSecrets(), before + 2)
  bench.ceremonies.leave('closed')
  assert.equal(liveSecrets(), before)
  const sources = bench.records.filter(({ type }) => type === 'component-accepted').map(({ body }) => body.source)
  assert.deepEqual(sources, ['keyboard', 'keyboard', 'file', 'file'])
})

for (const [what, file, fault] of [
  ['another component of the key', () => fileOf(SECOND, { number: 2 }), 'ceremony/component-count'],
  ['a block whose header names another component', () => fileOf(FIRST, { version: 'c2' }), 'input/bad-field'],
  ['a block that is a whole key', () => fileOf(FIRST, { version: '00' }), 'input/bad-field'],
  ['a key of another algorithm', () => fileOf(FIRST, { algorithm: 'A' }), 'input/bad-field'],
  ['a component of another length', () => fileOf(`${FIRST}${FIRST.slice(0, 16)}`), 'ceremony/component-length'],
  [
    'a transport key that is not here',
    () => fileOf(FIRST, {}, { transportKcv: 'A1B2C3' }),
    'ceremony/no-transport-key',
  ],
  ['a field too many', () => fileOf(FIRST, {}, { clear: 'yes' }), 'input/bad-field'],
  ['no JSON', () => new TextEncoder().encode('component 1'), 'input/not-json'],
] as const)
  test(`${what} is refused, and the component can still be brought another way`, async () => {
    const before = liveSecrets()
    const bench = await withTransportKey()
    bench.component = file()
    await assert.rejects(bench.ceremonies.bring('file', ''), code(fault))
    assert.equal(running(bench).state, 'awaiting')
    assert.equal(liveSecrets(), before + 1)
    await bench.bring(FIRST)
    assert.equal(running(bench).state, 'checking')
    bench.ceremonies.leave('closed')
    assert.equal(liveSecrets(), before)
  })

test('a block that was changed is refused without a word of why', async () => {
  const bench = await withTransportKey()
  const file = JSON.parse(new TextDecoder().decode(fileOf(FIRST))) as { block: string }
  bench.component = ascii({ ...file, block: file.block.replace(/.$/, (last) => (last === '0' ? '1' : '0')) })
  await assert.rejects(bench.ceremonies.bring('file', ''), code('keys/block-rejected'))
  bench.ceremonies.leave('closed')
})

test('nobody picked a file: the component still waits', async () => {
  const bench = await withTransportKey()
  bench.component = null
  await bench.ceremonies.bring('file', '')
  assert.equal(running(bench).state, 'awaiting')
  bench.ceremonies.leave('closed')
})

const order = {
  ceremony: 'TMK',
  lab: true,
  key: {
    label: 'TMK',
    slot: 1,
    usage: 'TMK',
    algorithm: 'tdes',
    bytes: 16,
    kcv: { method: 'tdes-zeros', bytes: 3, expected: 'AF8C07' },
  },
  components: [{ kcv: null }, { kcv: null }],
}
for (const [what, change, fault] of [
  ['a single component', { components: [{ kcv: null }] }, 'input/bad-field'],
  ['a key in the file', { key: { ...order.key, value: REFERENCE } }, 'input/bad-field'],
  [
    'an AES method for a TDES key',
    { key: { ...order.key, kcv: { method: 'aes-cmac', expected: null } } },
    'input/bad-field',
  ],
  ['a length that the algorithm has not', { key: { ...order.key, bytes: 8 } }, 'input/bad-field'],
  ['an order for production in lab', { lab: false }, 'station/wrong-mode'],
] as const)
  test(`a ceremony file with ${what} is refused`, () => {
    assert.throws(() => readPlan('p', ascii({ ...order, ...change }), 'lab', 'legacy'), code(fault))
  })

test('a ceremony file says what is to be put together, and no longer value than the profile shows', () => {
  const plan = readPlan('p', ascii(order), 'lab', 'legacy')
  assert.deepEqual(plan.kcv, {
    method: 'tdes-zeros',
    bytes: 3,
    expected: { method: 'tdes-zeros', hex: 'AF8C07' },
    source: 'letter',
  })
  assert.deepEqual(plan.printed, [null, null])
  assert.deepEqual(plan.life, { loads: 32, idleMinutes: 15 })
})
