// A line over an open serial port: every wait has its own deadline, and its end is told once.
import { getSystemErrorName } from 'node:util'
import type { SerialPort } from 'serialport'
import { Fault } from '../contract/fault.js'
import type { FrameLayout, SendSecret } from '../contract/layout.js'
import type { SpendTicket, Ticket } from '../contract/ticket.js'
import { writeNow } from './direct.js'
import { type Cable, freshQuality, lineTime } from './line.js'
import { reason } from './open-fault.js'
import { hasSecret, partsBytes, render } from './render.js'
import { TimeUp, within } from './within.js'

// There is no drain here: tcdrain on a line whose other side stops it blocks a thread of Node's pool for good. The
// exchange adds the time that a frame takes on the line to its deadline instead.
const WRITE_MS = 5_000
const CLOSE_MS = 2_000

/** What main hands in, so that the wire knows neither the vault nor the log. */
export interface SerialHands {
  readonly sendSecret: SendSecret
  readonly spend: SpendTicket
  /** Takes masked lines of trace. */
  readonly trace?: (line: string) => void
}

export class SerialLine implements Cable {
  readonly port: string
  readonly quality = freshQuality()
  readonly trace?: (line: string) => void
  readonly #serial: SerialPort
  readonly #hands: SerialHands
  readonly #hearers = new Set<(chunk: Uint8Array) => void>()
  readonly #mourners = new Set<(because: string) => void>()
  #settling = true
  #gone: string | null = null
  #turn: Promise<unknown> = Promise.resolve()
  #stuck = false
  #baud: number
  /** The frame that went out last on a ticket, while it may still be repeated. */
  #armed: { readonly layout: FrameLayout; readonly ticket: Ticket } | null = null
  /** The ticket spent last, while a further frame may go out on it. */
  #spent: Ticket | null = null

