// Time under way, a tenth of a second at a time; written past React, for sixteen of them tick at once.
import { useEffect, useRef } from 'react'
import { useText } from '../text/use-text'

const TICK_MS = 100
export const inSeconds = (ms: number): string => (Math.max(0, ms) / 1000).toFixed(1)

/** @param since wall clock, ms since 1970 */
export function Elapsed({ since }: { readonly since: number }) {
  const { bench } = useText()
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const write = () => {
      if (place.current) place.current.textContent = bench.seconds(inSeconds(Date.now() - since))
    }
    write()
    const timer = setInterval(write, TICK_MS)
    return () => clearInterval(timer)
  }, [since, bench])
  return <span ref={place} />
}
