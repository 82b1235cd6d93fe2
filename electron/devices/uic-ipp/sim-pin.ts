// Message 70 of the simulated pad: `.` account FS working key, amount {FS timeout}; a person presses a PIN; 71 has the block.
import { fromHex } from '../../keys/hex.js'
import { decryptToSecret, encrypt } from '../../keys/vault.js'
import { held, type Pad } from './sim-keys.js'

/** A key of 16 or 32 digits; an amount that begins with hex digits is taken for part of the longer one: INFERRED. */
const ENTRY = /^\.(\d{8,19})\x1c([0-9A-F]{32}|[0-9A-F]{16})[^\x1c]*(?:\x1c\d{1,3})?$/
const error = { noMaster: '1', account: '2', attribute: '6' } as const
/** "fkey(1)": no function key; "fmt(2)": 01. Both INFERRED. */
const BEFORE = '.0'
const FORMAT = '01'

/** The data of 71; null while nobody presses anything. */
export function pinEntry(pad: Pad, data: string): string | null {
  const [, account, workingKey] = ENTRY.exec(data) ?? []
  if (!account || !workingKey) return error.account
  const master = held(pad, { usage: 'TMK', slot: pad.selected })?.secret
  if (!master) return error.noMaster
  if (pad.attributes.get(master)?.usage !== 'K0') return error.attribute
  const pin = pad.behaves.arg('pin')
  if (pin === 'none') return null
  using working = decryptToSecret(master, 'tdes', fromHex(workingKey))
  const block = encrypt(working, 'tdes', clearBlock(pin, account))
  return `${BEFORE}${String(pin.length).padStart(2, '0')}${FORMAT}${Buffer.from(block).toString('hex').toUpperCase()}`
}

/** ISO 9564-1 format 0: the page says "block(16)" and no more, INFERRED. */
function clearBlock(pin: string, account: string): Uint8Array {
  const digits = fromHex(`0${pin.length.toString(16)}${pin}`.padEnd(16, 'F'))
  const pan = fromHex(`0000${account.slice(0, -1).padStart(12, '0').slice(-12)}`)
  return digits.map((byte, at) => byte ^ pan[at]!)
}
