// Says each result as it comes: to a screen reader always, as a sound where sounds are on.
import { useEffect, useRef, useState } from 'react'
import type { PortCardView } from '../../electron/contract/views.js'
import { useText } from '../text/use-text'
import { play } from './sound'
import { outcomeTone } from './tone'

type Ended = ReadonlyMap<string, PortCardView['outcome']>
const ended = (ports: readonly PortCardView[]): Ended => new Map(ports.map((card) => [card.port, card.outcome]))

export function Announcer({ ports, sound }: { readonly ports: readonly PortCardView[]; readonly sound: boolean }) {
  const { bench } = useText()
  const before = useRef<Ended>(ended(ports))
  const [said, say] = useState('')

  useEffect(() => {
    const news = ports.filter((card) => card.outcome && before.current.get(card.port) !== card.outcome)
    before.current = ended(ports)
    if (news.length === 0) return
    say(
      news
        .map(({ label, outcome }) => `${label} ${bench.outcomes[outcome!].word} ${bench.outcomes[outcome!].now}`)
        .join(' '),
    )
    if (sound) for (const tone of new Set(news.map((card) => outcomeTone[card.outcome!]))) play(tone)
  }, [ports, sound, bench])

  return (
    <div className="unseen" aria-live="assertive">
      {said}
    </div>
  )
}
