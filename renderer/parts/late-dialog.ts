// A dialog that costs nothing until it is first asked for: many cards have one, few ever show it.
import { useState } from 'react'
import { flushSync } from 'react-dom'

export interface LateDialog {
  /** Whether to put it into the page at all. */
  readonly mounted: boolean
  readonly opened: boolean
  readonly open: () => void
  readonly close: () => void
}

export function useLateDialog(): LateDialog {
  const [mounted, setMounted] = useState(false)
  const [opened, setOpened] = useState(false)
  const open = () => {
    // First closed, then open: a dialog remembers where the focus was only when it sees itself being opened.
    flushSync(() => setMounted(true))
    setOpened(true)
  }
  return { mounted, opened, open, close: () => setOpened(false) }
}
