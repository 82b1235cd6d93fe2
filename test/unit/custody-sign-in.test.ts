// Signing in on a virtual clock: what is refused, how long one waits, when it is closed, and what the log holds of it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { Fault } from '../../electron/contract/fault.js'
import { delaySeconds, waitMs } from '../../electron/custody/failures.js'
import { assertStrong } from '../../electron/custody/passphrase.js'
import { freshSecret, stepOf, uriOf } from '../../electron/custody/totp.js'
import { PASSPHRASE, START, signIn, type VirtualStaff, virtualStaff } from '../harness/people.js'

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'went well',
    (error: unknown) => (error instanceof Fault ? error.code : `thrown ${String(error)}`),
  )
const fail = (world: VirtualStaff, person: string, passphrase = 'not it, not at all') =>
  codeOf(signIn(world, person, passphrase))

test('the right passphrase signs in, and the record says who, as what, and by which means', async () => {
  const world = await virtualStaff()
  await signIn(world, ' TOM ')
  assert.equal(world.staff.session()?.person.id, 'tom')
  assert.deepEqual(world.log.of('signed-in'), [
    { operator: 'tom', role: 'technician', how: 'sign-in', action: null, factors: [], step: null },
  ])
  assert.deepEqual(world.log.of('machine-checked'), [{ swap: false, hibernation: false, refused: false }])
})

test('a wrong passphrase, a name that nobody has and a removed person are refused in the same words', async () => {
  const world = await virtualStaff()
  await world.log.append(
    'person-removed',
    { person: 'udo' },
    { actors: ['anna'], role: 'administrator', session: null },
  )
  const sentences = []
  for (const person of ['tom', 'nobody.here', 'udo']) {
    const error = await signIn(world, person, person === 'udo' ? PASSPHRASE : 'wrong').catch((thrown: Fault) => thrown)
    assert.ok(error instanceof Fault)
    sentences.push(`${error.code} ${error.sentence.en} ${error.sentence.zh}`)
  }
  assert.equal(new Set(sentences).size, 1)
  assert.equal(world.staff.session(), null)
})

test('a name that nobody has costs the same work as one that somebody has', async () => {
  const world = await virtualStaff()
  let derived = 0
  const { derive } = world.staff.doors
  Object.assign(world.staff.doors, {
    derive: (...args: Parameters<typeof derive>) => {
      derived += 1
      return derive(...args)
    },
  })
  await fail(world, 'tom')
  await fail(world, 'nobody.here')
  assert.equal(derived, 2)
})

test('what was typed as an unknown name stands nowhere in the log, nor does a passphrase', async () => {
  const world = await virtualStaff()
  await fail(world, 'my secret passphrase by mistake', 'tom')
  await fail(world, 'tom', 'another secret of mine')
  const text = JSON.stringify(world.log.records)
  for (const secret of ['my secret', 'by mistake', 'another secret', PASSPHRASE])
    assert.ok(!text.includes(secret), secret)
  assert.deepEqual(
    world.log.of('sign-in-failed').map(({ operator, because }) => `${operator} ${because}`),
    ['UNKNOWN unknown', 'tom passphrase'],
  )
})

test('delays are 1, 2, 4 … 60 seconds', () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 20].map(delaySeconds), [0, 1, 2, 4, 8, 16, 32, 60, 60, 60])
  const failures = { count: 3, lastAt: START }
  assert.equal(waitMs(failures, START + 1000), 3000)
  assert.equal(waitMs(failures, START + 4000), 0)
  assert.equal(waitMs(failures, START - 86_400_000), 4000, 'a clock that was set back never makes it longer')
})

for (const person of ['tom', 'nobody.here'])
  test(`${person === 'tom' ? 'somebody' : 'nobody'} waits after each failure, and waiting is not looked at`, async () => {
    const world = await virtualStaff()
    for (let failures = 1; failures <= 12; failures += 1) {
      assert.equal(await fail(world, person), 'custody/refused')
      const [records, delay] = [world.log.records.length, delaySeconds(failures) * 1000]
      world.time += delay - 1
      assert.equal(await fail(world, person), 'custody/wait', `after ${failures}`)
      assert.equal(world.log.records.length, records, 'no record for a try that was not looked at')
      world.time += 1
    }
    assert.deepEqual(
      world.log.of('sign-in-failed').map(({ failures, locked }) => `${failures}${locked ? ' locked' : ''}`),
      ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10 locked', '11 locked', '12 locked'],
    )
  })

