// A conversation with one terminal of this family: what it says is judged here, and nothing is taken for success that is not said.
import { Fault } from '../../contract/fault.js'
import type { CheckValue, DeviceIdentity } from '../../contract/values.js'
import type { Exchange } from '../../wire/exchange.js'
import type { DeviceSession, Line, LoadReply, SettingValues, SlotRef } from '../driver.js'
import { cannot, ID } from './cannot.js'
import { DONE, KCV_DISAGREES, meaningOf, TAMPERED } from './codes.js'
import { type Answer, deleteAll, deleteOne, loadKey, readSerial, writeSerial } from './commands.js'
import { dialectOf } from './dialects.js'
import { prepare } from './loads.js'
import { isSlot, slots, types } from './places.js'
import { settingOf } from './settings.js'
import { printable } from './text.js'

const SERIAL_CHARACTERS = 16
const KCV_DIGITS = 4

export function openSession(line: Line, exchange: Exchange, settings: SettingValues): DeviceSession {
  const unreadable = (command: string, problem: string): Fault =>
    new Fault('wire/bad-reply', { command, port: line.port, problem })

  const change = (text: string) => ({ versioned: settingOf(settings, 'version') === 'every-change', text })

  /** Serial number and model may follow; they prove nothing here. */
  const kcvIn = (rest: Uint8Array, method: CheckValue['method']): CheckValue | null => {
    if (rest.length === 0) return null
    const hex = String.fromCharCode(...rest.subarray(0, KCV_DIGITS)).toUpperCase()
    if (!/^[0-9A-F]{4}$/.test(hex)) throw unreadable(loadKey.name, 'no check value of four hex digits')
    return { method, hex }
  }

  return {
    async identify(): Promise<DeviceIdentity> {
      const { code, rest } = await exchange.ask(readSerial, null)
      const none = { family: ID, serial: null, serialSource: null, model: null, firmware: null } as const
      if (code === TAMPERED) return { ...none, tampered: true }
      if (code !== DONE) throw unreadable(readSerial.name, `code ${code}: ${meaningOf(code).en}`)
      const end = settingOf(settings, 'serial-text') === 'whole' ? rest.length : SERIAL_CHARACTERS
      const serial = printable(rest.subarray(0, end))
      // That a terminal is whole, its answer does not say.
      const read = { serial, serialSource: serial === null ? null : 'read', tampered: null } as const
      return { ...none, ...read, model: printable(rest.subarray(end)) }
    },

    // No command tells what a slot holds.
    async slots(wanted) {
      return wanted.map(({ slot, usage }) => ({ slot, usage, state: 'unknown', kcv: null }))
    },

    // A load writes its own slot and no other; a request that does not fit is refused here, before anything is armed.
    erases(request) {
      prepare(request, settings)
      return null
    },

    checks(request) {
      const { args, method, kcvKnown } = prepare(request, settings)
      return kcvKnown ? { mode: loadKey.name, sent: { method, hex: args.kcv } } : null
    },

    async load(request, ticket): Promise<LoadReply> {
      const { args, method, kcvKnown } = prepare(request, settings)
      const answer = await exchange.ask(loadKey, args, ticket)
      if (answer.code !== DONE) return refused(answer, kcvKnown && answer.code === KCV_DISAGREES)
      const reported = kcvIn(answer.rest, method)
      return { kind: 'accepted', code: answer.code, reported, provenance: reported ? 'echoed' : 'none' }
    },

    readKcv: () => Promise.resolve(null),

    async erase(what, ticket): Promise<LoadReply> {
      if (what === 'all') return replied(await exchange.ask(deleteAll, change(''), ticket))
      return replied(await exchange.ask(deleteOne, change(placeText(what, settings)), ticket))
    },

    async writeSerial(serial, ticket): Promise<LoadReply> {
      if (!/^[\x20-\x7e]{16}$/.test(serial))
        throw new Fault('devices/cannot-load', {
          driver: ID,
          usage: 'serial',
          field: 'serial',
          expected: `${SERIAL_CHARACTERS} characters`,
        })
      return replied(await exchange.ask(writeSerial, change(serial), ticket))
    },

    async close() {
      exchange.close()
      await line.close()
    },
  }
}

/** @throws devices/cannot-load where there is no such place */
function placeText(at: SlotRef, settings: SettingValues): string {
  const type = types[at.usage]
  if (!type || !isSlot(at)) throw cannot(at, 'slot', `a key of this terminal in slot ${slots.join(' to ')}`)
  return dialectOf(settings).slot(at.slot) + (settingOf(settings, 'delete-one') === 'slot-and-type' ? type : '')
}

const replied = (answer: Answer): LoadReply =>
  answer.code === DONE
    ? { kind: 'accepted', code: answer.code, reported: null, provenance: 'none' }
    : refused(answer, false)

const refused = ({ code }: Answer, kcvDisagrees: boolean): LoadReply => ({
  kind: 'refused',
  code,
  meaning: meaningOf(code),
  kcvDisagrees,
})
