// Which of main's notices are still in sight. They carry no number of their own, so one is known again by its content.
import type { FaultView } from '../electron/contract/fault.js'

/** A notice's content, once for each time it was dismissed. */
export type Dismissed = readonly string[]
const content = (notice: FaultView): string => JSON.stringify(notice)

/** Newest first, as main sends them. Of equal ones the oldest are the dismissed: a new one is never hidden by an old. */
export function inSight(notices: readonly FaultView[], dismissed: Dismissed): readonly FaultView[] {
  const gone = [...dismissed]
  return notices
    .toReversed()
    .filter((notice) => !take(gone, content(notice)))
    .toReversed()
}

/** Forgets what main no longer sends. */
export function stillSent(notices: readonly FaultView[], dismissed: Dismissed): Dismissed {
  const sent = notices.map(content)
  return dismissed.filter((each) => take(sent, each))
}

export const withDismissed = (notice: FaultView, dismissed: Dismissed): Dismissed => [...dismissed, content(notice)]

function take(from: string[], each: string): boolean {
  const place = from.indexOf(each)
  if (place >= 0) from.splice(place, 1)
  return place >= 0
}
