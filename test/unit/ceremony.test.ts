// A key ceremony without a window: components typed, judged, joined, approved; and what ends it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../electron/contract/fault.js'
import { checkValue } from '../../electron/keys/kcv.js'
import { liveSecrets } from '../../electron/keys/vault.js'
import { COMBINED_KCV, ceremonyBench, FIRST, FIRST_KCV, SECOND } from '../harness/ceremony.js'

const running = (bench: ReturnType<typeof ceremonyBench>) => bench.ceremonies.view().running!
const types = (bench: ReturnType<typeof ceremonyBench>) => bench.records.map(({ type }) => type)
const code = (expected: string) => (error: unknown) => error instanceof Fault && error.code === expected

/** As far as the approval. */
async function combined(bench = ceremonyBench()) {
  await bench.ceremonies.begin('plan')
  await bench.bring(FIRST)
  await bench.ceremonies.confirm()
  await bench.bring(SECOND)
  await bench.ceremonies.confirm()
  return bench
}

test('two components become the key that the letter says, and a load gets a copy of it', async () => {
  const before = liveSecrets()
  const bench = await combined()
  assert.equal(running(bench).state, 'approving')
  assert.equal(running(bench).combined, COMBINED_KCV)
  await bench.ceremonies.approve()
  assert.deepEqual(types(bench), [
    'ceremony-begun',
    'component-accepted',
    'component-accepted',
    'key-combined',
    'key-approved',
  ])
  const [offered] = [...bench.offered.values()]
  {
    using copy = offered!.key.copy()
    assert.equal(checkValue(copy, 'tdes-zeros').hex, COMBINED_KCV)
  }
  assert.equal(liveSecrets(), before + 1)
  bench.ceremonies.wipe(offered!.id)
  await bench.settled()
  assert.equal(liveSecrets(), before)
  assert.deepEqual(bench.records.at(-1)?.body.because, 'wiped')
  assert.equal(bench.offered.size, 0)
})

test('while digits are taken the view has their number, and no record has even that', async () => {
  const bench = ceremonyBench()
  await bench.ceremonies.begin('plan')
  await bench.ceremonies.bring('keyboard', 'BAG-0042')
  bench.type(FIRST.slice(0, 7))
  assert.deepEqual(running(bench).entry, { digits: 7, of: 32, fewest: 32, refused: null })
  bench.key('Backspace')
  assert.equal(running(bench).entry?.digits, 6)
  bench.key('Delete')
  assert.equal(running(bench).entry?.digits, 0)
  assert.doesNotMatch(JSON.stringify([bench.ceremonies.view(), bench.records]), /digits":7/)
  bench.ceremonies.abort()
})

for (const [what, key, change, because] of [
  ['a letter that looks like a digit', 'O', {}, 'look-alike'],
  ['a letter that is none', 'x', {}, 'not-hex'],
  ['a full-width digit of an input method', '０', {}, 'not-hex'],
  ['a key that is held down', '1', { isAutoRepeat: true }, 'repeat'],
  ['an input method that composes', '1', { isComposing: true }, 'input-method'],
  ['an input method that takes the key itself', 'Process', {}, 'input-method'],
  ['a dead key', 'Dead', {}, 'input-method'],
  ['a key that the system does not name', 'Unidentified', {}, 'input-method'],
  ['Ctrl+V', 'v', { control: true }, 'paste'],
  ['Shift+Insert', 'Insert', { shift: true }, 'paste'],
  ['a digit with Alt', '1', { alt: true }, 'modifier'],
  ['a digit with Ctrl', '1', { control: true }, 'modifier'],
] as const)
  test(`${what} is refused, counted, and no digit`, async () => {
    const bench = ceremonyBench()
    await bench.ceremonies.begin('plan')
    await bench.ceremonies.bring('keyboard', '')
    bench.type('12')
    bench.key(key, change)
    bench.key(key, change)
    assert.deepEqual(running(bench).entry, { digits: 2, of: 32, fewest: 32, refused: { because, count: 2 } })
    bench.key('3')
    assert.deepEqual(running(bench).entry, { digits: 3, of: 32, fewest: 32, refused: null })
    bench.ceremonies.abort()
  })

test('Enter before the last digit says so and goes on; a digit too many is refused', async () => {
  const bench = ceremonyBench()
  await bench.ceremonies.begin('plan')
  await bench.ceremonies.bring('keyboard', '')
  bench.type(FIRST.slice(0, 31))
  bench.key('Enter')
  await bench.settled()
  assert.equal(running(bench).entry?.refused?.because, 'too-few')
  bench.type('A1')
  assert.deepEqual(running(bench).entry?.refused, { because: 'full', count: 1 })
  bench.key('Enter')
  await bench.settled()
  assert.deepEqual([running(bench).state, running(bench).components[0]?.kcv], ['checking', FIRST_KCV])
  assert.equal(bench.capturing(), false)
  bench.ceremonies.abort()
})

test('a component that is not the printed one: once more, and taken only where two entries agree and it is said twice', async () => {
  const bench = ceremonyBench()
  await bench.ceremonies.begin('plan')
  await bench.bring(SECOND)
  assert.deepEqual([running(bench).state, running(bench).mayTake], ['differing', false])
  await assert.rejects(bench.ceremonies.take(), code('ceremony/not-now'))
  await bench.ceremonies.again()
  bench.type(SECOND)
  bench.key('Enter')
  await bench.settled()
  assert.deepEqual([running(bench).state, running(bench).mayTake, running(bench).taken], ['differing', true, 0])
  await bench.ceremonies.take()
  assert.deepEqual([running(bench).state, running(bench).taken], ['differing', 1])
  await bench.ceremonies.take()
  assert.equal(running(bench).components[0]?.differs, true)
  assert.deepEqual(types(bench), ['ceremony-begun', 'component-refused', 'component-refused', 'component-accepted'])
  bench.ceremonies.abort()
})

test('the same component typed twice makes no key', async () => {
  const before = liveSecrets()
  const bench = ceremonyBench()
  await bench.ceremonies.begin('plan')
  await bench.bring(FIRST)
  await bench.ceremonies.confirm()
  await bench.bring(FIRST)
  await bench.ceremonies.confirm()
  assert.deepEqual([running(bench).state, running(bench).ending], ['ended', 'identical-components'])
  assert.equal(liveSecrets(), before)
  assert.deepEqual(types(bench).slice(-2), ['key-combined', 'ceremony-aborted'])
})

test('a combined value that is not the expected one ends the ceremony, and nothing is left', async () => {
  const before = liveSecrets()
  const bench = ceremonyBench()
  await bench.ceremonies.begin('plan')
  await bench.bring(FIRST)
  await bench.ceremonies.confirm()
  await bench.bring('6BE1D79D289A96A27B56093BA181A12B'.replace(/B$/, '9'))
  await bench.ceremonies.confirm()
  assert.deepEqual([running(bench).state, running(bench).ending], ['ended', 'kcv-mismatch'])
  assert.equal(liveSecrets(), before)
})
