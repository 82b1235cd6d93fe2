// A cable in memory between a driver and a simulated terminal, and a place for faults in either direction.
import { closeSync, constants, ftruncateSync, openSync, readSync, unlinkSync } from 'node:fs'
import { Fault } from '../../../electron/contract/fault.js'
import type { FrameLayout } from '../../../electron/contract/layout.js'
import type { SpendTicket, Ticket } from '../../../electron/contract/ticket.js'
import type { Clock, Line } from '../../../electron/devices/driver.js'
import type { LineEnd, SimulatedLine } from '../../../electron/devices/simulator-line.js'
import { sendSecret } from '../../../electron/keys/vault.js'
import { freshQuality } from '../../../electron/wire/line.js'
import { hasSecret, render } from '../../../electron/wire/render.js'

/** A clock that can stand still for everybody. */
export interface LineClock extends Clock {
  stall(ms: number): void
}
/** One direction of the cable: what goes in, and where it comes out. */
export interface Way {
  /** Passes bytes on, at once. */
  pass(bytes: Uint8Array): void
  readonly clock: LineClock
  /** Pulls the cable out of the terminal: the port is gone for the station. */
  pull(): void
  /** The other direction's exit. */
  readonly back: (bytes: Uint8Array) => void
}
/** What becomes of bytes on their way; absent: they pass. */
export type Tap = (bytes: Uint8Array, way: Way) => void
export interface Taps {
  /** From the station to the terminal. */
  readonly out?: Tap | undefined
  /** From the terminal to the station. */
  readonly in?: Tap | undefined
  /** What the operating system answers to a write, by the number of the frame from 0; null where it writes. */
  readonly writes?: ((nth: number) => Promise<never> | null) | undefined
}

/** Native code writes frames with keys to a descriptor: here to a file without a name, in memory, read at once. */
class SecretSink {
  readonly #fd: number
  #at = 0
  constructor() {
    const path = `/dev/shm/kcv-sweep-${process.pid}-${Math.random().toString(36).slice(2)}`
    this.#fd = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | constants.O_NONBLOCK, 0o600)
    unlinkSync(path)
  }
  async bytesOf(layout: FrameLayout): Promise<Uint8Array> {
    const bytes = new Uint8Array(await sendSecret(this.#fd, layout))
    readSync(this.#fd, bytes, 0, bytes.length, this.#at)
    this.#at += bytes.length
    ftruncateSync(this.#fd, 0)
    return bytes
  }
  close(): void {
    closeSync(this.#fd)
  }
}
let sink: SecretSink | undefined

export class MemoryCable implements Line {
  readonly quality = freshQuality()
  /** Bytes that entered the cable at either end. */
  readonly count = { out: 0, in: 0 }
  /** The longest time that the station neither sent anything nor came to an end. */
  longestWait = 0
  #moved: number
  #terminal: SimulatedLine | null = null
  #paused = false
  #waiting: Uint8Array[] = []
  #gone = false
  readonly #hearers = new Set<(chunk: Uint8Array) => void>()
  readonly #mourners = new Set<(because: string) => void>()
  #armed: { readonly layout: FrameLayout; readonly ticket: Ticket } | null = null
  /** A ticket on which one frame more may go out. */
  #spent: Ticket | null = null

  constructor(
    readonly port: string,
    readonly baud: number,
    private readonly clock: LineClock,
    private readonly spend: SpendTicket,
    private readonly taps: Taps = {},
  ) {
    this.#moved = clock.now()
  }

  plug(terminal: SimulatedLine): void {
    this.#terminal = terminal
    const end: LineEnd = {
      write: (bytes) => this.#fromTerminal(Uint8Array.from(bytes)),
      pause: () => {
        this.#paused = true
      },
      resume: () => {
        this.#paused = false
        for (const chunk of this.#waiting.splice(0)) this.#toTerminal(chunk)
      },
    }
    terminal.attach(end)
  }

  /** The terminal is off the line and the port is gone. */
  pull(): void {
    if (this.#gone) return
    this.#gone = true
    this.#terminal?.detach()
    this.#terminal = null
    for (const mourner of [...this.#mourners]) mourner('EIO')
  }

  /** The station ends, or sends: it has not waited longer than until now. */
  move(): void {
    this.longestWait = Math.max(this.longestWait, this.clock.now() - this.#moved)
    this.#moved = this.clock.now()
  }

  #writes = 0
  async #tried(): Promise<void> {
    await this.taps.writes?.(this.#writes++)
  }
  async send(layout: FrameLayout): Promise<void> {
    if (hasSecret(layout)) throw new TypeError('a layout with a secret needs a ticket')
    await this.#tried()
    this.#fromStation(render(layout))
  }
  async sendArmed(layout: FrameLayout, ticket: Ticket): Promise<void> {
    this.spend(ticket)
    this.#spent = ticket
    this.#armed = { layout, ticket }
    await this.#sendFrame(layout)
  }
  async furtherArmed(layout: FrameLayout, ticket: Ticket): Promise<void> {
    if (this.#spent !== ticket) throw new TypeError('one further frame goes out on the ticket just spent')
    this.#spent = null
    this.#armed = { layout, ticket }
    await this.#sendFrame(layout)
  }
  async repeatArmed(layout: FrameLayout, ticket: Ticket): Promise<void> {
    if (this.#armed?.layout !== layout || this.#armed.ticket !== ticket)
      throw new TypeError('only the frame just sent on this ticket may go out again, once')
    this.#armed = null
    await this.#sendFrame(layout)
  }
  async #sendFrame(layout: FrameLayout): Promise<void> {
    await this.#tried()
    if (!hasSecret(layout)) return this.#fromStation(render(layout))
    sink ??= new SecretSink()
    this.#fromStation(await sink.bytesOf(layout))
  }

  onBytes(heard: (chunk: Uint8Array) => void): () => void {
    this.#hearers.add(heard)
    return () => this.#hearers.delete(heard)
  }
  onGone(heard: (because: string) => void): () => void {
    if (this.#gone) heard('EIO')
    else this.#mourners.add(heard)
    return () => this.#mourners.delete(heard)
  }
  async close(): Promise<void> {
    this.#gone = true
    this.#terminal?.detach()
    this.#terminal = null
  }

  #fromStation(bytes: Uint8Array): void {
    if (this.#gone) throw new Fault('wire/gone', { port: this.port })
    this.move()
    this.quality.txBytes += bytes.length
    this.count.out += bytes.length
    const { out } = this.taps
    if (out) out(bytes, this.#outward)
    else this.#toTerminal(bytes)
  }
  #fromTerminal(bytes: Uint8Array): void {
    this.count.in += bytes.length
    const { in: inward } = this.taps
    if (inward) inward(bytes, this.#inward)
    else this.#toStation(bytes)
  }

  readonly #toTerminal = (bytes: Uint8Array): void => {
    if (this.#gone) return
    if (this.#paused) this.#waiting.push(bytes)
    else this.#terminal?.hear(Uint8Array.from(bytes))
  }
  readonly #toStation = (bytes: Uint8Array): void => {
    if (this.#gone || bytes.length === 0) return
    this.quality.rxBytes += bytes.length
    if (this.#hearers.size === 0) this.quality.garbageBytes += bytes.length
    for (const hearer of [...this.#hearers]) hearer(Uint8Array.from(bytes))
  }
  get #outward(): Way {
    return { pass: this.#toTerminal, back: this.#toStation, clock: this.clock, pull: () => this.pull() }
  }
  get #inward(): Way {
    return { pass: this.#toStation, back: this.#toTerminal, clock: this.clock, pull: () => this.pull() }
  }
}
