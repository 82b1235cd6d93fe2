// The addon's search: what it answers and what it refuses. That it leaves no key in memory is native-memory's to say.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { afterEach, before, beforeEach, test } from 'node:test'
import {
  check,
  load,
  type Program,
  type Question,
  reverse,
  swapNibbles,
  Writer,
} from '../../electron/keys/explain/program.js'
import type * as Native from '../../native/index.js'

const native = createRequire(import.meta.url)('../../../native/build/Release/kcv_native.node') as typeof Native

before(() => native.openSecureHeap(1 << 20, 32))
let alive = 0
let key: Native.NativeSecret
let tried: Native.NativeTried
beforeEach(() => {
  alive = native.liveSecrets()
  key = fromHex('6AC292FAA1315B4D858AB3A3D7D5933A')
  tried = native.createTried()
})
afterEach(() => {
  native.releaseSecret(key)
  native.releaseTried(tried)
  assert.equal(native.liveSecrets(), alive, 'a secret was left alive')
})

const fromHex = (hex: string) => native.secretFromHex(Buffer.from(hex, 'ascii'), 0, hex.length)
const none = new Uint8Array()
const bytes = (hex: string) => Buffer.from(hex, 'hex')
const zeros: Question = { kind: 'ecb', cipher: 'tdes', block: new Uint8Array(8), before: [] }
const programs = (...list: readonly Program[]) => {
  const writer = new Writer()
  for (const program of list) {
    writer.put(program)
    writer.end()
  }
  return writer.written()
}
const ask = (rank: 0 | 1 | 2, group: number) => check(zeros, rank, group)
const search = (sought: string, ...list: readonly Program[]) =>
  native.searchKeys([key], programs(...list), none, none, bytes(sought), tried)
const refuses = (code: Native.NativeErrorCode, call: () => Promise<unknown>) =>
  assert.rejects(
    async () => call(),
    (error) => {
      assert.ok(error instanceof Error)
      assert.equal((error as { code?: string }).code, code)
      assert.doesNotMatch(error.message, /[0-9]/)
      return true
    },
  )
// biome-ignore lint/suspicious/noExplicitAny: these tests are about arguments that the types forbid
const wrong = (value: unknown): any => value

test('the places of the checks that agree come back, and how many values were new in each group', async () => {
  const found = await search(
    '6C2A84',
    [load(0), ask(1, 1)],
    [load(0), reverse(0), ask(1, 2)],
    [load(0), swapNibbles, ask(1, 2)],
  )
  assert.deepEqual([...found.hits], [1])
  assert.deepEqual([...found.counts], [0, 1, 2])
})

test('the key itself is told apart, and what it answers is no hit of any later program', async () => {
  const found = await search(
    'AF8C07',
    [load(0), ask(0, 0)],
    [load(0), ask(1, 1)],
    [load(0), reverse(0), reverse(0), ask(2, 3)],
  )
  assert.deepEqual([...found.hits], [])
  assert.deepEqual([...found.counts], [])
})

test('a value is counted once, over calls too, but told every time at the same rank', async () => {
  const swap = [load(0), swapNibbles, ask(1, 1)]
  const first = await search('3ECA45', swap, swap)
  assert.deepEqual(
    [[...first.hits], [...first.counts]],
    [
      [0, 1],
      [0, 1],
    ],
  )
  const again = await search('3ECA45', [load(0), swapNibbles, ask(2, 1)], swap)
  assert.deepEqual([[...again.hits], [...again.counts]], [[1], [0, 0]])
})

test('a program that does not apply to the keys is passed over, and its checks keep their places', async () => {
  const found = await search('3ECA45', [load(0), reverse(5), ask(1, 1)], [load(0), swapNibbles, ask(1, 1)])
  assert.deepEqual([...found.hits], [1])
  assert.deepEqual([...found.counts], [0, 1])
})

