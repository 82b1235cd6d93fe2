// The line of a simulated terminal: a request is there when its own bytes have passed, and the faults of the cable.
import type { Clock } from './driver.js'
import type { Behaves } from './simulator-behaviours.js'
import { pacedVoice, timetable } from './simulator-pace.js'
import type { RandomBytes } from './simulator-random.js'
import { repeater } from './simulator-repeat.js'
import type { SimulatedRequest, SimulatedTerminal } from './simulator-terminal.js'

const BITS_PER_BYTE = 10
/** Single bytes need a gap that the reader's event loop can see. */
const SPLIT_GAP_MS = 2
const FIRST_PRINTABLE = 0x20

/** The terminal's end of the cable. */
export interface LineEnd {
  write(bytes: Uint8Array): void
  pause(): void
  resume(): void
  /** The rate that the station has set, in bits per second; null where it has set none, or that cannot be told. */
  rate?(): number | null
}

export interface SimulatedLine {
  attach(end: LineEnd): void
  /** Bytes from the station; they are wiped. */
  hear(chunk: Uint8Array): void
  /** The cable is out: nothing more leaves and nothing waiting is carried out. */
  detach(): void
}

export interface LineOptions {
  readonly terminal: SimulatedTerminal
  readonly behaves: Behaves
  readonly baud: number
  readonly clock: Clock
  readonly random: RandomBytes
  /** Pulls the cable. */
  readonly pull: () => void
}

export function simulatedLine({ terminal, behaves, baud, clock, random, pull }: LineOptions): SimulatedLine {
  const split = behaves.has('split')
  const times = timetable(clock)
  const byteMs = () => (BITS_PER_BYTE * 1000) / rate
  const gapMs = () => (split ? Math.max(byteMs(), SPLIT_GAP_MS) : byteMs())
  let rate = baud
  let nextRate = baud
  const retune = (): void => {
    rate = nextRate
    voice.pace(gapMs())
  }
  const mistuned = (): boolean => terminal.atWrongRate !== undefined && (end?.rate?.() ?? rate) !== rate
  const voice = pacedVoice(times, gapMs(), split, (bytes) => end?.write(mistuned() ? random(bytes.length) : bytes))
  let end: LineEnd | undefined
  let heardUntil = 0
  let spoiled = false
  let spokenTo = false

  const noise = (): Uint8Array => {
    const bytes = random(1 + (random(1)[0]! & 0x0f))
    return behaves.arg('garbage') === 'any' ? bytes : bytes.map((byte) => Math.max(byte, FIRST_PRINTABLE))
  }
  const say = (bytes: Uint8Array, left?: () => void): number => {
    if (behaves.has('garbage')) voice.say(noise())
    return voice.say(bytes, left)
  }
  const repeats = repeater(times, say)
  const sayReply = (reply: Uint8Array, request: SimulatedRequest): void => {
    nextRate = request.rateAfter?.() ?? nextRate
    const left = say(reply, nextRate === rate ? undefined : retune)
    if (request.repetition) repeats.await(request.repetition, left)
  }
  const spoiltOnce = (reply: Uint8Array): Uint8Array => {
    if (spoiled || !behaves.has('bad-checksum-once')) return reply
    spoiled = true
    return terminal.spoil(reply)
  }
  const take = (request: SimulatedRequest, arrived: number): void => {
    const { acknowledge } = request
    const delay = Number(behaves.arg('slow'))
    if (!acknowledge) {
      times.at(arrived + delay, () => carryOut(request))
      return
    }
    times.at(arrived, () => {
      say(acknowledge)
      if (delay === 0) carryOut(request)
      else times.at(arrived + delay, () => carryOut(request))
    })
  }
  const carryOut = (request: SimulatedRequest): void => {
    if (!request.loads) {
      const reply = request.answer()
      sayReply(request.announcesLoad ? spoiltOnce(reply) : reply, request)
      return
    }
    if (behaves.has('cut-before-load')) {
      pull()
      return
    }
    const reply = request.answer()
    if (behaves.has('cut-after-load')) {
      pull()
      return
    }
    if (behaves.has('silent-after-load')) return
    sayReply(spoiltOnce(reply), request)
  }

  return {
    attach: (to) => {
      end = to
      heardUntil = 0
      terminal.restart(times.now())
      spokenTo = false
    },
    hear: (chunk) => {
      // Not before: opening a port throws away what lies there, sometimes, so that nobody could count on these bytes.
      const first = !spokenTo
      spokenTo = true
      if (first && behaves.has('stale-bytes')) end?.write(terminal.leftover)
      if (first && behaves.has('boot-chatter')) voice.say(terminal.chatter)
      const start = Math.max(times.now(), heardUntil)
      const gap = byteMs()
      if (mistuned()) {
        chunk.set(random(chunk.length))
        if (terminal.atWrongRate === 'garbage') voice.say(random(chunk.length))
      }
      chunk.forEach((byte, index) => {
        const arrived = start + (index + 1) * gap
        for (const request of terminal.hear(byte, arrived)) {
          if (!behaves.has('silent')) take(request, arrived)
        }
      })
      heardUntil = start + chunk.length * gap
      chunk.fill(0)
      // Not reading on until these bytes have passed makes the writer wait as a real line would, and bounds what waits.
      const from = end
      from?.pause()
      times.at(heardUntil, () => from?.resume())
    },
    detach: () => {
      end = undefined
      times.clear()
      repeats.forget()
      voice.hush()
      retune()
    },
  }
}
