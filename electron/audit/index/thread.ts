// The index's own thread: follows the log, and answers the screen. A million records are counted here, not where cards wait.
import { parentPort, workerData } from 'node:worker_threads'
import type { IndexView, RecordQuery } from '../../contract/audit-views.js'
import { asFault } from '../../contract/fault.js'
import { realFiles } from '../files.js'
import { LiveIndex } from './live.js'
import { runsOf } from './runs.js'

export interface IndexAsks {
  readonly survey: { readonly query: RecordQuery }
  readonly rows: { readonly query: RecordQuery; readonly size: number; readonly skip: number; readonly limit: number }
  readonly newest: { readonly limit: number; readonly before: number | null }
  readonly detail: { readonly seq: number }
  readonly runs: { readonly most: number }
}
export type IndexAskName = keyof IndexAsks

const answers = {
  survey: async (index: LiveIndex, { query }: IndexAsks['survey']) => index.survey(query),
  rows: (index: LiveIndex, { query, size, skip, limit }: IndexAsks['rows']) => index.rows(query, size, skip, limit),
  newest: (index: LiveIndex, { limit, before }: IndexAsks['newest']) => index.newest(limit, before),
  detail: (index: LiveIndex, { seq }: IndexAsks['detail']) => index.detail(seq),
  runs: (index: LiveIndex, { most }: IndexAsks['runs']) => runsOf(index, most),
}
export type IndexAnswer<Name extends IndexAskName> = Awaited<ReturnType<(typeof answers)[Name]>>

export type IndexOrder =
  | { readonly order: 'follow' }
  | { readonly order: 'close' }
  | { readonly order: 'ask'; readonly id: number; readonly name: IndexAskName; readonly args: IndexAsks[IndexAskName] }
export type IndexWord =
  | { readonly view: IndexView }
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly fault: { readonly code: string; readonly facts: object } }
  | { readonly closed: true }

function serve(port: NonNullable<typeof parentPort>): void {
  const say = (word: IndexWord) => port.postMessage(word)
  const index = new LiveIndex(realFiles, (workerData as { dir: string }).dir, (view) => say({ view }))
  void index.open()
  port.on('message', (order: IndexOrder) => {
    if (order.order === 'follow') void index.follow()
    else if (order.order === 'close')
      void index.close().finally(() => {
        say({ closed: true })
        port.close()
      })
    else void answer(index, order).then(say)
  })
}

async function answer(index: LiveIndex, { id, name, args }: Extract<IndexOrder, { order: 'ask' }>): Promise<IndexWord> {
  try {
    const work = answers[name] as (index: LiveIndex, args: unknown) => Promise<unknown>
    return { id, answer: await work(index, args) }
  } catch (error) {
    const { code, facts } = asFault(error)
    return { id, fault: { code, facts } }
  }
}

if (parentPort) serve(parentPort)
