// What can become of one byte on its way, at any place of a conversation.
import type { RandomBytes } from '../../../electron/devices/simulator-random.js'
import type { Tap, Way } from './cable.js'

/** Past every deadline of a load that a family has, and past two of them. */
const LATE_MS = [11_000, 25_000] as const
/** Well within every deadline. */
const MERGE_MS = 60
const SPLIT_MS = 40
const MOST_GARBAGE = 16

export interface ByteFault {
  readonly about: string
  /** It changes no byte and no order, and is in time: the load has to end as if nothing were. */
  readonly harmless: boolean
  readonly at: (byte: number, queue: Queue, random: RandomBytes, nth: number) => void
}

/** Bytes of one direction in their order; those that are held leave together, later. */
class Queue {
  #held: number[] = []
  #holding = false
  /** Since the other side spoke last. */
  said: number[] = []

  constructor(private readonly way: Way) {}

  put(...bytes: number[]): void {
    this.#held.push(...bytes)
  }
  /** What is there leaves now, unless it is held. */
  flush(): void {
    if (this.#holding || this.#held.length === 0) return
    this.way.pass(Uint8Array.from(this.#held.splice(0)))
  }
  hold(ms: number): void {
    this.flush()
    this.#holding = true
    this.way.clock.after(ms, () => {
      this.#holding = false
      this.flush()
    })
  }
  pull(): void {
    this.flush()
    this.#held = []
    this.way.pull()
  }
}

export const byteFaults: Readonly<Record<string, ByteFault>> = {
  cut: {
    about: 'the cable is pulled instead of this byte',
    harmless: false,
    at: (_, queue) => queue.pull(),
  },
  corrupt: {
    about: 'this byte arrives as another one',
    harmless: false,
    at: (byte, queue, random) => queue.put(byte ^ (1 + (random(1)[0]! % 255))),
  },
  delay: {
    about: 'from this byte on everything comes 11 or 25 seconds late, in its order',
    harmless: false,
    at: (byte, queue, _, nth) => {
      queue.hold(LATE_MS[nth % LATE_MS.length]!)
      queue.put(byte)
    },
  },
  repeat: {
    about: 'what was said up to this byte comes once more behind it: a byte, half an answer, the whole of it',
    harmless: false,
    at: (byte, queue) => queue.put(byte, ...queue.said, byte),
  },
  garbage: {
    about: 'one to sixteen bytes of any value before this one',
    harmless: false,
    at: (byte, queue, random) => queue.put(...random(1 + (random(1)[0]! % MOST_GARBAGE)), byte),
  },
  merge: {
    about: 'this byte waits for those behind it and arrives with them in one read',
    harmless: true,
    at: (byte, queue) => {
      queue.hold(MERGE_MS)
      queue.put(byte)
    },
  },
  split: {
    about: 'a pause before this byte, in the midst of a frame',
    harmless: true,
    at: (byte, queue) => {
      queue.hold(SPLIT_MS)
      queue.put(byte)
    },
  },
}

/** A tap that does it to byte `nth` of its direction. */
export function faultTap(fault: ByteFault, nth: number, random: RandomBytes): Tap {
  let count = 0
  let queue: Queue | undefined
  let last = 0
  return (bytes, way) => {
    queue ??= new Queue(way)
    // A frame ends where a pause begins: what is repeated is one answer and not the talk before it.
    if (way.clock.now() - last > 1) queue.said = []
    last = way.clock.now()
    for (const byte of bytes) {
      if (count === nth) fault.at(byte, queue, random, nth)
      else queue.put(byte)
      queue.said.push(byte)
      count++
    }
    queue.flush()
  }
}
