// VERIFY (ISO 7816-4, 11.6.6): the PIN as ASCII digits, padded with FF to eight bytes, as PIV and most other cards take it.
import { Fault } from '../contract/fault.js'
import { ask, type Transmit } from './apdu.js'
import { meaningOf } from './status-words.js'

/** @param pin 4 to 8 ASCII digits; wiped, also when it throws.
 *  @throws Fault cards/bad-pin: nothing was sent; cards/wrong-pin, cards/pin-blocked, cards/refused */
export async function verifyPin(transmit: Transmit, reference: number, pin: Uint8Array): Promise<void> {
  const data = Buffer.alloc(8, 0xff)
  const good = pin.length >= 4 && pin.length <= 8 && pin.every((digit) => digit >= 0x30 && digit <= 0x39)
  if (good) data.set(pin)
  pin.fill(0)
  if (!good) throw new Fault('cards/bad-pin', { expected: '4 to 8 digits' })
  const { status } = await ask(transmit, { name: 'VERIFY', ins: 0x20, p1: 0, p2: reference, data, secret: true })
  if (status === '9000') return
  if (status === '6983' || status === '63C0') throw new Fault('cards/pin-blocked', {})
  if (status.startsWith('63C')) throw new Fault('cards/wrong-pin', { left: Number.parseInt(status[3]!, 16) })
  throw new Fault('cards/refused', { command: 'VERIFY', status, meaning: meaningOf(status) })
}
