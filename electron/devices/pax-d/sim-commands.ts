// What the simulated PAX D does on each command: one row a sub-command of 90, from its data to CODE and DATA of the answer.
import type { KeyUsage } from '../../contract/values.js'
import { initialKeyWrite, kcvRead, keyWrite } from './sim-bodies.js'
import { type Code, code, codeBytes } from './sim-codes.js'
import { isSlot, type PaxD, readKcv, sourceOf, takeKey } from './sim-keys.js'

export interface PaxCommand {
  /** Puts a key into the device. */
  readonly loads?: true
  /** The tampered device refuses it. */
  readonly needsKeys?: true
  readonly answer: (pax: PaxD, body: Uint8Array) => Code | Uint8Array
}

/** CODE, and DATA where all went well. */
export const answerOf = (answered: Code | Uint8Array): Uint8Array =>
  typeof answered === 'number' ? codeBytes(answered) : Uint8Array.of(...codeBytes(code.ok), ...answered)

/** Types of write key, with the key lengths taken. Single length for a TMK is INFERRED: the page gives lengths for the TLK alone. */
const writable: Readonly<Record<number, { readonly usage: KeyUsage; readonly bytes: readonly number[] }>> = {
  1: { usage: 'TLK', bytes: [16, 24] },
  2: { usage: 'TMK', bytes: [8, 16, 24] },
  3: { usage: 'TPK', bytes: [8, 16, 24] },
  4: { usage: 'TAK', bytes: [8, 16, 24] },
  5: { usage: 'TDK', bytes: [8, 16, 24] },
}
const readable: Readonly<Record<number, KeyUsage>> = { 1: 'TLK', 2: 'TMK', 3: 'TPK', 4: 'TAK', 5: 'TDK', 6: 'IK' }
/** INFERRED: double length alone. */
const INITIAL_KEY_BYTES = 16
const TLK_TYPE = 1

const writeKey = (pax: PaxD, body: Uint8Array): Code => {
  const asked = keyWrite(body)
  if (typeof asked === 'number') return asked
  const row = writable[asked.target.type]
  if (!row) return code.type
  const place = { usage: row.usage, slot: asked.target.index }
  if (!isSlot(pax, place)) return code.targetIndex
  if (!row.bytes.includes(asked.key.length)) return code.length
  const source = sourceOf(pax, asked.source, row.usage)
  if (typeof source === 'number') return source
  return takeKey(pax, place, { key: asked.key, source, check: asked.check, ksn: null })
}

/** Its source is a TLK, for there is no source type in the command: INFERRED. */
const writeInitialKey = (pax: PaxD, body: Uint8Array): Code => {
  const asked = initialKeyWrite(body)
  if (typeof asked === 'number') return asked
  const place = { usage: 'IK', slot: asked.group } as const
  if (!isSlot(pax, place)) return code.group
  if (asked.key.length !== INITIAL_KEY_BYTES) return code.length
  const source = sourceOf(pax, { type: TLK_TYPE, index: asked.sourceIndex }, 'IK')
  if (typeof source === 'number') return source
  const { key, check, ksn } = asked
  return takeKey(pax, place, { key, source, check, ksn }, pax.behaves.arg('tik-check') === 'on')
}

const getKcv = (pax: PaxD, body: Uint8Array): Code | Uint8Array => {
  const asked = kcvRead(body)
  if (typeof asked === 'number') return asked
  const usage = readable[asked.type]
  if (!usage) return code.type
  const place = { usage, slot: asked.index }
  return isSlot(pax, place) ? readKcv(pax, place, asked.data) : code.index
}

const eraseAll = (pax: PaxD): Code => {
  if (pax.behaves.has('no-erase')) return code.admin
  pax.keys.clear()
  return code.ok
}

const refusedFirst =
  (take: (pax: PaxD, body: Uint8Array) => Code) =>
  (pax: PaxD, body: Uint8Array): Code =>
    pax.behaves.has('refuse') ? Number(pax.behaves.arg('refuse')) : take(pax, body)

const VERSION = 'KCVSIM D200 1.0'
const RANDOM_BYTES = 8
const encoder = new TextEncoder()
/** INFERRED: "len + text" is said of the version alone. */
const serialNumber = ({ serial, behaves }: PaxD): Uint8Array =>
  behaves.arg('sn') === 'text' ? encoder.encode(serial) : counted(serial)
const counted = (text: string): Uint8Array => Uint8Array.of(text.length, ...encoder.encode(text))
/** A command that takes no data. */
const bare =
  (answer: PaxCommand['answer']): PaxCommand['answer'] =>
  (pax, body) =>
    body.length === 0 ? answer(pax, body) : code.length

/** What the page gives no data for (03 to 07, 0F, 19, 20, 3E), calls unsupported (15) or does not name is answered -327. */
const subs: ReadonlyMap<number, PaxCommand> = new Map<number, PaxCommand>([
  [0x00, { answer: bare(() => counted(VERSION)) }],
  [0x01, { loads: true, needsKeys: true, answer: refusedFirst(writeKey) }],
  [0x02, { loads: true, needsKeys: true, answer: refusedFirst(writeInitialKey) }],
  [0x0b, { needsKeys: true, answer: getKcv }],
  [0x0d, { needsKeys: true, answer: bare(eraseAll) }],
  [0x34, { answer: bare(serialNumber) }],
  [0x36, { answer: bare(() => code.ok) }],
  // The page gives it no length: 8 bytes are INFERRED.
  [0x38, { answer: bare(({ random }) => random(RANDOM_BYTES)) }],
])
const KEY_COMMANDS = 0x90

export const commandOf = (command: number, sub: number): PaxCommand | undefined =>
  command === KEY_COMMANDS ? subs.get(sub) : undefined