const malformed: readonly (readonly [what: string, program: readonly number[]])[] = [
  ['an unknown code', [99, 0, 0]],
  ['no end', [1, 1, 0]],
  ['operands beyond the end', [1, 9, 0]],
  ['too few operands', [14, 1, 0, 0]],
  ['too many operands', [11, 1, 0, 0]],
  ['an input that is not there', [1, 1, 1, 0]],
  ['a register that is not there', [1, 1, 0xf4, 0]],
  ['a check of an unknown kind', [1, 1, 0, 255, 13, 9, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
  ['a check over half a block', [1, 1, 0, 255, 9, 0, 1, 1, 0, 1, 0, 0, 0, 0, 0]],
  ['a check over nothing', [1, 1, 0, 255, 5, 0, 1, 1, 0, 1, 0]],
  ['a group beyond the last', [1, 1, 0, 255, 13, 0, 1, 1, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
  ['a cut check', [1, 1, 0, 255, 2, 0, 1, 0]],
  ['an unknown mode', [1, 1, 0, 7, 3, 0, 1, 2, 0]],
]
for (const [what, program] of malformed)
  test(`${what} is no program`, () =>
    refuses('bad-argument', () =>
      native.searchKeys([key], Uint8Array.from(program), none, none, bytes('AF8C07'), tried),
    ))

test('every program of random bytes is refused or run, and none does harm', async () => {
  for (let round = 0; round < 2_000; round++) {
    const program = randomBytes(1 + (round % 40))
    // Real codes more often than chance gives them.
    for (let at = 0; at < program.length; at += 3) program[at] = program[at]! % 25
    await native.searchKeys([key], program, none, none, bytes('AF8C07'), tried).then(
      ({ hits }) => assert.ok(hits.length <= program.length),
      (error) => assert.equal((error as { code?: string }).code, 'bad-argument'),
    )
  }
})

test('wrong arguments are refused', async () => {
  const one = programs([load(0), ask(1, 1)])
  const sought = bytes('AF8C07')
  for (const forged of [undefined, null, {}, key, Object.create(tried)])
    await refuses('bad-argument', () => native.searchKeys([key], one, none, none, sought, wrong(forged)))
  await refuses('bad-argument', () => native.searchKeys([wrong(tried)], one, none, none, sought, tried))
  await refuses('bad-argument', () => native.searchKeys([key], wrong('text'), none, none, sought, tried))
  await refuses('bad-length', () => native.searchKeys([key], one, none, none, bytes('AF'), tried))
  await refuses('bad-length', () => native.searchKeys([key], one, none, none, bytes('AF'.repeat(17)), tried))
  await refuses('too-long', () => native.searchKeys(new Array(65).fill(key), one, none, none, sought, tried))
  const long = native.randomSecret(65)
  await refuses('too-long', () => native.searchKeys([long], one, none, none, sought, tried))
  native.releaseSecret(long)
  await refuses('secret-released', () => native.searchKeys([long], one, none, none, sought, tried))
  const gone = native.createTried()
  native.releaseTried(gone)
  native.releaseTried(gone)
  await refuses('secret-released', () => native.searchKeys([key], one, none, none, sought, gone))
})

test('a set of tried values is in one search at a time, and a key released meanwhile does no harm', async () => {
  const held = fromHex('0123456789ABCDEFFEDCBA9876543210')
  const running = native.searchKeys([held], programs([load(0), ask(1, 1)]), none, none, bytes('08D7B4'), tried)
  native.releaseSecret(held)
  await refuses('bad-argument', () => search('AF8C07', [load(0), ask(1, 1)]))
  assert.throws(() => native.releaseTried(tried), { code: 'bad-argument' })
  assert.deepEqual([...(await running).hits], [0])
})

test('without room in secret memory the search says so and leaves nothing behind', async () => {
  const held: Native.NativeSecret[] = []
  try {
    for (;;) held.push(native.randomSecret(8192))
  } catch {
    // No room for the search's own copy any more.
  }
  await refuses('secret-memory-full', () => search('AF8C07', [load(0), ask(1, 1)]))
  for (const secret of held) native.releaseSecret(secret)
  assert.deepEqual([...(await search('AF8C07', [load(0), ask(1, 1)])).hits], [0])
})
