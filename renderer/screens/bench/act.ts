// What a card's buttons ask of main; choosing and closing need something more first and are asked from their own parts.
import type { CardAction, PortCardView } from '../../../electron/contract/views.js'
import { tell } from '../../state'
import { cardOf, focusAfterRemoval, neighbourOf } from './focus'
import { openAttempt } from './headline'

export type DirectAction = Exclude<
  CardAction,
  'choose' | 'close-attempt' | 'allow-erase' | 'family' | 'rename' | 'settings' | 'scan'
>

const asked: Readonly<Record<DirectAction, (card: PortCardView) => Promise<unknown>>> = {
  identify: ({ port }) => tell('port/identify', { port }),
  probe: ({ port }) => tell('port/probe', { port }),
  start: ({ port }) => tell('job/start', { ports: [port] }),
  stop: ({ port }) => tell('job/stop', { port }),
  remove: async ({ port }) => {
    const removed = cardOf(port)
    const neighbour = neighbourOf(removed)
    const reply = await tell('port/remove', { port })
    if (reply.ok) focusAfterRemoval(removed, neighbour)
  },
  'read-back': async ({ port, keys }) => {
    const attempt = openAttempt(keys)
    if (attempt) await tell('attempt/read-back', { port, attempt })
  },
}

export const act = (action: DirectAction, card: PortCardView): void => void asked[action](card)
