// The simulated PP791's key-inject mode, on a virtual clock: who enters it, what starts its times anew, what ends it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  ACK,
  admin,
  checkZero,
  EOT,
  getSerial,
  ikLoaded,
  K1,
  loadIk,
  loadKlk,
  loadZero,
  transaction,
} from '../harness/simulated-pad.js'
import { padOnLine } from '../harness/simulated-pad-line.js'

const loadK1 = admin(`020${K1}`)
const minutes = (count: number) => count * 60_000

test('key-inject mode ends 60 seconds after it was entered when nothing comes', async () => {
  const early = padOnLine(['operator=once'])
  await early.clock.advance(59_900)
  assert.equal(await early.hears(loadZero), ACK + loadZero)
  early.close()
  const late = padOnLine(['operator=once'])
  await late.clock.advance(60_000)
  assert.equal(await late.hears(loadZero), EOT)
  assert.equal(await late.hears(loadIk), ACK + transaction('9111'))
  late.close()
})

const renewals: readonly (readonly [what: string, frame: string, answer: string])[] = [
  ['a load', loadKlk, loadKlk],
  ['an initial key', loadIk, ikLoaded],
  ['a second initial key', loadIk.replace('3930', '3934').replace(/..$/, '08'), ikLoaded],
  ['a selection', admin('081'), admin('080')],
]
for (const [what, frame, answer] of renewals) {
  test(`${what} starts the 60 seconds of key-inject mode anew`, async () => {
    const { clock, hears, close } = padOnLine(['operator=once'])
    await clock.advance(40_000)
    assert.equal(await hears(frame), ACK + answer)
    assert.equal(await hears(ACK), EOT)
    await clock.advance(50_000)
    assert.equal(await hears(loadK1), ACK + loadK1)
    await hears(EOT)
    await clock.advance(20_000)
    assert.equal(await hears(loadK1), EOT)
    close()
  })
}

test('what is refused or cancelled does not start the 60 seconds anew', async () => {
  const { clock, hears, close } = padOnLine(['operator=once'])
  await clock.advance(50_000)
  assert.equal(await hears(transaction('90')), ACK + transaction('9114'))
  assert.equal(await hears(admin('08A')), ACK + admin('081'))
  assert.equal(await hears(loadZero), ACK + loadZero)
  await hears(EOT)
  await clock.advance(10_000)
  assert.equal(await hears(loadZero), EOT)
  close()
})

test('key-inject mode ends after 15 minutes in all, however busy it was', async () => {
  const { clock, hears, close } = padOnLine(['operator=once'])
  for (let round = 0; round < 29; round++) {
    await clock.advance(30_000 - 400)
    assert.equal(await hears(admin('080')), ACK + admin('080'))
    await hears(ACK)
  }
  assert.equal(clock.now(), 29 * 30_000)
  await clock.advance(minutes(15) - clock.now() - 100)
  assert.equal(await hears(loadZero), ACK + loadZero)
  assert.equal(await hears(loadZero), EOT)
  close()
})

test('any other message ends key-inject mode, an unknown one and a change of rate too, and 96 does not', async () => {
  for (const [frame, answer] of [
    [checkZero, EOT],
    [getSerial, EOT],
    [admin('05SN2'), EOT],
    [admin('1399'), EOT],
    [admin('07'), EOT],
    [transaction('70.1'), EOT],
    [transaction('961'), ACK + loadZero],
    [admin('080'), ACK + loadZero],
  ] as const) {
    const { hears, close } = padOnLine(['operator=once'])
    await hears(frame)
    await hears(ACK)
    assert.equal(await hears(loadZero), answer, frame)
    close()
  }
})

test('operator=MS: key-inject mode is entered again that long after it ended', async () => {
  const { clock, hears, close } = padOnLine(['operator=2000'])
  assert.equal(await hears(loadZero), EOT)
  await clock.advance(2_000)
  assert.equal(await hears(loadKlk), ACK + loadKlk)
  await hears(ACK)
  await hears(checkZero)
  await hears(ACK)
  assert.equal(await hears(loadK1), EOT)
  await clock.advance(2_000)
  assert.equal(await hears(loadK1), ACK + loadK1)
  close()
})

test('operator=absent: nobody enters key-inject mode', async () => {
  const { clock, hears, close } = padOnLine(['operator=absent'])
  await clock.advance(minutes(60))
  assert.equal(await hears(loadZero), EOT)
  assert.equal(await hears(admin('080')), ACK + admin('080'))
  close()
})

test('operator=ready: it is back at once after every end, for a whole day', async () => {
  const { clock, hears, close } = padOnLine([])
  await hears(checkZero)
  await hears(ACK)
  await clock.advance(minutes(24 * 60))
  assert.equal(await hears(loadZero), ACK + loadZero)
  close()
})

test('a pulled cable ends key-inject mode, forgets the load that waited, and starts the operator anew', async () => {
  const { line, end, hears, slots, close } = padOnLine(['operator=once'])
  await hears(checkZero)
  await hears(ACK)
  line.detach()
  line.attach(end)
  assert.equal(await hears(loadZero), ACK + loadZero)
  line.detach()
  line.attach(end)
  assert.equal(await hears(ACK), '')
  assert.deepEqual(slots(), [])
  close()
})
