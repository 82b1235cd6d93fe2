// A pseudo-terminal whose far side a test holds: what the station writes is gathered, what the test says goes out.
import { writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { ReadStream } from 'node:tty'
import type * as Native from '../../native/index.js'
import { bytes, hex } from './memory-line.js'

const native = createRequire(import.meta.url)('../../../native/build/Release/kcv_native.node') as typeof Native

export class Pty {
  readonly path: string
  readonly #pair = native.openPty()
  readonly #far = new ReadStream(this.#pair.master)
  #heard = Buffer.alloc(0)
  #wake = () => {}
  #plugged = true

  /** @param listening false for a far side that takes nothing in */
  constructor(listening = true) {
    this.path = this.#pair.path
    this.#far.on('error', () => {})
    if (listening)
      this.#far.on('data', (chunk: Buffer) => {
        this.#heard = Buffer.concat([this.#heard, chunk])
        this.#wake()
      })
  }

  say(text: string): void {
    writeSync(this.#pair.master, bytes(text))
  }

  /** The next `count` bytes that the station wrote. */
  async hear(count: number): Promise<string> {
    while (this.#heard.length < count) {
      await new Promise<void>((wake) => {
        this.#wake = wake
      })
    }
    const taken = this.#heard.subarray(0, count)
    this.#heard = this.#heard.subarray(count)
    return hex(taken)
  }

  /** How many bytes wait to be heard. */
  get unheard(): number {
    return this.#heard.length
  }

  /** Pulls the plug; a second time does nothing. */
  unplug(): void {
    if (!this.#plugged) return
    this.#plugged = false
    native.closePtyEnd(this.#pair.slave)
    this.#far.destroy()
  }
}
