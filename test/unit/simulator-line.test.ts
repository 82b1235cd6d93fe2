// The pace of a simulated line on a virtual clock: nothing leaves before its time, and late timers do not add up.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Clock } from '../../electron/devices/driver.js'
import { readBehaviours } from '../../electron/devices/simulator-behaviours.js'
import { simulatedLine } from '../../electron/devices/simulator-line.js'
import { pacedVoice, timetable } from '../../electron/devices/simulator-pace.js'
import { randomBytes } from '../../electron/devices/simulator-random.js'
import { simulatorOf } from '../../electron/devices/simulators.js'
import { bytesOf, framed, loadK1, tdk6, tdk6Loaded, withK21 } from '../harness/simulated-k21.js'

/** Time that passes only by `to`; `late`: how much too late every timer fires. */
function virtualClock(late = 0) {
  let now = 0
  let timers: { due: number; then: () => void }[] = []
  const clock: Clock = {
    now: () => now,
    after: (ms, then) => {
      const timer = { due: now + ms + late, then }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
  }
  const to = (time: number) => {
    for (;;) {
      const next = timers.filter(({ due }) => due <= time).sort((a, b) => a.due - b.due)[0]
      if (!next) break
      timers = timers.filter((other) => other !== next)
      now = Math.max(now, next.due)
      next.then()
    }
    now = time
  }
  return { clock, to }
}

/** A K21 on a line that notes when each byte left. 10,000 bits per second: one byte a millisecond. */
function lineAt(behave: string[]) {
  const { clock, to } = virtualClock()
  const behaves = readBehaviours('newland-k21', simulatorOf('newland-k21').behaviours, behave)
  const random = randomBytes(1)
  const terminal = simulatorOf('newland-k21').make({ serial: 'SN1', behaves, random })
  const left: { at: number; bytes: Uint8Array }[] = []
  const reading: [at: number, on: boolean][] = []
  const line = simulatedLine({ terminal, behaves, baud: 10_000, clock, random, pull: () => line.detach() })
  line.attach({
    write: (bytes) => void left.push({ at: clock.now(), bytes }),
    pause: () => void reading.push([clock.now(), false]),
    resume: () => void reading.push([clock.now(), true]),
  })
  return { line, to, left, reading, times: () => left.flatMap(({ at, bytes }) => [...bytes].map(() => at)) }
}
const upTo = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index)

test('an answer starts when the request has passed, and each byte takes its time', () => {
  const { line, to, times, reading } = lineAt([])
  line.hear(bytesOf(loadK1))
  to(1_000)
  assert.deepEqual(times(), upTo(37, 21))
  assert.deepEqual(reading, [
    [0, false],
    [36, true],
  ])
})

test('two requests in one chunk are answered each after its own bytes, one answer behind the other', () => {
  const { line, to, times } = lineAt([])
  line.hear(bytesOf(framed('F102 2F 09').repeat(2)))
  to(1_000)
  assert.deepEqual(times(), upTo(10, 38))
})

test('slow: the answer starts that much later', () => {
  const { line, to, times } = lineAt(['slow=500'])
  line.hear(bytesOf(loadK1))
  to(1_000)
  assert.deepEqual(times(), upTo(537, 21))
})

test('split: one byte a write, two milliseconds apart at least', () => {
  const { line, to, left } = lineAt(['split'])
  line.hear(bytesOf(framed(tdk6)))
  to(1_000)
  assert.equal(left.length, 21)
  assert.deepEqual(
    left.map(({ at }, index) => at - left[0]!.at - 2 * index),
    upTo(0, 21).fill(0),
  )
})

test('silent: nothing ever leaves', () => {
  const { line, to, left } = lineAt(['silent'])
  line.hear(bytesOf(loadK1))
  to(600_000)
  assert.deepEqual(left, [])
})

test('garbage=any: the same seed gives the same noise, before the answer', () => {
  const heard = () => {
    const { line, to, left } = lineAt(['garbage=any'])
    line.hear(bytesOf(framed(tdk6)))
    to(1_000)
    return Buffer.concat(left.map(({ bytes }) => bytes))
      .toString('hex')
      .toUpperCase()
  }
  assert.equal(heard(), heard())
  assert.ok(heard().endsWith(tdk6Loaded) && heard().length > tdk6Loaded.length)
})

test('a cable pulled in the middle of an answer ends it there', () => {
  const { line, to, times } = lineAt([])
  line.hear(bytesOf(loadK1))
  to(40)
  line.detach()
  to(1_000)
  assert.deepEqual(times(), upTo(37, 4))
})

test('the bytes that were heard are wiped', () => {
  const { line } = lineAt([])
  const chunk = bytesOf(loadK1)
  line.hear(chunk)
  assert.deepEqual(chunk, Buffer.alloc(36))
})

test('late timers do not add up: what is due leaves together', () => {
  const { clock, to } = virtualClock(7)
  const left: number[] = []
  const voice = pacedVoice(timetable(clock), 1, false, (bytes) => void left.push(clock.now(), bytes.length))
  voice.say(new Uint8Array(20))
  to(1_000)
  assert.deepEqual(left, [8, 8, 16, 8, 24, 4])
})

test('what waits to leave is bounded: more is lost', () => {
  const { clock, to } = virtualClock()
  let left = 0
  const voice = pacedVoice(timetable(clock), 1, false, (bytes) => {
    left += bytes.length
  })
  for (let round = 0; round < 100; round++) voice.say(new Uint8Array(1_000))
  to(200_000)
  assert.equal(left, 16_000)
})

test('at 9600 baud a load and its answer take at least the time of their 57 bytes on the wire', () =>
  withK21({ baud: 9_600 }, async (k21) => {
    const start = performance.now()
    await k21.ask(loadK1, 21)
    assert.ok(performance.now() - start >= (57 * 10_000) / 9_600)
  }))
