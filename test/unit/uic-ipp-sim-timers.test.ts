// The simulated UIC / IPP pad's times, on a virtual clock: retransmission, key-inject mode, change of rate.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readBehaviours } from '../../electron/devices/simulator-behaviours.js'
import { simulatedLine } from '../../electron/devices/simulator-line.js'
import { randomBytes } from '../../electron/devices/simulator-random.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import {
  ACK,
  admin,
  bytesOf,
  checkZero,
  EOT,
  getSerial,
  ikLoaded,
  K1,
  loadIk,
  loadKlk,
  loadZero,
  NAK,
  transaction,
} from '../harness/simulated-pad.js'
import { VirtualClock } from '../wire/virtual-clock.js'

/** A pad on a line of 10,000 bits per second, one byte a millisecond; what leaves it, as `[when its first byte left, bytes]`. */
function lineOf(behave: string[], baud = 10_000) {
  const clock = new VirtualClock()
  const family = simulatorOf('uic-ipp')
  const behaves = readBehaviours('uic-ipp', family.behaviours, behave)
  const random = randomBytes(1)
  const terminal = family.make({ serial: 'SN1', behaves, random })
  const line = simulatedLine({ terminal, behaves, baud, clock, random, pull: () => line.detach() })
  let left: { from: number; to: number; hex: string }[] = []
  const end = {
    write: (bytes: Uint8Array) => {
      const hex = Buffer.from(bytes).toString('hex').toUpperCase()
      const last = left.at(-1)
      if (last && clock.now() - last.to <= 1) Object.assign(last, { to: clock.now(), hex: last.hex + hex })
      else left.push({ from: clock.now(), to: clock.now(), hex })
    },
    pause: () => {},
    resume: () => {},
  }
  line.attach(end)
  const said = () => left.map(({ from, hex }) => [from, hex])
  /** What the pad says within `ms` of hearing this. */
  const hears = async (hex: string, ms = 200) => {
    left = []
    line.hear(bytesOf(hex))
    await clock.advance(ms)
    return left.map((one) => one.hex).join('')
  }
  return { clock, line, end, said, hears, slots: () => terminal.slots(), close: () => terminal.dispose() }
}
const loadK1 = admin(`020${K1}`)
const minutes = (count: number) => count * 60_000

test('an answer without ACK comes again 5 seconds after its last byte left, twice, and then EOT', async () => {
  const { clock, line, said, slots, close } = lineOf([])
  line.hear(bytesOf(loadZero))
  await clock.advance(60_000)
  assert.deepEqual(said(), [
    [39, ACK + loadZero],
    [5_078, loadZero],
    [10_116, loadZero],
    [15_154, EOT],
  ])
  line.hear(bytesOf(ACK))
  await clock.advance(60_000)
  assert.equal(said().length, 4)
  assert.deepEqual(slots(), [])
  close()
})

test('an ACK after the second retransmission still stores the key', async () => {
  const { clock, line, said, slots, close } = lineOf([])
  line.hear(bytesOf(loadZero))
  await clock.advance(15_000)
  line.hear(bytesOf(ACK))
  await clock.advance(60_000)
  assert.deepEqual(said().slice(2), [
    [10_116, loadZero],
    [15_002, EOT],
  ])
  assert.equal(slots().length, 1)
  close()
})

test('a NAK starts the 5 seconds anew', async () => {
  const { clock, line, said, close } = lineOf([])
  line.hear(bytesOf(checkZero))
  await clock.advance(3_000)
  line.hear(bytesOf(NAK))
  await clock.advance(6_000)
  assert.deepEqual(
    said().map(([at]) => at),
    [7, 3_002, 8_008],
  )
  close()
})

test('EOT and ACK both end the retransmission', async () => {
  for (const end of [EOT, ACK]) {
    const { clock, line, said, close } = lineOf(['closing-eot=off'])
    line.hear(bytesOf(checkZero))
    await clock.advance(100)
    line.hear(bytesOf(end))
    await clock.advance(60_000)
    assert.equal(said().length, 1)
    close()
  }
})

test('a load answered by nothing is not answered later by the timer of the message before', async () => {
  const { clock, line, said, hears, close } = lineOf(['silent-after-load'])
  await hears(checkZero)
  await hears(ACK)
  line.hear(bytesOf(loadIk))
  await clock.advance(60_000)
  assert.deepEqual(said().at(-1)?.[1], ACK)
  close()
})

test('key-inject mode ends 60 seconds after it was entered when nothing comes', async () => {
  const early = lineOf(['operator=once'])
  await early.clock.advance(59_900)
  assert.equal(await early.hears(loadZero), ACK + loadZero)
  early.close()
  const late = lineOf(['operator=once'])
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
    const { clock, hears, close } = lineOf(['operator=once'])
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
  const { clock, hears, close } = lineOf(['operator=once'])
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
  const { clock, hears, close } = lineOf(['operator=once'])
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
    const { hears, close } = lineOf(['operator=once'])
    await hears(frame)
    await hears(ACK)
    assert.equal(await hears(loadZero), answer, frame)
    close()
  }
})

test('operator=MS: key-inject mode is entered again that long after it ended', async () => {
  const { clock, hears, close } = lineOf(['operator=2000'])
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
  const { clock, hears, close } = lineOf(['operator=absent'])
  await clock.advance(minutes(60))
  assert.equal(await hears(loadZero), EOT)
  assert.equal(await hears(admin('080')), ACK + admin('080'))
  close()
})

test('operator=ready: it is back at once after every end, for a whole day', async () => {
  const { clock, hears, close } = lineOf([])
  await hears(checkZero)
  await hears(ACK)
  await clock.advance(minutes(24 * 60))
  assert.equal(await hears(loadZero), ACK + loadZero)
  close()
})

test('a pulled cable ends key-inject mode, forgets the load that waited, and starts the operator anew', async () => {
  const { line, end, hears, slots, close } = lineOf(['operator=once'])
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

test('a new rate holds when EOT has left, and not where it was refused or cancelled', async () => {
  const { clock, line, said, hears, close } = lineOf([], 1_200)
  const asked = async (): Promise<unknown> => {
    await hears(getSerial, 500)
    const from = said()[0]?.[0]
    await hears(ACK, 500)
    return from
  }
  for (const refused of ['139', '13', '130', '1384', '13888']) {
    assert.equal(await hears(admin(refused), 500), ACK + admin('131'), refused)
    assert.equal(await hears(ACK, 500), EOT)
  }
  assert.equal(await hears(admin('1381'), 500), ACK + admin('130'))
  await hears(EOT, 500)
  const slow = clock.now()
  assert.equal(await asked(), slow + (6 * 10_000) / 1_200)
  assert.equal(await hears(admin('1381'), 500), ACK + admin('130'))
  line.hear(bytesOf(ACK))
  await clock.advance(500)
  const fast = clock.now()
  assert.equal(await asked(), fast + (6 * 10_000) / 115_200)
  close()
})
