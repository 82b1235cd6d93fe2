// A component off a card: what a component file says, said by a card. docs/cards.md has the layout.
import { Fault } from '../contract/fault.js'
import { openComponentBlock, type WantedComponent } from './component-block.js'
import type { CardComponent } from './doors.js'
import type { Whole } from './sources.js'

/** @throws ceremony/other-key where the card is of another key; cards/bad-answer; as `openComponentBlock` */
export function openCardComponent(card: CardComponent, wanted: WantedComponent): Whole {
  const { label } = wanted.plan.key
  if (card.label !== label) throw new Fault('ceremony/other-key', { label: card.label, expected: label })
  return openComponentBlock(card, wanted, (expected) => {
    throw new Fault('cards/bad-answer', { command: 'READ BINARY', field: 'block', expected })
  })
}
