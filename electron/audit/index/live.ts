// The index of an open log: follows it, answers what is asked, and is made anew by itself where its file is gone or damaged.
import { everything, type IndexView, type RecordQuery, type SurveyView } from '../../contract/audit-views.js'
import { Fault } from '../../contract/fault.js'
import type { FileDoor } from '../files.js'
import { places } from '../layout.js'
import { type Base, baseOf, fromBirth } from './base.js'
import { Book } from './book.js'
import { wordsIn } from './facts.js'
import { anew, inMemory, type Kept, takeUp } from './kept.js'
import { type Match, ranked, survey } from './match.js'
import { type Proof, proofOf } from './proving.js'
import { type Found, recordsAt } from './record-at.js'
import { readSealed } from './sealed.js'
import { textHits } from './words.js'

/** Chunks of one transaction while the index is made: what a closing in the middle loses. */
const chunksACommit = 16

export class LiveIndex {
  #kept: Kept = { store: null as never, book: new Book(), because: null }
  #turn: Promise<void> = Promise.resolve()
  #closing = false
  #state: IndexView['state'] = 'building'
  #because: IndexView['because'] = null
  #texts: { readonly key: string; readonly hits: readonly Uint8Array[] } | null = null
  #match: { readonly key: string; readonly match: Match } | null = null

  /** @param heard hears every change of `view` */
  constructor(
    private readonly files: FileDoor,
    private readonly dir: string,
    private readonly heard: (view: IndexView) => void,
  ) {}

  get view(): IndexView {
    return { state: this.#state, size: this.#book.size, because: this.#because }
  }
  get #book(): Book {
    return this.#kept.book
  }

  /** Takes up what was kept, then follows. */
  open(): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      try {
        this.#use(await takeUp(this.files, this.dir, places(this.dir).index))
      } catch {
        // Not even where it begins can be told.
        this.#use({ ...inMemory(fromBirth), because: 'log-unreadable' })
        this.#tell('failed')
        return
      }
      await this.#follow()
    })
    return this.#turn
  }

  /** Reads what the log has gained. */
  follow(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#follow())
    return this.#turn
  }

  /** Ends what is being read: the next opening goes on there. */
  close(): Promise<void> {
    this.#closing = true
    this.#turn = this.#turn.then(() => this.#kept.store.close())
    return this.#turn
  }

  #use(kept: Kept): void {
    this.#kept = kept
    this.#because = kept.because
    this.#texts = null
    this.#match = null
  }

  // A file that fails is made anew once; one that fails again is given up for memory.
  async #follow(): Promise<void> {
    for (const again of [(base: Base) => anew(places(this.dir).index, base, 'damaged'), inMemory, null])
      try {
        await this.#read()
        this.#tell('ready')
        return
      } catch (error) {
        if (error instanceof Fault || again === null) {
          this.#because = error instanceof Fault ? 'log-unreadable' : 'not-saved'
          this.#tell('failed')
          return
        }
        this.#remake(again(await baseOf(this.files, this.dir)))
      }
  }

  #remake(kept: Kept): void {
    this.#kept.store.close()
    this.#use(kept)
    this.#tell('building')
  }

  async #read(): Promise<void> {
    const { book, store } = this.#kept
    let waiting = 0
    for await (const batch of readSealed(this.files, this.dir, book.head.end)) {
      book.take(batch, (chunk) => {
        store.put(chunk)
        waiting += 1
      })
      if (waiting >= chunksACommit) {
        store.commit()
        waiting = 0
      }
      this.#tell(this.#state)
      if (this.#closing) break
    }
    store.commit()
  }

  #tell(state: IndexView['state']): void {
    this.#state = state
    this.heard(this.view)
  }

  survey(query: RecordQuery): SurveyView {
    const book = this.#book
    const { match, view } = survey(book, query, book.size, this.#hits(query.text))
    this.#match = { key: keyOf(query, book.size), match }
    return view
  }

  #hits(text: string): readonly Uint8Array[] | null {
    const words = wordsIn(text)
    if (words.length === 0) return null
    const { store } = this.#kept
    const key = JSON.stringify([this.#book.size, words])
    try {
      if (this.#texts?.key !== key) this.#texts = { key, hits: textHits(this.#book, words, (n) => store.words(n)) }
    } catch (error) {
      // The file was damaged under our hands: what is asked next is answered from a new one.
      this.#turn = this.#turn.then(async () => {
        if (this.#kept.store !== store) return
        this.#remake(anew(places(this.dir).index, await baseOf(this.files, this.dir), 'damaged'))
        await this.#follow()
      })
      throw new Fault('audit/index-remade', {}, { cause: error })
    }
    return this.#texts.hits
  }

  /** Records that fit among the first `size`, newest first: `limit` of them after the first `skip`. */
  rows(query: RecordQuery, size: number, skip: number, limit: number): Promise<Found[]> {
    const key = keyOf(query, size)
    if (this.#match?.key !== key) {
      const reach = Math.min(size, this.#book.size)
      this.#match = { key, match: survey(this.#book, query, reach, this.#hits(query.text)).match }
    }
    return this.#at(ranked(this.#match.match, skip, limit))
  }

  /** The newest records before number `before`. */
  newest(limit: number, before: number | null): Promise<Found[]> {
    const end = Math.min(before ?? this.#book.size, this.#book.size)
    const count = Math.max(0, Math.min(limit, end - this.#book.first))
    return this.#at(Array.from({ length: count }, (_, back) => end - 1 - back))
  }

  #at(seqs: readonly number[]): Promise<Found[]> {
    return recordsAt(
      this.files,
      this.dir,
      seqs.map((seq) => ({ seq, place: this.#book.place(seq) })),
    )
  }

  /** @throws Fault audit/no-record, audit/suspect, audit/unreadable */
  async detail(seq: number): Promise<{ found: Found; proof: Proof }> {
    if (seq >= this.#book.size || seq < this.#book.first) throw new Fault('audit/no-record', { seq })
    const [found] = await this.#at([seq])
    return { found: found!, proof: await proofOf(this.files, this.dir, this.#book, found!) }
  }
}

const keyOf = (query: RecordQuery, size: number): string => JSON.stringify([{ ...everything, ...query }, size])
