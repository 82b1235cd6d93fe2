// Time that is left until the station gives up waiting, or a key is wiped.
import { useEffect, useState } from 'react'

const TICK_MS = 500

/** Milliseconds until then, as it goes; never below zero. */
export function useLeft(until: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  // Between two ticks `until` may have moved on: never more than was given.
  return Math.max(0, Math.min(until - now, until - Date.now()))
}

/** Minutes and seconds, as 4:09. */
export const clock = (ms: number): string => {
  const seconds = Math.ceil(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
