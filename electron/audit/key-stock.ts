// Signing keys made before they are needed. Where a log is busy a thread of its own makes them: it costs a port's turn a
// twentieth of what making them here does.
import { Worker } from 'node:worker_threads'
import { type Fresh, freshKey } from './key-pair.js'

/** Keys after which a log counts as busy. */
const busy = 64
/** A thread is asked for more below the one, up to the other. */
const [few, full] = [32, 64]

export class KeyStock {
  #ready: Fresh[] = []
  /** Being made here. */
  #coming: Promise<Fresh>[] = []
  #taken = 0
  #thread: Worker | null = null
  /** How many the thread still owes. */
  #owed = 0
  #closed = false

  /** @param name of every key */
  constructor(private readonly name: string) {}

  /** Never waits for the thread: what is not there is made here. */
  async take(count: number): Promise<Fresh[]> {
    this.#taken += count
    const ready = this.#ready.splice(0, count)
    const coming = this.#coming.splice(0, count - ready.length)
    const made = await Promise.all(coming.map((one) => one.catch(() => freshKey(this.name))))
    const missing = Array.from({ length: count - ready.length - made.length }, () => freshKey(this.name))
    return [...ready, ...made, ...(await Promise.all(missing))]
  }

  /** To be called while the medium works: then the next ones cost nobody's time. One that fails is made when it is asked for. */
  replenish(count: number): void {
    if (this.#closed) return
    if (this.#taken > busy) this.#ask()
    else
      for (let more = this.#coming.length; more < count; more += 1) {
        const one = freshKey(this.name)
        one.catch(() => {})
        this.#coming.push(one)
      }
  }

  #ask(): void {
    const there = this.#ready.length + this.#owed
    if (there >= few) return
    this.#thread ??= this.#started()
    this.#owed += full - there
    this.#thread.postMessage(full - there)
  }

  #started(): Worker {
    const thread = new Worker(new URL('./key-thread.js', import.meta.url), { workerData: { name: this.name } })
    thread.on('message', (made: Fresh[]) => {
      this.#owed -= made.length
      if (this.#closed) wiped(made)
      else this.#ready.push(...made)
    })
    // A thread that ends is no loss: keys are made here, until another one is begun.
    thread.once('error', () => {})
    thread.once('exit', () => {
      this.#thread = null
      this.#owed = 0
    })
    // A program that has nothing else to do may end without closing its log.
    thread.unref()
    return thread
  }

  async close(): Promise<void> {
    this.#closed = true
    wiped(this.#ready)
    for (const one of this.#coming) void one.then((made) => wiped([made])).catch(() => {})
    this.#ready = []
    this.#coming = []
    await this.#thread?.terminate()
  }
}

function wiped(keys: readonly Fresh[]): void {
  for (const { seed } of keys) seed.fill(0)
}
