// The bench's cards as the window sees them: with what can be done now, and without what people must not know yet.
import type { CardAction, PortCardView } from '../contract/views.js'
import { isByPeople } from '../devices/driver.js'
import type { BenchDoors } from './bench-doors.js'
import { hiddenValues, withheld } from './blind.js'
import { actionsOf, type Card, cardOutcome } from './card.js'

export function cardViews(
  cards: readonly Card[],
  { driverOf, mode }: Pick<BenchDoors, 'driverOf' | 'mode'>,
): readonly PortCardView[] {
  const families = new Map(cards.map((card) => [card, card.driver === null ? null : driverOf(card.driver)]))
  const byPeople = (card: Card): boolean => {
    const family = families.get(card)
    return family ? isByPeople(family) : false
  }
  // Production never tries what it does not know, and where people load there is no line to choose a family for.
  const notThere = (card: Card, action: CardAction): boolean =>
    (action === 'probe' && mode !== 'lab') ||
    (byPeople(card) && (action === 'family' || action === 'probe' || action === 'scan'))
  const hidden = hiddenValues(cards.filter(byPeople))
  return cards.map((card) => {
    const { readable: _, loading: __, scanned: ___, ...shown } = card
    return {
      ...shown,
      byPeople: byPeople(card),
      keys: card.keys.map((row) => withheld(row, byPeople(card), hidden)),
      driverTitle: families.get(card)?.title ?? null,
      outcome: cardOutcome(card),
      actions: actionsOf(card).filter((action) => !notThere(card, action)),
    }
  })
}

/** Whether people read a check value off a screen right now: nobody is shown one meanwhile. */
export const isBeingRead = (views: readonly PortCardView[]): boolean =>
  views.some(({ byPeople, presence }) => byPeople && presence === 'working')
