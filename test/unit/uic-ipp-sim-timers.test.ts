// The simulated UIC / IPP pad's line, on a virtual clock: retransmission and change of rate.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ACK, admin, bytesOf, checkZero, EOT, getSerial, loadIk, loadZero, NAK } from '../harness/simulated-pad.js'
import { padOnLine } from '../harness/simulated-pad-line.js'

test('an answer without ACK comes again 5 seconds after its last byte left, twice, and then EOT', async () => {
  const { clock, line, said, slots, close } = padOnLine([])
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
  const { clock, line, said, slots, close } = padOnLine([])
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
  const { clock, line, said, close } = padOnLine([])
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
    const { clock, line, said, close } = padOnLine(['closing-eot=off'])
    line.hear(bytesOf(checkZero))
    await clock.advance(100)
    line.hear(bytesOf(end))
    await clock.advance(60_000)
    assert.equal(said().length, 1)
    close()
  }
})

test('a load answered by nothing is not answered later by the timer of the message before', async () => {
  const { clock, line, said, hears, close } = padOnLine(['silent-after-load'])
  await hears(checkZero)
  await hears(ACK)
  line.hear(bytesOf(loadIk))
  await clock.advance(60_000)
  assert.deepEqual(said().at(-1)?.[1], ACK)
  close()
})

test('a new rate holds when EOT has left, and not where it was refused or cancelled', async () => {
  const { clock, line, said, hears, close } = padOnLine([], 1_200)
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
