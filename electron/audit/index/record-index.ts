// The index as the station has it: questions go to its thread, and the thread is started again should it ever end.
import { Worker } from 'node:worker_threads'
import type { IndexView } from '../../contract/audit-views.js'
import { Fault } from '../../contract/fault.js'
import { crossed } from '../errand.js'
import type { IndexAnswer, IndexAskName, IndexAsks, IndexOrder, IndexWord } from './thread.js'

interface Waiting {
  readonly done: (answer: unknown) => void
  readonly failed: (fault: Fault) => void
}

/** A thread that ends this often is not started again: something is wrong that a new one does not mend. */
const mostStarts = 5

export class RecordIndex {
  #worker: Worker | null = null
  #starts = 0
  #lastId = 0
  #closed = false
  readonly #waiting = new Map<number, Waiting>()
  #view: IndexView = { state: 'building', size: 0, because: null }

  /** @param heard hears every change of `view` */
  constructor(
    private readonly dir: string,
    private readonly heard: () => void,
  ) {
    this.#start()
  }

  get view(): IndexView {
    return this.#view
  }

  /** The log has grown; the records are on the disk. */
  grown(): void {
    this.#order({ order: 'follow' })
  }

  /** @throws Fault audit/index-remade, audit/suspect, audit/unreadable, audit/no-record */
  ask<Name extends IndexAskName>(name: Name, args: IndexAsks[Name]): Promise<IndexAnswer<Name>> {
    return new Promise((done, failed) => {
      if (this.#worker === null) return failed(new Fault('audit/index-remade'))
      this.#lastId += 1
      this.#waiting.set(this.#lastId, { done: done as (answer: unknown) => void, failed })
      this.#order({ order: 'ask', id: this.#lastId, name, args })
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    const worker = this.#worker
    if (worker === null) return
    const ended = new Promise((done) => worker.once('exit', done))
    this.#order({ order: 'close' })
    await ended
  }

  #order(order: IndexOrder): void {
    this.#worker?.postMessage(order)
  }

  #start(): void {
    this.#starts += 1
    const worker = new Worker(new URL('./thread.js', import.meta.url), { workerData: { dir: this.dir } })
    worker.on('message', (word: IndexWord) => this.#hear(word))
    // What ends a thread is told by its exit; an unheard error would end the station.
    worker.on('error', () => {})
    worker.once('exit', () => this.#ended())
    this.#worker = worker
  }

  #hear(word: IndexWord): void {
    if ('view' in word) {
      this.#view = word.view
      this.heard()
    } else if ('id' in word) {
      const waiting = this.#waiting.get(word.id)
      this.#waiting.delete(word.id)
      if ('answer' in word) waiting?.done(word.answer)
      else waiting?.failed(crossed(word.fault))
    }
  }

  #ended(): void {
    this.#worker = null
    for (const { failed } of this.#waiting.values()) failed(new Fault('audit/index-remade'))
    this.#waiting.clear()
    if (this.#closed) return
    if (this.#starts < mostStarts) {
      this.#start()
      return
    }
    this.#view = { ...this.#view, state: 'failed' }
    this.heard()
  }
}
