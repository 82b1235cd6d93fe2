// A conversation with one PCI100: what it says is judged here, and nothing is taken for success that is not said.
import { Fault } from '../../contract/fault.js'
import type { SlotState } from '../../contract/values.js'
import type { DeviceSession, LoadReply, LoadRequest, SettingValues } from '../driver.js'
import { encrypted, type Unproven } from './authentication.js'
import { KCV_DISAGREES, meaningOf } from './codes.js'
import { changeRate, type Reply, serialIn, versionIn } from './commands.js'
import { ID, prepare } from './loads.js'
import { settingOf } from './settings.js'
import { type Parts, Talk } from './talk.js'

/** The rate that every pad starts at, and the one that the source moves it to. */
const RATES: readonly number[] = [9600, 115_200]

export function openSession(parts: Parts): DeviceSession {
  const { line, exchange, settings } = parts
  const talk = new Talk(parts)

  return {
    async identify() {
      const { done, data } = await talk.info()
      const serial = done ? printable(serialIn(data)) : null
      return {
        family: ID,
        serial,
        // Authentication would prove no more: the one admin key that the station has is published.
        serialSource: serial === null ? null : 'read',
        model: null,
        firmware: done ? versionOf(versionIn(data), settings) : null,
        tampered: null,
      }
    },

    // No command tells what a key id holds.
    slots: (wanted) =>
      Promise.resolve(wanted.map(({ slot, usage }): SlotState => ({ slot, usage, state: 'unknown', kcv: null }))),

    /** @throws devices/cannot-load, while no load is armed yet */
    erases(request: LoadRequest) {
      prepare(request, settings)
      const { slot, under } = request
      return under?.slot === slot && settingOf(settings, 'key-ids') === 'one-table' ? [under] : null
    },

    checks: (request) => prepare(request, settings).check,

    async load(request, ticket): Promise<LoadReply> {
      const { command, args } = prepare(request, settings)
      return replied(await talk.change(command, args as never, ticket), 'checked')
    },

    readKcv: () => Promise.resolve(null),

    async setRate(baud, ticket): Promise<LoadReply> {
      if (!RATES.includes(baud) || !line.setBaud)
        throw new Fault('devices/cannot-load', { driver: ID, usage: 'baud', field: 'baud', expected: RATES.join(', ') })
      const keys = await talk.session()
      if ('status' in keys) return replied(keys, 'none')
      const value = Buffer.alloc(4)
      value.writeUInt32BE(baud)
      const macOver = settingOf(settings, 'mac-over') as 'data' | 'cryptogram'
      const args = { encrypted: encrypted(keys, value, macOver, parts.ciphers!) }
      const reply = await talk.changeNow(changeRate, args, ticket)
      if (reply.done) await line.setBaud(baud)
      return replied(reply, 'none')
    },

    async close() {
      exchange.close()
      await line.close()
    },
  }
}

function replied(reply: Reply | Unproven, provenance: 'checked' | 'none'): LoadReply {
  const { status } = reply
  if ('done' in reply && reply.done) return { kind: 'accepted', code: status, reported: null, provenance }
  const meaning = 'meaning' in reply ? reply.meaning : meaningOf(status)
  return { kind: 'refused', code: status, meaning, kcvDisagrees: status === KCV_DISAGREES }
}

const versionOf = (bytes: Uint8Array, settings: SettingValues): string | null =>
  settingOf(settings, 'version') === 'hex' ? Buffer.from(bytes).toString('hex').toUpperCase() : printable(bytes)

/** Up to the first NUL, trimmed; a byte that is no printable ASCII becomes \xNN. Null where nothing is left. */
function printable(field: Uint8Array): string | null {
  const nul = field.indexOf(0)
  const shown = Array.from(nul < 0 ? field : field.subarray(0, nul), (code) =>
    code >= 0x20 && code < 0x7f && code !== 0x5c
      ? String.fromCharCode(code)
      : `\\x${code.toString(16).padStart(2, '0')}`,
  )
  return shown.join('').trim() || null
}
