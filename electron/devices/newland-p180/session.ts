// A conversation with one P180: what it says is judged here, and nothing is taken for success that is not said.
import { Fault } from '../../contract/fault.js'
import type { CheckValue, DeviceIdentity, SlotState } from '../../contract/values.js'
import type { Exchange } from '../../wire/exchange.js'
import type { DeviceSession, Line, LoadReply, SettingValues, SlotRef } from '../driver.js'
import { DONE, meaningOf } from './codes.js'
import { attribute, type Code, clearAll, loadKey, readKcv } from './commands.js'
import { cannot, ID, prepare, types } from './loads.js'
import { settingOf } from './settings.js'

/** The byte before a check value and the value. */
const KCV_ANSWER_BYTES = 4
/** By the setting `kcv-mark`; absent where any byte will do. */
const marks: Readonly<Record<string, readonly number[]>> = {
  'length-or-status': [0x03, 0x00],
  length: [0x03],
  status: [0x00],
}
/** Every type has one. */
const FIRST_MASTER = { index: 1, type: 0x00 }

export function openSession(line: Line, exchange: Exchange, settings: SettingValues): DeviceSession {
  const valueIn = (answer: Uint8Array): CheckValue | null => {
    const marked = marks[settingOf(settings, 'kcv-mark')]?.includes(answer[0] ?? -1) ?? true
    if (answer.length !== KCV_ANSWER_BYTES || !marked) return null
    return { method: 'tdes-zeros', hex: Buffer.from(answer.subarray(1)).toString('hex').toUpperCase() }
  }

  /** Null where the answer holds no check value, undefined where this usage cannot be asked about. */
  const asked = async ({ usage, slot }: SlotRef): Promise<CheckValue | null | undefined> => {
    const named = types[usage]
    return named && valueIn(await exchange.ask(readKcv, { index: slot, type: named.type }))
  }

  const without = settingOf(settings, 'no-kcv') as 'unknown' | 'empty'

  return {
    async identify(): Promise<DeviceIdentity> {
      await (settingOf(settings, 'identify-by') === 'attribute'
        ? exchange.ask(attribute, null)
        : exchange.ask(readKcv, FIRST_MASTER))
      return { family: ID, serial: null, serialSource: null, model: null, firmware: null, tampered: null }
    },

    async slots(wanted) {
      const states: SlotState[] = []
      for (const { slot, usage } of wanted) {
        const value = await asked({ slot, usage })
        const state = value ? 'filled' : value === null ? without : 'unknown'
        states.push({ slot, usage, state, kcv: value?.hex ?? null })
      }
      return states
    },

    // A load writes its own index and no other; a request that does not fit is refused here, before anything is armed.
    erases(request) {
      prepare(request, settings)
      return null
    },

    async load(request, ticket): Promise<LoadReply> {
      return replied(await exchange.ask(loadKey, prepare(request, settings), ticket))
    },

    async readKcv(slot) {
      const reported = await asked(slot)
      if (reported) return { state: 'filled', reported }
      if (reported === undefined) return null
      if (without === 'empty') return { state: 'empty' }
      throw new Fault('wire/bad-reply', { command: readKcv.name, port: line.port, problem: 'no check value' })
    },

    async erase(what, ticket): Promise<LoadReply> {
      if (what !== 'all') throw cannot(what, 'slot', 'all keys')
      return replied(await exchange.ask(clearAll, null, ticket))
    },

    async close() {
      exchange.close()
      await line.close()
    },
  }
}

// Whether the pad compares the check value that a load carries is not said: the answer proves nothing.
const replied = (code: Code): LoadReply =>
  code === DONE
    ? { kind: 'accepted', code, reported: null, provenance: 'none' }
    : { kind: 'refused', code, meaning: meaningOf(code), kcvDisagrees: false }
