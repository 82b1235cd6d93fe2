// A conversation with one K21: what it says is judged here, and nothing is taken for success that is not said.
import { Fault } from '../../contract/fault.js'
import type { CheckValue, DeviceIdentity, SlotState } from '../../contract/values.js'
import type { Exchange } from '../../wire/exchange.js'
import type { DeviceSession, Line, LoadReply, LoadRequest, SettingValues, SlotRef } from '../driver.js'
import { KCV_DISAGREES, NO_KEY, responseMeaning, resultMeaning } from './codes.js'
import { deleteKeys, deviceInfo, type Reply, readWorkingKcv } from './commands.js'
import { checkOf, ID, prepare, readableType, workingTypes } from './loads.js'
import { settingOf } from './settings.js'

const deleteAll: Readonly<Record<string, Uint8Array>> = {
  everything: Uint8Array.of(0x04, 0x00, 0x01, 0x00),
  'indexes-1-200': Uint8Array.of(0x05, 0x00, 0x00),
}

export function openSession(line: Line, exchange: Exchange, settings: SettingValues): DeviceSession {
  const unreadable = (command: string, problem: string): Fault =>
    new Fault('wire/bad-reply', { command, port: line.port, problem })

  /** The code that decides; the general code alone where the answer holds no other. */
  const decisive = (command: string, { response, result }: Reply): { code: string; general: boolean } => {
    if (result === null) {
      if (response === '00') throw unreadable(command, 'no result code')
      return { code: response, general: true }
    }
    if (settingOf(settings, 'response-code') === 'must-be-00' && response !== '00' && result === '00')
      throw unreadable(command, `response code ${response} beside result code 00`)
    return { code: result, general: false }
  }

  const readKcv = async ({ usage, slot }: SlotRef) => {
    const type = readableType(usage, settings)
    if (type === undefined) return null
    const reply = await exchange.ask(readWorkingKcv, { type, index: slot })
    const { code, general } = decisive(readWorkingKcv.name, reply)
    if (code === NO_KEY && !general) return { state: 'empty' } as const
    if (code !== '00') throw unreadable(readWorkingKcv.name, `${general ? 'response' : 'result'} code ${code}`)
    const reported = tdesKcv(reply.value)
    if (!reported) throw unreadable(readWorkingKcv.name, `a check value of ${reply.value.length} bytes`)
    return { state: 'filled', reported } as const
  }

  return {
    async identify(): Promise<DeviceIdentity> {
      const { serial, firmware } = await exchange.ask(deviceInfo, null)
      return {
        family: ID,
        serial,
        serialSource: serial === null ? null : 'read',
        model: null,
        firmware,
        tampered: null,
      }
    },

    async slots(wanted) {
      const states: SlotState[] = []
      for (const at of wanted) {
        const read = await readKcv(at)
        states.push({ slot: at.slot, usage: at.usage, state: read?.state ?? 'unknown', kcv: kcvOf(read) })
      }
      return states
    },

    // A load writes its own index and no other.
    erases: () => null,

    checks: (request) => checkOf(request, settings),

    async load(request, ticket): Promise<LoadReply> {
      const reply = await prepare(request, settings)(exchange, ticket)
      const { code, general } = decisive('load', reply)
      if (code !== '00') return refused(code, general)
      if (request.usage === 'IK') return { kind: 'accepted', code, ...initialKeyReport(request, reply.value) }
      const reported = tdesKcv(reply.value)
      if (!reported && reply.value.length > 0) throw unreadable('load', `a check value of ${reply.value.length} bytes`)
      return { kind: 'accepted', code, reported, provenance: 'computed' }
    },

    readKcv,

    async erase(what, ticket): Promise<LoadReply> {
      const reply = await exchange.ask(
        deleteKeys,
        { form: what === 'all' ? deleteAll[settingOf(settings, 'delete-all')]! : deleteOne(what, settings) },
        ticket,
      )
      if (reply.response !== '00') return refused(reply.response, true)
      return { kind: 'accepted', code: reply.response, reported: null, provenance: 'none' }
    },

    async close() {
      exchange.close()
      await line.close()
    },
  }
}

const refused = (code: string, general: boolean): LoadReply => ({
  kind: 'refused',
  code,
  meaning: general ? responseMeaning(code) : resultMeaning(code),
  kcvDisagrees: !general && code === KCV_DISAGREES,
})

/** One cipher block at most; under 2 bytes is no check value. */
const tdesKcv = (value: Uint8Array): CheckValue | null =>
  value.length >= 2 && value.length <= 8 ? { method: 'tdes-zeros', hex: upperHex(value) } : null

/** Two blocks. */
const DUKPT_VALUE_BYTES = 16

/**
 * The answer is E(IK, KSN ‖ 00×6), made by the device or handed back as it came: not shown, so `echoed`. Where the KSN ends
 * in 0000, as it does while the transaction counter is 0, the second block is E(IK, 00×8), an ordinary check value;
 * otherwise there is none to be had.
 */
function initialKeyReport({ material }: LoadRequest, value: Uint8Array) {
  const zeros = material.form === 'initial-key' && material.ksn[8] === 0 && material.ksn[9] === 0
  const provenance = 'echoed'
  if (value.length !== DUKPT_VALUE_BYTES) return { reported: null, provenance } as const
  const bound = { method: 'newland-dukpt', hex: upperHex(value) } as const
  return { reported: zeros ? tdesKcv(value.subarray(8)) : null, bound, provenance } as const
}

/** @throws devices/cannot-load where this form deletes no key of that usage */
function deleteOne({ usage, slot }: SlotRef, settings: SettingValues): Uint8Array {
  const type = workingTypes[usage]
  const deletable = settingOf(settings, 'delete-one') === 'type-byte' ? type !== undefined : usage === 'TDK'
  if (type === undefined || !deletable)
    throw new Fault('devices/cannot-load', {
      driver: ID,
      usage,
      field: 'slot',
      expected: 'a key that can be deleted alone',
    })
  return Uint8Array.of(type, 0x00, 0x01, slot)
}

const kcvOf = (read: { state: 'filled'; reported: CheckValue } | { state: 'empty' } | null): string | null =>
  read?.state === 'filled' ? read.reported.hex : null

const upperHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()
