// A file read from front to back in bounded memory, that can wait for a writer that is in the middle of a write.
import { setTimeout as pause } from 'node:timers/promises'
import type { FileDoor } from './files.js'

const chunk = 256 * 1024
/** Between two looks at a file that a writer is in the middle of. */
export const pauseMs = 20

export class Source {
  #held: Buffer = Buffer.alloc(0)
  #at: number

  /** @param patience how many times to look again where the file ends too early; 0 where nobody writes */
  constructor(
    private readonly files: FileDoor,
    private readonly fd: number,
    private readonly patience: number,
    /** File offset of the first byte to be read. */
    at = 0,
  ) {
    this.#at = at
  }

  /** File offset of the next byte to be taken. */
  get at(): number {
    return this.#at
  }

  /** @returns the next `length` bytes without taking them, or fewer at the end of the file */
  async peek(length: number, patience = 0): Promise<Buffer> {
    let tries = patience
    while (this.#held.length < length) {
      if (await this.#more(length)) continue
      if (tries === 0) break
      tries -= 1
      await pause(pauseMs)
    }
    return this.#held.subarray(0, length)
  }

  /** As `peek`, for bytes that must come: waits for a writer. */
  expect(length: number): Promise<Buffer> {
    return this.peek(length, this.patience)
  }

  take(length: number): void {
    this.#held = this.#held.subarray(length)
    this.#at += length
  }

  /** Bytes from here to the end of the file as it is now. */
  async rest(): Promise<number> {
    return Math.max(0, (await this.files.size(this.fd)) - this.#at)
  }

  // Bytes handed out stay as they are: every refill goes to a buffer of its own.
  async #more(length: number): Promise<boolean> {
    const fresh = Buffer.allocUnsafe(Math.max(chunk, length))
    this.#held.copy(fresh)
    const room = fresh.subarray(this.#held.length)
    const count = await this.files.read(this.fd, room, this.#at + this.#held.length)
    this.#held = fresh.subarray(0, this.#held.length + count)
    return count > 0
  }
}
