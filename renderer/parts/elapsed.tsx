// Time under way, a tenth of a second at a time.
import { useEffect, useState } from 'react'
import { useText } from '../text/use-text'

const TICK_MS = 100
export const inSeconds = (ms: number): string => (Math.max(0, ms) / 1000).toFixed(1)

export function Elapsed({ since }: { readonly since: number }) {
  const { bench } = useText()
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return <span>{bench.seconds(inSeconds(now - since))}</span>
}
