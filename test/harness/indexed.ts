// The index of a log in this thread, for tests: opened, asked, closed.

import { realFiles } from '../../electron/audit/files.js'
import { LiveIndex } from '../../electron/audit/index/live.js'
import type { IndexView, RecordQuery } from '../../electron/contract/audit-views.js'

export const query = (change: Partial<RecordQuery> = {}): RecordQuery => ({
  text: '',
  facets: {},
  since: null,
  until: null,
  ...change,
})

export interface Indexed {
  readonly index: LiveIndex
  /** Every view it told, in order. */
  readonly told: IndexView[]
}

/** Does `work` with the index of the log in `dir` and closes it. */
export async function withIndex<Answer>(dir: string, work: (indexed: Indexed) => Promise<Answer>): Promise<Answer> {
  const told: IndexView[] = []
  const index = new LiveIndex(realFiles, dir, (view) => told.push(view))
  await index.open()
  try {
    return await work({ index, told })
  } finally {
    await index.close()
  }
}

/** All that an index answers to some questions, to be compared with another's. */
export async function answersOf({ index }: Indexed, queries: readonly RecordQuery[]): Promise<unknown[]> {
  const answers: unknown[] = [index.view.size]
  for (const one of queries) {
    const view = index.survey(one)
    const rows = await index.rows(one, view.size, 0, 50)
    answers.push(
      view,
      rows.map(({ record }) => record.seq),
    )
  }
  const last = index.view.size - 1
  for (const seq of new Set([0, last >> 1, last])) answers.push((await index.detail(seq)).proof)
  return answers
}
