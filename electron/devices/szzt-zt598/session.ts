// A conversation with one ZT598: what it says is judged here, and nothing is taken for success that is not said.
import type { Ticket } from '../../contract/ticket.js'
import type { CheckValue, SlotState } from '../../contract/values.js'
import type { DeviceSession, LoadReply, LoadRequest, SlotRef } from '../driver.js'
import type { Unproven } from './authentication.js'
import { change } from './change.js'
import { algorithmOf, checkValueOf } from './check-value.js'
import { KCV_DISAGREES, NO_MATCH, NO_SUCH_KEY, notForThatKey, TAMPERED } from './codes.js'
import { encryptZeros, encryptZerosSm4, eraseKey, type Reply, userInfo, wipeKeys } from './commands.js'
import { identityOf, tamperedIdentity } from './identity.js'
import { prepare, readable } from './loads.js'
import { reach } from './reach.js'
import { settingOf } from './settings.js'
import { type Parts, Talk } from './talk.js'

const MISCELLANEOUS = '0'
const ALL_KEYS = 0x31

/** What a number holds; `code` is null where nothing was asked. */
type Read =
  | { readonly state: 'filled'; readonly kcv: CheckValue }
  | { readonly state: 'empty' }
  | { readonly state: 'unknown'; readonly code: string | null }

export function openSession(parts: Parts): DeviceSession {
  const { line, exchange, settings } = parts
  const talk = new Talk(parts)
  const { coding } = talk
  const empty: ReadonlySet<string> = new Set(
    settingOf(settings, 'no-key') === 'E4' ? [NO_SUCH_KEY] : [NO_SUCH_KEY, NO_MATCH],
  )
  let reached = false

  /** By zeros enciphered under it, one cipher block. */
  const read = async ({ usage, slot }: SlotRef, method?: CheckValue['method']): Promise<Read> => {
    const algorithm = algorithmOf(method)
    if (!readable(usage, algorithm, settings)) return { state: 'unknown', code: null }
    const refusal = await talk.chooseCoding()
    if (refusal) return { state: 'unknown', code: refusal.code }
    const [command, block] = algorithm === 'sm4' ? ([encryptZerosSm4, 16] as const) : ([encryptZeros, 8] as const)
    const args = { number: coding.number(slot, 'lower'), data: coding.data(new Uint8Array(block)) }
    const { done, code, data } = await talk.ask(command, args)
    if (!done) return empty.has(code) ? { state: 'empty' } : { state: 'unknown', code }
    const kcv = talk.readable(command.name, () => checkValueOf(data, algorithm, coding))
    if (!kcv) throw talk.unreadable(command.name, 'no data')
    return { state: 'filled', kcv }
  }

  return {
    async identify() {
      const info: Reply = reached ? await talk.ask(userInfo, null) : await reach(talk)
      reached = true
      if (info.code === TAMPERED) return tamperedIdentity
      if (!info.done) throw talk.unreadable(userInfo.name, `return code ${info.code}`)
      // Anew with every identity: a terminal that was off and on again in between is back at its own coding.
      talk.forgetCoding()
      const refusal = await talk.chooseCoding()
      if (refusal) throw talk.unreadable('set-line', `return code ${refusal.code}`)
      return identityOf(info.data, settings)
    },

    async slots(wanted, method) {
      const states: SlotState[] = []
      for (const at of wanted) {
        const found = await read(at, method)
        const kcv = found.state === 'filled' ? found.kcv.hex : null
        states.push({ slot: at.slot, usage: at.usage, state: found.state, kcv })
      }
      return states
    },

    /** A load writes its own number and no other. @throws devices/cannot-load, while no load is armed yet */
    erases(request: LoadRequest) {
      prepare(request, settings, coding)
      return null
    },

    async load(request, ticket: Ticket): Promise<LoadReply> {
      const { command, args } = prepare(request, settings, coding)
      const reply = await change(talk, command, args as never, request, ticket)
      if ('meaning' in reply) return refused(reply)
      const reported = talk.readable(command.name, () => checkValueOf(reply.data, request.algorithm, coding))
      return { kind: 'accepted', code: reply.code, reported, provenance: 'computed' }
    },

    async readKcv(slot, method) {
      const found = await read(slot, method)
      if (found.state === 'filled') return { state: 'filled', reported: found.kcv }
      if (found.state === 'empty') return { state: 'empty' }
      // Read-back is off, or this key cannot be used so: neither says anything of what the number holds.
      if (found.code === null || notForThatKey.has(found.code)) return null
      throw talk.unreadable(encryptZeros.name, `return code ${found.code}`)
    },

    async erase(what, ticket): Promise<LoadReply> {
      const zero = coding.number(0)
      const reply =
        what === 'all'
          ? await change(talk, wipeKeys, { parameter: MISCELLANEOUS, value: coding.number(ALL_KEYS) }, null, ticket)
          : await change(talk, eraseKey, { zero, number: coding.number(what.slot) }, { ...what, under: null }, ticket)
      if ('meaning' in reply) return refused(reply)
      return { kind: 'accepted', code: reply.code, reported: null, provenance: 'none' }
    },

    async close() {
      exchange.close()
      await line.close()
    },
  }
}

const refused = ({ code, meaning }: Unproven): LoadReply => ({
  kind: 'refused',
  code,
  meaning,
  kcvDisagrees: code === KCV_DISAGREES,
})
