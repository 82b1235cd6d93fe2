// Changes of a device that load no key: its serial number, its rate, the key it works with, keys taken away. Recorded before and after.
import { asFault, Fault } from '../contract/fault.js'
import type { Ticket } from '../contract/ticket.js'
import type { OrderName, SlotState } from '../contract/values.js'
import type { DeviceSession, LoadReply, SlotRef } from '../devices/driver.js'
import type { AttemptContext, PortAtWork } from './context.js'
import { heldKeys } from './erase-gate.js'
import { whoIsThere } from './identity.js'
import { cutSlot } from './records.js'

export type Order =
  | { readonly what: 'set-serial'; readonly serial: string }
  | { readonly what: 'set-rate'; readonly baud: number }
  | { readonly what: 'select' | 'erase'; readonly slot: SlotRef }
  | { readonly what: 'erase-all' }
type Of<Name extends OrderName> = Extract<Order, { what: Name }>

interface Row<Wish> {
  readonly to: (wish: Wish) => string | null
  /** Undefined where the family cannot. */
  readonly carryOut: (session: DeviceSession, wish: Wish) => ((ticket: Ticket) => Promise<LoadReply>) | undefined
  /** Keys that are gone afterwards. */
  readonly takes?: (session: DeviceSession, wish: Wish, port: PortAtWork) => Promise<readonly SlotState[]>
}
const name = ({ usage, slot }: SlotRef): string => `${usage} ${slot}`

const rows: { readonly [Name in OrderName]: Row<Of<Name>> } = {
  'set-serial': {
    to: ({ serial }) => serial,
    carryOut: (session, { serial }) => session.writeSerial && ((ticket) => session.writeSerial!(serial, ticket)),
  },
  'set-rate': {
    to: ({ baud }) => `${baud}`,
    carryOut: (session, { baud }) => session.setRate && ((ticket) => session.setRate!(baud, ticket)),
  },
  select: {
    to: ({ slot }) => name(slot),
    carryOut: (session, { slot }) => session.select && ((ticket) => session.select!(slot, ticket)),
  },
  erase: {
    to: ({ slot }) => name(slot),
    carryOut: (session, { slot }) => session.erase && ((ticket) => session.erase!(slot, ticket)),
    takes: (session, { slot }) => session.slots([slot]),
  },
  'erase-all': {
    to: () => null,
    carryOut: (session) => session.erase && ((ticket) => session.erase!('all', ticket)),
    takes: async (session, _, { driver, settings }) =>
      (await heldKeys(session, driver.loads(settings), undefined)).filled,
  },
}

const SHOWN_BYTES = 3

export interface OrderEnd {
  readonly serial: string | null
  readonly result: 'done' | 'refused' | 'unknown'
  readonly reply: LoadReply | Fault
  /** What the slots that it should have emptied hold now; empty for an order that takes none, or was not done. */
  readonly slotsAfter: readonly SlotState[]
  readonly seq: number
}

/**
 * Carries it out once. An erasure counts as done where no slot of it still reads as filled.
 * @throws before anything is sent: injection/cannot-order, injection/order-unfit, injection/would-erase,
 *   injection/blocked, wire/…
 */
export async function carryOut(context: AttemptContext, port: PortAtWork, order: Order): Promise<OrderEnd> {
  const { session } = port
  if (session instanceof Fault) throw session
  const row = rows[order.what] as Row<Order>
  const send = row.carryOut(session, order)
  if (!send) throw new Fault('injection/cannot-order', { driver: port.driver.id, order: order.what })
  if ('slot' in order) assertSlot(port, order)
  const device = await whoIsThere(port)
  const taken = ((await row.takes?.(session, order, port)) ?? []).filter(({ state }) => state !== 'empty')
  if (row.takes && context.allowErase !== true)
    throw new Fault('injection/would-erase', { label: order.what, slots: taken.length > 0 ? taken.map(name) : ['?'] })
  const id = context.newId()
  const slots = taken.map((state) => cutSlot(state, SHOWN_BYTES))
  const armed = { order: id, port: port.path, device, what: order.what, to: row.to(order), slots }
  const { ticket } = await context.log.order(armed)
  const reply = await send(ticket).catch(asFault)
  // The driver looks at what it is asked for before it sends a byte.
  const unfit = reply instanceof Fault && reply.code === 'devices/cannot-load'
  const accepted = !(reply instanceof Fault) && reply.kind === 'accepted'
  const read = accepted && taken.length > 0 ? await session.slots(taken).catch(() => []) : []
  const slotsAfter = read.map((state) => cutSlot(state, SHOWN_BYTES))
  const stays = slotsAfter.some(({ state }) => state === 'filled')
  const result = accepted ? (stays ? 'unknown' : 'done') : reply instanceof Fault && !unfit ? 'unknown' : 'refused'
  const { seq } = await context.log.append('order-result', {
    order: id,
    serial: device.serial,
    result,
    code: reply instanceof Fault ? null : reply.code,
    codeMeaning: !(reply instanceof Fault) && reply.kind === 'refused' ? reply.meaning.en : null,
    fault: reply instanceof Fault ? reply.code : null,
    slotsAfter,
  })
  if (unfit) throw orderUnfit(port, order, String(reply.facts.expected))
  return { serial: device.serial, result, reply, slotsAfter, seq }
}

const orderUnfit = ({ driver }: PortAtWork, { what }: Order, expected: string): Fault =>
  new Fault('injection/order-unfit', { driver: driver.id, order: what, expected })

/** @throws injection/order-unfit for a slot that the family does not have: no terminal is asked about one */
function assertSlot(port: PortAtWork, order: Of<'select' | 'erase'>): void {
  const { usage, slot } = order.slot
  const offered = port.driver.loads(port.settings)
  const of = offered.filter((one) => one.usage === usage)
  if (of.some(({ slots: [first, last] }) => slot >= first && slot <= last)) return
  const expected = (of.length > 0 ? of : offered).map(({ usage: name, slots }) => `${name}:${slots.join('–')}`)
  throw orderUnfit(port, order, expected.join(', '))
}
