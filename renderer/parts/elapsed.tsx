// Time under way, a tenth of a second at a time.
import { useEffect, useState } from 'react'
import { useText } from '../text/use-text'

const TICK_MS = 100
export const inSeconds = (ms: number): string => (Math.max(0, ms) / 1000).toFixed(1)

/** Whole seconds until then, counting down; nothing once it is past. */
export function Remaining({ until }: { readonly until: number }) {
  const { bench } = useText()
  const seconds = Math.ceil((until - useNow()) / 1000)
  return seconds > 0 ? <span data-testid="loads-until">{bench.loadsFor(seconds)}</span> : null
}

export function Elapsed({ since }: { readonly since: number }) {
  const { bench } = useText()
  return <span>{bench.seconds(inSeconds(useNow() - since))}</span>
}

/** The wall clock, told ten times a second. */
function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}
