// How long this step has taken, and how long the station still waits.
import { useEffect, useState } from 'react'
import { useText } from '../../text/use-text'
import css from './people-drawer.module.css'

const TICK_MS = 500
/** Less than this is said louder. */
const SOON_MS = 120_000

const clock = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

export function PeopleTimer({ askedAt, until }: { readonly askedAt: number; readonly until: number }) {
  const { people } = useText()
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  const left = until - now
  return (
    <p className={css.timer} data-soon={left < SOON_MS || undefined}>
      <strong>{people.passed(clock(now - askedAt))}</strong>
      <span>{people.left(clock(left))}</span>
    </p>
  )
}
