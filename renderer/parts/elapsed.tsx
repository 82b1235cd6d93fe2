// Time under way, and time that is left, a tenth of a second at a time; written past React, for sixteen of them tick at once.
import { useEffect, useRef } from 'react'
import { useText } from '../text/use-text'

const TICK_MS = 100
export const inSeconds = (ms: number): string => (Math.max(0, ms) / 1000).toFixed(1)

/** Whole seconds until then, counting down; nothing once it is past. */
export function Remaining({ until }: { readonly until: number }) {
  const { bench } = useText()
  const place = useTicking((now) => {
    const seconds = Math.ceil((until - now) / 1000)
    return seconds > 0 ? bench.loadsFor(seconds) : ''
  })
  return <span ref={place} data-testid="loads-until" />
}

/** @param since wall clock, ms since 1970 */
export function Elapsed({ since }: { readonly since: number }) {
  const { bench } = useText()
  return <span ref={useTicking((now) => bench.seconds(inSeconds(now - since)))} />
}

/** The place whose text follows the wall clock. */
function useTicking(text: (now: number) => string) {
  const place = useRef<HTMLSpanElement>(null)
  const newest = useRef(text)
  useEffect(() => {
    newest.current = text
    const write = () => {
      const words = newest.current(Date.now())
      if (place.current && place.current.textContent !== words) place.current.textContent = words
    }
    write()
    const timer = setInterval(write, TICK_MS)
    return () => clearInterval(timer)
  })
  return place
}
