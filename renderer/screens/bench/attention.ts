// Which place's question is in front of the people: the first that waits, until somebody turns to another or puts it away.
import { useSyncExternalStore } from 'react'
import type { QuestionView } from '../../../electron/contract/people.js'

interface Attention {
  readonly port: string | null
  /** Ids of questions that were put away; they wait on their cards. */
  readonly away: readonly string[]
}
let attention: Attention = { port: null, away: [] }
const listeners = new Set<() => void>()
const put = (next: Attention) => {
  attention = next
  for (const tell of listeners) tell()
}
const subscribe = (tell: () => void) => {
  listeners.add(tell)
  return () => listeners.delete(tell)
}
export const useAttention = (): Attention => useSyncExternalStore(subscribe, () => attention)

export const attend = ({ port, id }: QuestionView): void =>
  put({ port, away: attention.away.filter((away) => away !== id) })

/** @param open the questions that are open, so that no others are remembered */
export const putAway = ({ id }: QuestionView, open: readonly QuestionView[]): void =>
  put({ port: null, away: [...attention.away, id].filter((away) => open.some((one) => one.id === away)) })

/** The question to show; null where none waits, or all were put away. */
export const inFront = ({ port, away }: Attention, open: readonly QuestionView[]): QuestionView | null => {
  const waiting = open.filter(({ id }) => !away.includes(id))
  return waiting.find((one) => one.port === port) ?? waiting[0] ?? null
}