  /** @param serial already open */
  constructor(serial: SerialPort, at: { port: string; baud: number }, hands: SerialHands) {
    this.port = at.port
    this.#baud = at.baud
    this.#serial = serial
    this.#hands = hands
    if (hands.trace) this.trace = hands.trace
    serial.on('data', (chunk: Buffer) => this.#heard(chunk))
    // An unplug closes the port once, twice, or only ends its stream.
    serial.on('close', () => this.#lost('closed'))
    serial.on('end', () => this.#lost('ended'))
    serial.on('error', (error: Error) => this.#lost(reason(error)))
  }

  get baud(): number {
    return this.#baud
  }

  /** Speaks at another rate from the next frame on. @throws wire/gone, wire/write-failed */
  async setBaud(baud: number): Promise<void> {
    await this.#inTurn(() =>
      this.#ended(
        new Promise<void>((done, fail) =>
          this.#serial.update({ baudRate: baud }, (error) => (error ? fail(error) : done())),
        ),
        0,
      ),
    )
    this.#baud = baud
  }

  /** Why the line ended; null while it is up. */
  get gone(): string | null {
    return this.#gone
  }

  /** The settling time is over: from now on what comes is heard. */
  settled(): void {
    this.#settling = false
  }

  /** @throws wire/gone, wire/write-failed @throws TypeError where the layout holds a secret */
  async send(layout: FrameLayout): Promise<void> {
    if (hasSecret(layout)) throw new TypeError('a layout with a secret needs a ticket')
    await this.#inTurn(() => this.#writeBytes(render(layout)))
  }

  /** @throws what `spend` throws, before any byte has left; wire/gone, wire/write-failed */
  async sendArmed(layout: FrameLayout, ticket: Ticket): Promise<void> {
    this.#spent = null
    this.#hands.spend(ticket)
    this.#armed = { layout, ticket }
    this.#spent = ticket
    await this.#write(layout)
  }

  /** One more frame on the ticket spent last. @throws wire/gone, wire/write-failed @throws TypeError on any other ticket */
  async furtherArmed(layout: FrameLayout, ticket: Ticket): Promise<void> {
    if (this.#spent !== ticket) throw new TypeError('one further frame goes out on the ticket just spent')
    this.#spent = null
    this.#armed = { layout, ticket }
    await this.#write(layout)
  }

  /** The same frame on the same spent ticket, one time. @throws wire/gone, wire/write-failed @throws TypeError for any other frame */
  async repeatArmed(layout: FrameLayout, ticket: Ticket): Promise<void> {
    if (this.#armed?.layout !== layout || this.#armed.ticket !== ticket)
      throw new TypeError('only the frame just sent on this ticket may go out again, once')
    this.#armed = null
    await this.#write(layout)
  }

  #write(layout: FrameLayout): Promise<void> {
    return this.#inTurn(() => (hasSecret(layout) ? this.#writeSecret(layout) : this.#writeBytes(render(layout))))
  }

  onBytes(heard: (chunk: Uint8Array) => void): () => void {
    this.#hearers.add(heard)
    return () => this.#hearers.delete(heard)
  }

  /** Called at once where the line is gone already. */
  onGone(heard: (because: string) => void): () => void {
    if (this.#gone !== null) heard(this.#gone)
    else this.#mourners.add(heard)
    return () => this.#mourners.delete(heard)
  }

  /** Ends the line; never throws, and comes back even where the operating system does not. */
  async close(): Promise<void> {
    this.#lost('closed')
    if (!this.#serial.isOpen) return
    // What the other side never took would hold up the kernel's close.
    await this.#tried((done) => this.#serial.flush(done))
    if (this.#serial.isOpen) await this.#tried((done) => this.#serial.close(done))
  }

  #tried(start: (done: () => void) => void): Promise<void> {
    return within(CLOSE_MS, new Promise<void>((done) => start(() => done()))).catch(() => {})
  }

  async #inTurn(write: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(() => {
      // A port that is closing takes writes in and never calls back.
      if (this.#gone !== null || !this.#serial.isOpen) throw new Fault('wire/gone', { port: this.port })
      if (this.#stuck) throw this.#failed('an earlier write never ended')
      return write()
    })
    this.#turn = turn.catch(() => {})
    await turn
  }

  async #writeBytes(bytes: Uint8Array): Promise<void> {
    const rest = bytes.subarray(writeNow(this.#serial, bytes))
    if (rest.length > 0) {
      const written = new Promise<void>((done, fail) =>
        this.#serial.write(Buffer.from(rest), (error) => (error ? fail(error) : done())),
      )
      await this.#ended(written, rest.length)
    }
    this.quality.txBytes += bytes.length
  }

  /**
   * Past serialport's own stream, which is idle: all writing takes turns, and a stuck write lets none follow. The writer
   * keeps a descriptor of its own, so that serialport may close its one meanwhile and the number be given to another file.
   */
  async #writeSecret(layout: FrameLayout): Promise<void> {
    const fd = descriptor(this.#serial)
    if (fd === null) throw new Fault('wire/gone', { port: this.port })
    this.quality.txBytes += await this.#ended(this.#hands.sendSecret(fd, layout), partsBytes(layout.parts))
  }

  async #ended<T>(written: Promise<T>, bytes: number): Promise<T> {
    try {
      return await within(WRITE_MS + lineTime(bytes, this.baud), written)
    } catch (error) {
      if (error instanceof TimeUp) this.#stuck = true
      else if (error instanceof Fault) throw error
      const because = errnoName(error) ?? reason(error)
      if (broken.includes(because)) this.#lost(because)
      throw this.#failed(because, error)
    }
  }

  #failed(because: string, cause?: unknown): Fault {
    return new Fault('wire/write-failed', { port: this.port, because }, { cause })
  }

  #heard(chunk: Uint8Array): void {
    this.quality.rxBytes += chunk.length
    if (this.#settling) {
      this.quality.staleBytes += chunk.length
      return
    }
    if (this.#hearers.size === 0) this.quality.garbageBytes += chunk.length
    for (const hearer of this.#hearers) hearer(chunk)
  }

  #lost(because: string): void {
    if (this.#gone !== null) return
    this.#gone = because
    for (const mourner of this.#mourners) mourner(because)
    this.#mourners.clear()
  }
}

/** Errors after which nothing can be read either. */
const broken: readonly string[] = ['EIO', 'ENXIO', 'ENODEV', 'EBADF', 'EPIPE']

/** The descriptor behind the port: the Linux and macOS bindings keep it in `fd`, null once closed; no type names it. */
const descriptor = (serial: SerialPort): number | null =>
  (serial.isOpen ? (serial.port as { fd?: number | null } | undefined)?.fd : null) ?? null

/** `EIO` for an error of the native writer, which carries the number. */
function errnoName(error: unknown): string | undefined {
  const { errno } = error as { errno?: unknown }
  return typeof errno === 'number' && errno !== 0 ? getSystemErrorName(-Math.abs(errno)) : undefined
}
