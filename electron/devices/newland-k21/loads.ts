// What the K21 loads under its settings, and how a request becomes a command.
import { Fault } from '../../contract/fault.js'
import type { LayoutPart } from '../../contract/layout.js'
import type { Secret } from '../../contract/secret.js'
import type { Ticket } from '../../contract/ticket.js'
import type { CheckValue, KeyUsage } from '../../contract/values.js'
import type { Exchange } from '../../wire/exchange.js'
import type { LoadCapability, LoadCheck, LoadRequest, SettingValues } from '../driver.js'
import { loadInitialKey, loadMaster, loadWorking, type MasterMode, type Reply } from './commands.js'
import { settingOf } from './settings.js'

export const ID = 'newland-k21'

/** The default TLK, which domestic firmware also installs again after "delete all". A TMK never goes under it unasked. */
const FACTORY_TLK = '31'.repeat(16)

/** Key type byte of 1A05. */
export const workingTypes: Partial<Record<KeyUsage, number>> = { TDK: 0x01, TPK: 0x02, TAK: 0x03 }
/** Key type byte by which a TMK is read back, where the setting has it. */
const MASTER_TYPE = 0x00

/** Key type byte for reading a check value back, or undefined where this usage cannot be read. */
export const readableType = (usage: KeyUsage, settings: SettingValues): number | undefined =>
  usage === 'TMK' && settingOf(settings, 'tmk-read-back') === 'type-00' ? MASTER_TYPE : workingTypes[usage]

export const capabilities = (settings: SettingValues): readonly LoadCapability[] => {
  const key = {
    forms: ['components', 'cryptogram'],
    algorithms: ['tdes'],
    provenance: 'computed',
    kcvBytes: [4, 6, 8],
    slots: [1, 200],
  } as const
  const working = { ...key, travels: 'either', under: ['TMK'], readBack: true } as const
  const tlk =
    settingOf(settings, 'tlk-under') === 'itself'
      ? ({ travels: 'clear', under: [] } as const)
      : ({ travels: 'under', under: ['TLK'], factoryKey: FACTORY_TLK } as const)
  return [
    { ...key, ...tlk, usage: 'TLK', slots: [1, 1], readBack: false },
    {
      ...key,
      usage: 'TMK',
      travels: 'under',
      under: ['TLK', 'TMK'],
      readBack: readableType('TMK', settings) !== undefined,
    },
    { ...working, usage: 'TPK' },
    { ...working, usage: 'TAK' },
    { ...working, usage: 'TDK' },
    {
      ...key,
      usage: 'IK',
      forms: ['initial-key'],
      provenance: 'echoed',
      kcvBytes: [16],
      travels: 'under',
      under: ['TLK'],
      readBack: false,
    },
  ]
}

/** A load ready to be sent: everything is judged before the ticket is. */
export type Ready = (exchange: Exchange, ticket: Ticket) => Promise<Reply>

/** @throws devices/cannot-load where the material does not fit the usage */
export function prepare(request: LoadRequest, settings: SettingValues): Ready {
  const row = rows[request.usage]
  if (!row) throw cannot(request, 'usage', 'TLK | TMK | TPK | TAK | TDK | IK')
  return row(request, settings)
}

/** What the device compares; that of an initial key it is only known to give back. @throws devices/cannot-load */
export function checkOf(request: LoadRequest, settings: SettingValues): LoadCheck | null {
  prepare(request, settings)
  const { usage, expected, under } = request
  if (usage === 'IK') return { mode: '1A17', sent: { method: 'newland-dukpt', hex: hexOf(initialKeyCheck(request)) } }
  const kcv = sentKcv(expected, settings)
  if (!kcv) return null
  const command = workingTypes[usage]
    ? `1A05 ${under ? 'cipher' : 'plain'}`
    : `1A02 ${usage} under ${under?.usage ?? 'itself'}`
  return { mode: command, sent: { method: 'tdes-zeros', hex: hexOf(kcv) } }
}

