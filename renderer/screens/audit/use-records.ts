// The survey of a query and the pages of it that are in sight. A survey holds for a number of records; as the log grows, the
// newest survey is taken over only where nobody reads further down, so that no row moves under a finger.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { RecordQuery, RecordRow, SurveyView } from '../../../electron/contract/audit-views.js'
import { tell } from '../../state'

/** Rows of one page. */
const PAGE = 100
/** A word is typed before it is searched for. */
const TYPING_MS = 150
/** A busy log is looked at again no more often than this. */
const GROWTH_MS = 400

export interface Shown {
  readonly query: RecordQuery
  readonly survey: SurveyView
}

export interface Records {
  /** null until the first answer. */
  readonly shown: Shown | null
  /** The first answer was a fault; what it is stands in the notice line. */
  readonly failed: boolean
  /** Of the place in the list, newest first; asks for its page where it is not there yet. */
  readonly rowAt: (place: number) => RecordRow | undefined
  readonly fetch: (from: number, to: number) => void
  /** Records since the survey that is shown. */
  readonly fresh: number
  readonly takeFresh: () => void
}

/** @param size records of the log @param settled nobody reads further down: new records may come in on top */
export function useRecords(query: RecordQuery, size: number, settled: () => boolean): Records {
  const [shown, show] = useState<Shown | null>(null)
  const [failed, fail] = useState(false)
  const [, redraw] = useState(0)
  const pages = useRef(new Map<number, readonly RecordRow[] | null>())
  const asked = useRef(0)

  const ask = useCallback(async (wanted: RecordQuery) => {
    asked.current += 1
    const turn = asked.current
    const reply = await tell('audit/survey', { query: wanted })
    // A later question has overtaken this one.
    if (turn !== asked.current) return
    fail(!reply.ok)
    if (!reply.ok) return
    pages.current = new Map()
    show({ query: wanted, survey: reply.value })
  }, [])

  useEffect(() => {
    const wait = setTimeout(() => void ask(query), query.text === '' ? 0 : TYPING_MS)
    return () => clearTimeout(wait)
  }, [ask, query])

  const behind = shown !== null && size > shown.survey.size
  useEffect(() => {
    if (!behind || !settled()) return
    const wait = setTimeout(() => void ask(query), GROWTH_MS)
    return () => clearTimeout(wait)
  }, [ask, behind, query, settled])

  const fetch = useCallback(
    (from: number, to: number) => {
      if (!shown) return
      for (let page = Math.floor(from / PAGE); page * PAGE < Math.min(to, shown.survey.total); page += 1) {
        const held = pages.current
        if (held.has(page)) continue
        held.set(page, null)
        const { query: of, survey } = shown
        void tell('audit/rows', { query: of, size: survey.size, skip: page * PAGE, limit: PAGE }).then((reply) => {
          if (reply.ok) held.set(page, reply.value)
          else held.delete(page)
          redraw((count) => count + 1)
        })
      }
    },
    [shown],
  )

  return {
    shown,
    failed,
    rowAt: (place) => pages.current.get(Math.floor(place / PAGE))?.[place % PAGE],
    fetch,
    fresh: shown ? size - shown.survey.size : 0,
    takeFresh: () => void ask(query),
  }
}
