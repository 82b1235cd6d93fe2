// The functional test of a TMK: a PIN block over a known PIN and account, under a working key that travels under it.
import type { Ticket } from '../../contract/ticket.js'
import type { Exchange } from '../../wire/exchange.js'
import type { EncipherUnder, FunctionalTest, LoadRequest, SettingValues } from '../driver.js'
import { enterPin, selectKey } from './commands.js'
import { keyId } from './places.js'
import { settingOf } from './settings.js'

const PIN = '1234'
/** A published test number, check digit last. */
const ACCOUNT = '4111111111111111'
/** ISO 9564-1 format 0: length and PIN, XORed with the twelve digits before the check digit. */
const CLEAR_BLOCK = Uint8Array.of(0x04, 0x12, 0x34 ^ 0x11, 0xee, 0xee, 0xee, 0xee, 0xee)
export const WORKING_KEY_BYTES = 16

const ask = {
  zh: `请在密码键盘上输入 ${PIN} 并确认`,
  en: `Press ${PIN} on the PIN pad, then Enter`,
}

/**
 * Null where the setting is off, for another usage than TMK, in VeriFone's dialect, and for a key that the station does not hold.
 * @param cryptogram bytes that the terminal takes for a working key under the master key: any do
 */
export function pinTest(
  exchange: Exchange,
  { usage, slot, algorithm, material }: LoadRequest,
  settings: SettingValues,
  cryptogram: Uint8Array,
): FunctionalTest | null {
  if (settingOf(settings, 'functional-test') === 'off' || settingOf(settings, 'dialect') !== 'uic') return null
  const under = 'encipherUnder' in material ? material.encipherUnder : undefined
  const id = keyId({ usage, slot })
  if (usage !== 'TMK' || algorithm !== 'tdes' || !id || !under) return null
  const amount = settingOf(settings, 'pin-amount') === 'none' ? '' : settingOf(settings, 'pin-amount')
  return { method: 'pin-block', ask, run: (ticket) => run(exchange, { id, under, cryptogram, amount }, ticket) }
}

interface Parts {
  readonly id: string
  readonly under: EncipherUnder
  readonly cryptogram: Uint8Array
  readonly amount: string
}
async function run(exchange: Exchange, { id, under, cryptogram, amount }: Parts, ticket: Ticket) {
  const selected = await exchange.ask(selectKey, { id }, ticket)
  if (selected.kind !== 'done') return { agrees: null, code: selected.kind === 'refused' ? selected.code : selected.by }
  const workingKey = Buffer.from(cryptogram).toString('hex').toUpperCase()
  const answer = await exchange.ask(enterPin, { account: ACCOUNT, workingKey, amount })
  if (answer.kind === 'error') return { agrees: null, code: answer.code }
  // Another number of digits is another PIN, whatever the key.
  if (answer.digits !== PIN.length) return { agrees: null, code: `${answer.digits} digits` }
  return { agrees: Buffer.compare(answer.block, under(cryptogram, CLEAR_BLOCK)) === 0, code: null }
}
