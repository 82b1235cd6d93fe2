// Faults every driver survives, by name: what the line, the operating system or the terminal does, and how a load may end then.
import { Fault } from '../../../electron/contract/fault.js'
import type { Outcome } from '../../../electron/contract/values.js'
import { randomBytes } from '../../../electron/devices/simulator-random.js'
import type { Scene } from './stage.js'
import { before, bytes, failing, halved, noise, PORT, previous, pulledAt, repeat, stalled, talking } from './taps.js'

export interface LineFault {
  readonly name: string
  readonly about: string
  /** Made anew for every load. */
  scene(): Partial<Pick<Scene, 'behave' | 'taps' | 'noSession' | 'standsStill'>>
  /** Outcomes that are right; absent: any that does not contradict the terminal's store. `good`: as if nothing were. */
  readonly allowed?: readonly (Outcome | 'good')[]
}

const absent = (code: 'wire/no-port' | 'wire/busy' | 'wire/no-permission') => () => ({
  noSession: new Fault(code, { port: PORT }),
})
/** A false start of every kind of frame there is, with this for its length. */
const starts = (length: number[]): Uint8Array =>
  bytes(0x02, ...length, 0x10, 0x02, ...length, 0x0f, ...length, 0x02, 0x90, 0x01, ...length)
const first = [0, 1, 2, 3, 4, 5]
/** A machine that slept, by a clock that went on meanwhile; one that did not shows as a jump of the wall clock. */
const SLEPT_MS = 3_600_000

export const lineFaults: readonly LineFault[] = [
  { name: 'port absent', about: 'no such port', scene: absent('wire/no-port'), allowed: ['abandoned'] },
  {
    name: 'second instance',
    about: 'another program has the port open',
    scene: absent('wire/busy'),
    allowed: ['abandoned'],
  },
  {
    name: 'no permission',
    about: 'the port may not be opened',
    scene: absent('wire/no-permission'),
    allowed: ['abandoned'],
  },
  {
    name: 'vanished',
    about: 'the port goes between being listed and the first byte',
    scene: () => ({ taps: { out: pulledAt(0) } }),
    allowed: ['abandoned'],
  },
  ...first.map(
    (frame): LineFault => ({
      name: `unplugged at frame ${frame}`,
      about: 'the cable is pulled as the station writes this frame',
      scene: () => ({ taps: { out: pulledAt(frame) } }),
    }),
  ),
  {
    name: 'wrong baud',
    about: 'either side hears nonsense',
    scene: () => ({ taps: { out: noise(), in: noise() } }),
    allowed: ['abandoned'],
  },
  {
    name: 'stale bytes',
    about: 'somebody else’s answers lie on the line',
    scene: () => ({ behave: ['stale-bytes'] }),
    allowed: ['good', 'indeterminate'],
  },
  {
    name: 'boot chatter',
    about: 'boot messages before the first answer',
    scene: () => ({ behave: ['boot-chatter'] }),
    allowed: ['good'],
  },
  { name: 'garbage', about: 'noise before every answer', scene: () => ({ behave: ['garbage'] }), allowed: ['good'] },
  {
    name: 'garbage of any value',
    about: 'control bytes and frame starts among it',
    scene: () => ({ behave: ['garbage=any'] }),
  },
  ...[
    ['length 0', [0, 0]],
    ['length 0 in digits', [0x30, 0x30, 0x30]],
    ['longest length', [0x7f, 0xff]],
    ['over the cap', [0xff, 0xff]],
    ['over the cap in digits', [0x39, 0x39, 0x39]],
  ].map(
    ([name, length]): LineFault => ({
      name: name as string,
      about: 'false starts of frames with such a length before every answer',
      scene: () => ({ taps: { in: before(() => starts(length as number[])) } }),
    }),
  ),
  ...first.map(
    (burst): LineFault => ({
      name: `truncated from answer ${burst}`,
      about: 'half of it, then silence for ever',
      scene: () => ({ taps: { in: halved(burst) } }),
    }),
  ),
  {
    name: 'reply to the previous command',
    about: 'each answer comes once more before the next',
    scene: () => ({ taps: { in: previous() } }),
  },
  {
    name: 'XON and XOFF',
    about: 'flow control bytes before every answer',
    scene: () => ({ taps: { in: before(() => bytes(0x13, 0x11)) } }),
    allowed: ['good'],
  },
  {
    name: 'echo on the line',
    about: 'the station hears every byte that it sends',
    scene: () => ({
      taps: {
        out: (chunk, way) => {
          way.back(chunk)
          way.pass(chunk)
        },
      },
    }),
  },
  {
    name: 'unsolicited events',
    about: 'a line of text before every answer',
    scene: () => ({ taps: { in: before(() => new TextEncoder().encode('EVENT card inserted\r\n')) } }),
    allowed: ['good'],
  },
  ...[0, 2, 4].flatMap((from): LineFault[] => [
    {
      name: `busy flood from frame ${from}`,
      about: 'noise without end',
      scene: () => {
        const random = randomBytes(9)
        return { taps: talking(from, () => random(40)) }
      },
    },
    {
      name: `endless start from frame ${from}`,
      about: 'bytes that start a frame, without end',
      scene: () => ({ taps: talking(from, () => repeat(bytes(0x02), 40)) }),
    },
    {
      name: `endless ACK from frame ${from}`,
      about: 'acknowledgements without end',
      scene: () => ({ taps: talking(from, () => repeat(bytes(0x06), 40)) }),
    },
  ]),
  ...[
    ['a megabyte of text', repeat(new TextEncoder().encode('A very long name '), 1 << 20)],
    ['a megabyte of ANSI', repeat(new TextEncoder().encode('\x1b[2J\x1b]0;owned\x07\x1b[31m'), 1 << 20)],
    ['a megabyte of NUL', new Uint8Array(1 << 20)],
  ].map(
    ([name, hostile]): LineFault => ({
      name: `hostile: ${name as string}`,
      about: 'in one go before the first answer',
      scene: () => ({ taps: { in: before((nth) => (nth === 0 ? (hostile as Uint8Array) : bytes())) } }),
    }),
  ),
  ...first.flatMap((frame): LineFault[] => [
    {
      name: `EPIPE at frame ${frame}`,
      about: 'the operating system refuses the write',
      scene: () => ({ taps: failing(frame, 'EPIPE')() }),
    },
    {
      name: `stuck write at frame ${frame}`,
      about: 'the write never ends, until the line gives it up',
      scene: () => ({ taps: failing(frame, 'TimeUp', 5_000)() }),
    },
    {
      name: `blocked before answer ${frame}`,
      about: 'the event loop stands still for 5 s',
      scene: () => ({ taps: stalled('in', frame) }),
    },
    {
      name: `suspended at frame ${frame}`,
      about: 'the machine sleeps for an hour as the frame leaves',
      scene: () => ({ taps: stalled('out', frame, SLEPT_MS), standsStill: SLEPT_MS }),
    },
    {
      name: `suspended before answer ${frame}`,
      about: 'the machine sleeps for an hour with the answer on its way',
      scene: () => ({ taps: stalled('in', frame, SLEPT_MS), standsStill: SLEPT_MS }),
    },
    {
      name: `suspended and unplugged at frame ${frame}`,
      about: 'the machine sleeps for an hour, and the terminal is gone when it wakes',
      scene: () => ({ taps: stalled('out', frame, SLEPT_MS, true), standsStill: SLEPT_MS }),
    },
    {
      name: `blocked at frame ${frame}`,
      about: 'the event loop stands still for 5 s as the frame leaves',
      scene: () => ({ taps: stalled('out', frame) }),
    },
  ]),
]
