// A conversation with one MS246: what it says is judged here, and nothing is taken for success that is not said.
import { Fault } from '../../contract/fault.js'
import type { Ticket } from '../../contract/ticket.js'
import type { Exchange } from '../../wire/exchange.js'
import type { DeviceSession, Line, LoadReply, SettingValues } from '../driver.js'
import { keyNotTaken, NAK, NAK_AFTER_KSN, notTaken } from './codes.js'
import { status, storeKey, storeKsn } from './commands.js'
import { cannot, ID, prepare, type Ready } from './loads.js'
import { settingOf } from './settings.js'

/** How long a frame behind an ACK that may be all of the answer is waited for, ms. */
const BEHIND_AN_ACK_MS = 1000

export function openSession(line: Line, exchange: Exchange, settings: SettingValues): DeviceSession {
  const bare = settingOf(settings, 'bare-ack') === 'answers' ? { bareAckMs: BEHIND_AN_ACK_MS } : {}
  const withKsn = settingOf(settings, 'ksn')

  /** A key and its serial number are two frames: the second goes out on the ticket of the first, once that is answered. */
  const storedKsn = (digits: string, ticket: Ticket, continues: boolean): Promise<null> =>
    exchange.ask({ ...storeKsn, ...bare, continues }, { digits }, ticket)
  const storedKey = (key: Ready['key'], ticket: Ticket, continues: boolean): Promise<string> =>
    exchange.ask({ ...storeKey, continues }, { key }, ticket)

  return {
    async identify() {
      await exchange.ask({ ...status, ...bare }, null)
      return { family: ID, serial: null, serialSource: null, model: null, firmware: null, tampered: null }
    },

    // No command tells what the reader holds.
    slots: (wanted) => Promise.resolve(wanted.map(({ slot, usage }) => ({ slot, usage, state: 'unknown', kcv: null }))),

    // There is one key; a request that does not fit is refused here, before anything is armed.
    erases(request) {
      prepare(request)
      if (withKsn !== 'unsent' && !line.furtherArmed)
        throw cannot(request, 'ksn', 'a line that sends two frames for one load')
      return null
    },

    async load(request, ticket): Promise<LoadReply> {
      const { key, ksn } = prepare(request)
      let hex: string
      let changed = false
      try {
        if (withKsn === 'before-key') {
          await storedKsn(ksn, ticket, false)
          changed = true
        }
        hex = await storedKey(key, ticket, withKsn === 'before-key')
      } catch (error) {
        if (!(error instanceof Fault && error.facts.problem === NAK)) throw error
        return changed
          ? { kind: 'refused', code: NAK_AFTER_KSN, meaning: keyNotTaken, kcvDisagrees: false }
          : { kind: 'refused', code: NAK, meaning: notTaken, kcvDisagrees: false }
      }
      // The key lies there: a NAK to its serial number is no refusal of it.
      if (withKsn === 'after-key') await storedKsn(ksn, ticket, true)
      return { kind: 'accepted', code: '00', reported: { method: 'tdes-zeros', hex }, provenance: 'computed' }
    },

    readKcv: () => Promise.resolve(null),

    async close() {
      exchange.close()
      await line.close()
    },
  }
}
