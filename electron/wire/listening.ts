// One wait for one answer: bytes in; the answer, a broken one, or silence out.
import type { Frame, FrameCodec, FrameDecoder, Garbage } from './frame.js'
import { type Clock, type LineQuality, lineTime } from './line.js'

export type Heard =
  | { readonly kind: 'answer'; readonly content: Uint8Array }
  | { readonly kind: 'bad-check' | 'silent' }

/** A frame that belongs to the answer and is not yet all of it: the deadline begins anew, in ms. */
export interface Further {
  readonly wait: number
}

export interface Wait {
  readonly clock: Clock
  readonly baud: number
  readonly codec: FrameCodec
  readonly quality: LineQuality
  /** The content of a frame that answers the command in flight, or null for anyone else's. */
  belongs(frame: Frame): Uint8Array | Further | null
  /** The wait has run out, on a broken answer or on silence: how long to go on, ms, the answer, or null to give up. Absent: gives up. */
  readonly elapsed?: (broken: boolean) => number | Uint8Array | null
  /** What is heard can hold a key: the chunk is wiped once it has been taken in. */
  readonly wipes?: boolean
  garbage(garbage: Garbage): void
}

/** After a bad check: what failed may have been a false start, with the answer itself right behind it. */
const BEHIND_A_BAD_CHECK_MS = 300
/** A timer this late means that the event loop stood still, and that bytes may lie unread in the kernel. */
const LATE_MS = 50
const UNREAD_MS = 250

export class Listening {
  readonly heard: Promise<Heard>
  #settle!: (heard: Heard) => void
  #fail!: (error: unknown) => void
  readonly #wait: Wait
  readonly #decoder: FrameDecoder
  #broken = false
  #done = false
  #due = Number.POSITIVE_INFINITY
  /** A frame has set a deadline of its own. */
  #further = false
  /** Bytes that may still extend the deadline: a line that never stops talking does not hold it off for ever. */
  #extending: number
  #cancel = () => {}
  /** When the timer that is set goes off. */
  #set = Number.POSITIVE_INFINITY

  constructor(wait: Wait) {
    this.#wait = wait
    this.#decoder = wait.codec.decoder()
    this.#extending = wait.codec.longest * 2
    this.heard = new Promise((settle, fail) => {
      this.#settle = settle
      this.#fail = fail
    })
    // The exchange may still be sending when this fails; it looks at the promise right after.
    this.heard.catch(() => {})
  }

  /** The command has left: the answer's first byte is due in `ms`. */
  start(ms: number): void {
    if (!this.#further) this.#due = this.#wait.clock.now() + (this.#broken ? BEHIND_A_BAD_CHECK_MS : ms)
    this.#arm()
  }

  hear(chunk: Uint8Array): void {
    if (this.#done) return
    const extends_ = Math.min(chunk.length, this.#extending)
    this.#extending -= extends_
    this.#due += lineTime(extends_, this.#wait.baud)
    this.#take(this.#decoder.push(chunk))
    if (this.#wait.wipes) chunk.fill(0)
    if (this.#broken) this.#due = Math.min(this.#due, this.#wait.clock.now() + BEHIND_A_BAD_CHECK_MS)
    this.#arm()
  }

  /** Nothing more is waited for: this stands for the answer. */
  finish(content: Uint8Array): void {
    this.#finish({ kind: 'answer', content })
  }

  fail(error: unknown): void {
    this.#end()
    this.#fail(error)
  }

  /** Every byte puts the deadline off; the timer is set anew only where it would go off too late. */
  #arm(): void {
    if (this.#done || this.#due >= this.#set) return
    this.#cancel()
    this.#set = this.#due
    this.#cancel = this.#wait.clock.after(Math.max(0, this.#due - this.#wait.clock.now()), () => this.#rang())
  }

  #rang(): void {
    this.#set = Number.POSITIVE_INFINITY
    // A timer may be early by a part of a millisecond.
    if (this.#due - this.#wait.clock.now() >= 1) this.#arm()
    else this.#elapsed()
  }

  #elapsed(): void {
    if (this.#wait.clock.now() - this.#due > LATE_MS) {
      this.#due = this.#wait.clock.now() + UNREAD_MS
      this.#arm()
      return
    }
    const due = this.#due
    this.#take(this.#decoder.end())
    if (this.#done) return
    if (this.#due === due) {
      const more = this.#wait.elapsed?.(this.#broken) ?? null
      if (more === null) this.#finish({ kind: this.#broken ? 'bad-check' : 'silent' })
      else if (more instanceof Uint8Array) this.#finish({ kind: 'answer', content: more })
      else this.#waitOn(more)
    }
    this.#arm()
  }

  #waitOn(ms: number): void {
    this.#due = this.#wait.clock.now() + ms
    this.#broken = false
  }

  #take(found: readonly (Frame | Garbage)[]): void {
    const { quality } = this.#wait
    for (const item of found) {
      if (item.kind !== 'frame') {
        quality.garbageBytes += item.bytes
        quality.resyncs++
        if (item.kind === 'bad-check') {
          quality.badChecksums += item.bytes
          this.#broken = true
        }
        this.#wait.garbage(item)
        continue
      }
      const heard = this.#done ? null : this.#wait.belongs(item)
      if (heard instanceof Uint8Array) this.#finish({ kind: 'answer', content: heard })
      else if (heard) {
        this.#further = true
        this.#waitOn(heard.wait)
      } else quality.strayReplies++
    }
  }

  #finish(heard: Heard): void {
    this.#end()
    this.#settle(heard)
  }

  #end(): void {
    this.#done = true
    this.#cancel()
  }
}
