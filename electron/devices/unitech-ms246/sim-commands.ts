// What the simulated MS246 does on each command, and with its one key: a handle, never bytes.
import type { Secret } from '../../contract/secret.js'
import { randomSecret, secretFromHex } from '../../keys/vault.js'
import type { Behaves } from '../simulator-behaviours.js'
import { heldAs } from '../simulator-holds.js'
import { checkValueOf, type KeyPlace, type KeyStore } from '../simulator-keys.js'
import { shownValue } from '../simulator-shows.js'
import type { Ms246Command } from './sim-frame.js'

export interface Ms246 {
  readonly keys: KeyStore
  readonly behaves: Behaves
  /** The serial number that came last, 10 bytes; null before the first. */
  ksn: Uint8Array | null
}

/** Data of the answer; null: it cannot. */
export type Answer = Uint8Array | null

/** One slot and no number on the wire. An initial key, for a key serial number belongs to it. INFERRED */
export const PLACE: KeyPlace = { usage: 'IK', slot: 1 }
const STATUS = 0x13
const STATUS_DATA = 0x02
const WRITE = 0x0a
const WRITE_SINGLE = 0x0b
const KSN_TAG = 0x32
const KEY_TAG = 0x33
const DOUBLE_DIGITS = 32
const SINGLE_DIGITS = 16
/** "16 ASCII": the first 8 of 10 bytes, the counter's last 16 bits left out; they are taken for 0. INFERRED */
const KSN_DIGITS = 16
const KSN_BYTES = 10
const DOUBLE_LENGTH = 16
const KCV_BYTES = 3
const HEX = /^[0-9A-Fa-f]*$/

/** Whether this puts a key into the reader; a serial number is none. */
export const loadsKey = ({ behaves }: Ms246, { sub, data }: Ms246Command): boolean => {
  if (data[0] !== KEY_TAG) return false
  const single = { '0B': WRITE_SINGLE, '0A': WRITE }[behaves.arg('single')]
  return (sub === WRITE && data.length === 1 + DOUBLE_DIGITS) || (sub === single && data.length === 1 + SINGLE_DIGITS)
}
const loadsKsn = ({ sub, data }: Ms246Command): boolean =>
  sub === WRITE && data[0] === KSN_TAG && data.length === 1 + KSN_DIGITS
const asksStatus = ({ sub, data }: Ms246Command): boolean =>
  sub === STATUS && data.length === 1 && data[0] === STATUS_DATA

interface Row {
  readonly is: (reader: Ms246, command: Ms246Command) => boolean
  /** The tampered reader refuses it. */
  readonly needsKeys?: true
  readonly answer: (reader: Ms246, command: Ms246Command) => Answer
}

const status = (reader: Ms246): Answer => {
  if (reader.behaves.arg('status') === 'bare') return new Uint8Array()
  return Uint8Array.of(held(reader) ? 0x31 : 0x30)
}

const takeKsn = (reader: Ms246, { data }: Ms246Command): Answer => {
  const digits = String.fromCharCode(...data.subarray(1))
  if (!HEX.test(digits)) return null
  const ksn = new Uint8Array(KSN_BYTES)
  ksn.set(Buffer.from(digits, 'hex'))
  reader.ksn = ksn
  return new Uint8Array()
}

const takeKey = (reader: Ms246, { data }: Ms246Command): Answer => {
  const { behaves, ksn } = reader
  if (behaves.has('ksn-first') && !ksn) return null
  if (!data.subarray(1).every(isHexDigit)) return null
  const secret = secretFromHex(data, 1)
  const old = behaves.has('stale') ? held(reader) : undefined
  if (old) secret[Symbol.dispose]()
  else reader.keys.put(PLACE, { secret: heldAs(behaves, PLACE.usage, secret), ksn })
  const kept = reader.keys.get(PLACE)!.secret
  return reported(behaves, shownValue(behaves, kept, checkValueOf(kept)))
}
const isHexDigit = (byte: number): boolean => HEX.test(String.fromCharCode(byte))

/** With `stale` the slot is never empty. */
function held({ keys, behaves }: Ms246): Secret | undefined {
  if (!keys.get(PLACE) && behaves.has('stale')) keys.put(PLACE, { secret: randomSecret(DOUBLE_LENGTH), ksn: null })
  return keys.get(PLACE)?.secret
}

function reported(behaves: Behaves, value: Uint8Array): Uint8Array {
  const first = behaves.has('wrong-kcv') ? value[0]! ^ 0xff : value[0]!
  const own = Buffer.from(Uint8Array.of(first, ...value.subarray(1, KCV_BYTES))).toString('hex')
  const digits = behaves.has('echo-kcv') ? behaves.arg('echo-kcv') || '000000' : own
  return Buffer.from(behaves.arg('digits') === 'lower' ? digits.toLowerCase() : digits.toUpperCase(), 'latin1')
}

const rows: readonly Row[] = [
  { is: (_, command) => asksStatus(command), answer: status },
  { is: (_, command) => loadsKsn(command), needsKeys: true, answer: takeKsn },
  { is: loadsKey, needsKeys: true, answer: takeKey },
]

/** What the page does not describe is refused. */
export function answerOf(reader: Ms246, command: Ms246Command): Answer {
  const row = rows.find(({ is }) => is(reader, command))
  if (!row || (row.needsKeys && reader.behaves.has('tampered'))) return null
  return row.answer(reader, command)
}
