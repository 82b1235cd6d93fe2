// The runs of a log, from the records that drafted them: a list to choose from, and nothing that anybody relies on.
import { everything } from '../../contract/audit-views.js'
import type { RunView } from '../../contract/keeping-views.js'
import type { LiveIndex } from './live.js'

const drafts = { ...everything, facets: { type: ['job-drafted'] } }
/** Drafts read at a time, and at all: each port's start drafts its run anew. */
const page = 200
const mostDrafts = 4_000

/** @returns the youngest first, `most` of them @throws Fault audit/suspect, audit/unreadable */
export async function runsOf(index: Pick<LiveIndex, 'rows' | 'view'>, most: number): Promise<RunView[]> {
  const runs = new Map<string, RunView>()
  const { size } = index.view
  for (let skip = 0; skip < mostDrafts && runs.size < most; skip += page) {
    const found = await index.rows(drafts, size, skip, page)
    for (const { record } of found) {
      if (record.type !== 'job-drafted' || runs.has(record.body.run)) continue
      runs.set(record.body.run, { run: record.body.run, seq: record.seq, wall: record.wall })
    }
    if (found.length < page) break
  }
  return [...runs.values()].slice(0, most)
}
