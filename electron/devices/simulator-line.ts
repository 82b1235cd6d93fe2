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
  const byteMs = (BITS_PER_BYTE * 1000) / baud
  const split = behaves.has('split')
  const times = timetable(clock)
  const voice = pacedVoice(times, split ? Math.max(byteMs, SPLIT_GAP_MS) : byteMs, split, (bytes) => end?.write(bytes))
  let end: LineEnd | undefined
  let heardUntil = 0
  let spoiled = false
  let spokenTo = false

  const noise = (): Uint8Array => {
    const bytes = random(1 + (random(1)[0]! & 0x0f))
    return behaves.arg('garbage') === 'any' ? bytes : bytes.map((byte) => Math.max(byte, FIRST_PRINTABLE))
  }
  const say = (bytes: Uint8Array): number => {
    if (behaves.has('garbage')) voice.say(noise())
    return voice.say(bytes)
  }
  const repeats = repeater(times, say)
  const sayReply = (reply: Uint8Array, { repetition }: SimulatedRequest): void => {
    const left = say(reply)
    if (repetition) repeats.await(repetition, left)
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
      sayReply(request.answer(), request)
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
    const spoils = behaves.has('bad-checksum-once') && !spoiled
    spoiled ||= spoils
    sayReply(spoils ? terminal.spoil(reply) : reply, request)
  }

  return {
    attach: (to) => {
      end = to
      heardUntil = 0
      terminal.restart()
      spokenTo = false
    },
    hear: (chunk) => {
      // Not before: opening a port throws away what lies there, sometimes, so that nobody could count on these bytes.
      if (!spokenTo && behaves.has('stale-bytes')) end?.write(terminal.leftover)
      if (!spokenTo && behaves.has('boot-chatter')) voice.say(terminal.chatter)
      spokenTo = true
      const start = Math.max(times.now(), heardUntil)
      chunk.forEach((byte, index) => {
        const arrived = start + (index + 1) * byteMs
        for (const request of terminal.hear(byte, arrived)) {
          if (!behaves.has('silent')) take(request, arrived)
        }
      })
      heardUntil = start + chunk.length * byteMs
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
    },
  }
}