const rows: Partial<Record<KeyUsage, (request: LoadRequest, settings: SettingValues) => Ready>> = {
  TLK: (request, settings) => {
    const itself = settingOf(settings, 'tlk-under') === 'itself'
    const key = itself ? underItself(request) : enciphered(request)
    return sendMaster(0x05, key, null, request, settings)
  },
  TMK: (request, settings) => {
    const { under } = request
    if (under?.usage === 'TLK') return sendMaster(0x02, enciphered(request), null, request, settings)
    if (under?.usage === 'TMK') return sendMaster(0x04, enciphered(request), under.slot, request, settings)
    throw cannot(request, 'under', 'a TLK or a TMK in the device')
  },
  TPK: sendWorking,
  TAK: sendWorking,
  TDK: sendWorking,
  IK: (request) => {
    const { material } = request
    if (material.form !== 'initial-key' || !material.key) throw cannot(request, 'material', 'initial-key under the TLK')
    if (material.ksn.length !== 10) throw cannot(request, 'ksn', 'a key serial number of 10 bytes')
    const { secret, key, ksn } = material
    const checkValue = initialKeyCheck(request)
    const args = { index: request.slot, ksn, key: wrapped(secret, key), checkValue }
    return (exchange, ticket) => exchange.ask(loadInitialKey, args, ticket)
  },
}

/** Without the right value here the device would be told a wrong one, and it takes that too. */
function initialKeyCheck(request: LoadRequest): Uint8Array {
  const { material } = request
  if (material.form === 'initial-key' && material.bound)
    return Uint8Array.from(Buffer.from(material.bound('newland-dukpt').hex, 'hex'))
  throw cannot(request, 'material', 'an initial key that the station holds')
}

function sendMaster(
  mode: MasterMode,
  key: LayoutPart,
  kek: number | null,
  request: LoadRequest,
  settings: SettingValues,
): Ready {
  const args = { mode, index: request.slot, key, kek, kcv: sentKcv(request.expected, settings) }
  return (exchange, ticket) => exchange.ask(loadMaster, args, ticket)
}

function sendWorking(request: LoadRequest, settings: SettingValues): Ready {
  const { material, under, slot, usage } = request
  if (under && under.usage !== 'TMK') throw cannot(request, 'under', 'a TMK in the device')
  if (!under && material.form !== 'clear') throw cannot(request, 'under', 'a TMK in the device, or a clear key')
  const key =
    material.form === 'clear' && !under ? { secret: material.secret, coding: 'raw' as const } : enciphered(request)
  const args = {
    type: workingTypes[usage]!,
    index: slot,
    key,
    master: under?.slot ?? null,
    kcv: sentKcv(request.expected, settings),
  }
  return (exchange, ticket) => exchange.ask(loadWorking, args, ticket)
}

/** The key as it travels under one that the device has: by the station, or by someone before it. */
function enciphered(request: LoadRequest): LayoutPart {
  const { material } = request
  if (material.form === 'wrapped') return wrapped(material.secret, material.key)
  if (material.form === 'cryptogram') return material.bytes
  throw cannot(request, 'material', 'components with the transport key, or a cryptogram')
}

function underItself(request: LoadRequest): LayoutPart {
  const { material } = request
  if (material.form === 'clear') return wrapped(material.secret, material.secret)
  if (material.form === 'cryptogram') return material.bytes
  throw cannot(request, 'material', 'components, or a cryptogram')
}

const wrapped = (secret: Secret, key: Secret): LayoutPart => ({
  secret,
  coding: 'raw',
  under: { key, cipher: 'tdes', mode: 'ecb', iv: null },
})

/** The device compares a prefix; its tests send 4 or 6 bytes. A value of 3 bytes is sent as it is: better than none. */
function sentKcv(expected: CheckValue | null, settings: SettingValues): Uint8Array | null {
  if (expected?.method !== 'tdes-zeros' || settingOf(settings, 'kcv-send') === 'none') return null
  const known = Buffer.from(expected.hex, 'hex')
  const length = [6, 4, 3].find((bytes) => bytes <= known.length)
  return length ? Uint8Array.from(known.subarray(0, length)) : null
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()

const cannot = ({ usage }: LoadRequest, field: string, expected: string): Fault =>
  new Fault('devices/cannot-load', { driver: ID, usage, field, expected })