test('after ten failures the right passphrase opens nothing, also after a restart, until two have unlocked it', async () => {
  let world = await virtualStaff()
  for (let n = 0; n < 10; n += 1) {
    await fail(world, 'tom')
    world.time += 60_000
  }
  assert.equal(await codeOf(signIn(world, 'tom')), 'custody/refused')
  world = world.restart()
  world.time += 60_000
  assert.equal(await codeOf(signIn(world, 'tom')), 'custody/refused')
  assert.equal(world.log.of('sign-in-failed').at(-1)?.because, 'locked')
  const two = { actors: ['anna', 'anton'], role: 'administrator', session: null }
  await world.staff.personnel.unlock('tom', two)
  assert.equal(await codeOf(signIn(world, 'tom')), 'went well')
})

test('success forgets the failures before it', async () => {
  const world = await virtualStaff()
  await fail(world, 'tom')
  world.time += 1000
  await signIn(world, 'tom')
  assert.equal(world.people.failures('tom').count, 0)
})

test('an entry that somebody edited in the file opens nothing, and is told', async () => {
  const world = await virtualStaff()
  const file = JSON.parse(world.file!) as { entries: { person: string; alone: boolean }[] }
  for (const entry of file.entries) if (entry.person === 'tom') entry.alone = !entry.alone
  world.file = JSON.stringify(file)
  const again = world.restart()
  assert.equal(await codeOf(signIn(again, 'tom')), 'custody/refused')
  assert.equal(again.log.of('sign-in-failed').at(-1)?.because, 'credential-edited')
  assert.equal(await codeOf(signIn(again, 'cara')), 'went well')
})

test('an entry of somebody else under his name opens nothing', async () => {
  const world = await virtualStaff()
  const file = JSON.parse(world.file!) as { entries: { person: string }[] }
  const olga = file.entries.find(({ person }) => person === 'olga')!
  file.entries = file.entries.map((entry) => (entry.person === 'tom' ? { ...olga, person: 'tom' } : entry))
  world.file = JSON.stringify(file)
  assert.equal(await codeOf(signIn(world.restart(), 'tom')), 'custody/refused')
})

test('without its record nobody is signed in: an attempt without a record there is none', async () => {
  const world = await virtualStaff()
  world.log.failing = 'signed-in'
  assert.match(await codeOf(signIn(world, 'tom')), /^thrown/)
  assert.equal(world.staff.session(), null)
})

const passphrases: readonly [text: string, factor: boolean, good: boolean][] = [
  ['fourteen chars', false, false],
  ['fifteen chars!!', false, true],
  ['八个汉字的口令', true, false],
  ['九个汉字组成的口令', true, true],
  ['seven77', true, false],
  ['eight888', true, true],
  ['eight888', false, false],
  ['aaaaaaaaaaaaaaaaaaaa', false, false],
  ['tomtomtomtomtomtom', false, false],
  ['x'.repeat(60) + 'abcdefgh'.repeat(10), false, false],
]
for (const [text, factor, good] of passphrases)
  test(`"${text.slice(0, 24)}" is ${good ? '' : 'not '}enough ${factor ? 'beside a second factor' : 'alone'}`, () => {
    const judge = () => assertStrong(text, 'tom', factor)
    if (good) assert.doesNotThrow(judge)
    else assert.throws(judge, { code: 'custody/weak-passphrase' })
  })

// RFC 6238, appendix B: SHA-1, the last six of the eight digits.
const rfcSecret = Secret.fromUTF8('12345678901234567890').base32
const vectors: readonly [seconds: number, code: string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
]
for (const [seconds, code] of vectors)
  test(`RFC 6238: at ${seconds} s the code is ${code}`, () => {
    assert.equal(stepOf(rfcSecret, code, seconds * 1000, 0), Math.floor(seconds / 30))
  })

test('a code counts one step early and late, opens once, and none before it opens afterwards', () => {
  const now = 1_234_567_890_000
  const step = Math.floor(now / 30_000)
  const at = (steps: number) =>
    new TOTP({ secret: Secret.fromBase32(rfcSecret) }).generate({ timestamp: now + steps * 30_000 })
  assert.deepEqual(
    [-2, -1, 0, 1, 2].map((steps) => stepOf(rfcSecret, at(steps), now, 0)),
    ['wrong', step - 1, step, step + 1, 'wrong'],
  )
  assert.equal(stepOf(rfcSecret, at(0), now, step), 'replayed')
  assert.equal(stepOf(rfcSecret, at(-1), now, step), 'replayed')
  assert.equal(stepOf(rfcSecret, at(1), now, step), step + 1)
  for (const typed of ['', '12345', '1234567', 'abcdef', '１２３４５６'])
    assert.equal(stepOf(rfcSecret, typed, now, 0), 'wrong')
})

test('an authenticator is told its secret as it reads it', () => {
  const secret = freshSecret()
  assert.match(secret, /^[A-Z2-7]{32}$/)
  assert.match(uriOf(secret, 'tom', 'st-1'), new RegExp(`^otpauth://totp/KCV%20Station:.*secret=${secret}`))
})
