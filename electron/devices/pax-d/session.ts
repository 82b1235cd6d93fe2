// A conversation with one PAX D-series terminal: what it says is judged here, and nothing is taken for success that is not said.
import { Fault } from '../../contract/fault.js'
import type { CheckValue, DeviceIdentity, SlotState } from '../../contract/values.js'
import type { Command, Exchange } from '../../wire/exchange.js'
import type { DeviceSession, Line, LoadReply, LoadRequest, SettingValues, SlotRef } from '../driver.js'
import { DONE, KCV_DISAGREES, meaning, NO_KCV, NO_KEY, UNSUPPORTED } from './codes.js'
import { eraseAll, type Reply, readKcv, readSerial, readVersion } from './commands.js'
import { ID, prepare, types } from './loads.js'
import { settingOf } from './settings.js'
import { type TextForm, textOf } from './text.js'

type Method = CheckValue['method']

/** What the device enciphers for a check value, by method. Odd parity changes no DES key, so none need be forced here. */
const blocks: Partial<Record<Method, Uint8Array>> = {
  'tdes-zeros': new Uint8Array(8),
  'tdes-ones': new Uint8Array(8).fill(1),
  'pax-parity': Uint8Array.of(0x12, 0x34, 0x56, 0x78, 0x90, 0x12, 0x34, 0x56),
}
const usual: Method = 'tdes-zeros'

/** What a slot says of itself; `null` where the device cannot tell. */
type Held = { readonly state: 'filled'; readonly value: CheckValue | null } | { readonly state: 'empty' } | null

export function openSession(line: Line, exchange: Exchange, settings: SettingValues): DeviceSession {
  const unreadable = (command: string, code: number): Fault =>
    new Fault('wire/bad-reply', { command, port: line.port, problem: `code ${code}` })

  const held = async ({ usage, slot }: SlotRef, wanted: Method = usual): Promise<Held> => {
    const type = types[usage]
    if (type === undefined) return null
    const method = blocks[wanted] ? wanted : usual
    const { code, data } = await exchange.ask(readKcv, { type, index: slot, over: blocks[method]! })
    if (code === DONE) return { state: 'filled', value: { method, hex: upperHex(data) } }
    if (code === NO_KEY) return { state: 'empty' }
    if (code === NO_KCV) return { state: 'filled', value: null }
    if (code === UNSUPPORTED) return null
    throw unreadable(readKcv.name, code)
  }

  /** Text, or null where the device does not know the question. */
  const textBy = async (command: Command<null, Reply>, form: TextForm): Promise<string | null> => {
    const { code, data } = await exchange.ask(command, null)
    if (code === UNSUPPORTED) return null
    if (code !== DONE) throw unreadable(command.name, code)
    return textOf(data, form)
  }

  /** The value that was written with an initial key, as the device gives it back. The load has been answered: nothing here changes that. */
  const echo = async ({ usage, slot, expected }: LoadRequest): Promise<CheckValue | null> => {
    const found = await held({ usage, slot }).catch((error: unknown) => {
      if (error instanceof Fault) return null
      throw error
    })
    return found?.state === 'filled' && found.value ? { ...found.value, method: expected?.method ?? usual } : null
  }

  return {
    async identify(): Promise<DeviceIdentity> {
      const firmware = await textBy(readVersion, 'either')
      const serial = await textBy(readSerial, settingOf(settings, 'serial-text') as TextForm)
      return {
        family: ID,
        serial,
        serialSource: serial === null ? null : 'read',
        model: null,
        firmware,
        tampered: null,
      }
    },

    async slots(wanted, method) {
      const states: SlotState[] = []
      for (const { slot, usage } of wanted) {
        const found = await held({ slot, usage }, method)
        // An initial key's value is the one that somebody wrote with it: it says nothing about the key.
        const own = found?.state === 'filled' && usage !== 'IK' ? found.value : null
        states.push({ slot, usage, state: found?.state ?? 'unknown', kcv: own?.hex ?? null })
      }
      return states
    },

    // Writing a TLK formats the key store.
    erases: ({ usage }) => (usage === 'TLK' ? 'everything' : null),

    checks: (request) => prepare(request, settings).check,

    async load(request, ticket): Promise<LoadReply> {
      const ready = prepare(request, settings)
      const { code } = await ready.send(exchange, ticket)
      if (code !== DONE) return refused(code)
      const reported = ready.provenance === 'echoed' ? await echo(request) : null
      return { kind: 'accepted', code: String(code), reported, provenance: ready.provenance }
    },

    async readKcv(slot, method) {
      if (slot.usage === 'IK') return null
      const found = await held(slot, method)
      if (found === null || found.state === 'empty') return found
      if (found.value === null) throw unreadable(readKcv.name, NO_KCV)
      return { state: 'filled', reported: found.value }
    },

    async erase(what, ticket): Promise<LoadReply> {
      if (what !== 'all')
        throw new Fault('devices/cannot-load', { driver: ID, usage: what.usage, field: 'slot', expected: 'all keys' })
      const { code } = await exchange.ask(eraseAll, null, ticket)
      if (code !== DONE) return refused(code)
      return { kind: 'accepted', code: String(code), reported: null, provenance: 'none' }
    },

    async close() {
      exchange.close()
      await line.close()
    },
  }
}

const refused = (code: number): LoadReply => ({
  kind: 'refused',
  code: String(code),
  meaning: meaning(code),
  kcvDisagrees: code === KCV_DISAGREES,
})

const upperHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()
