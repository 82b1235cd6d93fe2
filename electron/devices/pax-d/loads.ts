// What the PAX D-series loads under its settings, and how a request becomes a command.
import { Fault } from '../../contract/fault.js'
import type { LayoutPart } from '../../contract/layout.js'
import type { Secret } from '../../contract/secret.js'
import type { Ticket } from '../../contract/ticket.js'
import type { CheckValue, KcvProvenance, KeyUsage } from '../../contract/values.js'
import type { Exchange } from '../../wire/exchange.js'
import { partBytes } from '../../wire/render.js'
import type { LoadCapability, LoadCheck, LoadRequest, SettingValues } from '../driver.js'
import { type KcvInfo, type Reply, writeInitialKey, writeKey } from './commands.js'
import { settingOf } from './settings.js'

export const ID = 'pax-d'

/** Key type byte. An initial key is a TIK, its index a group. */
export const types: Partial<Record<KeyUsage, number>> = { TLK: 1, TMK: 2, TPK: 3, TAK: 4, TDK: 5, IK: 6 }
const TLK_TYPE = 1
const TMK_TYPE = 2
/** Index of the source that means a key in clear. */
const CLEAR = 0
const KEY_BYTES: readonly number[] = [16, 24]
const TIK_BYTES = 16

/** Keys that another may travel under. A TLK comes in clear, for writing one formats the store. */
const parents: Partial<Record<KeyUsage, readonly KeyUsage[]>> = {
  TLK: [],
  TMK: ['TLK'],
  TPK: ['TMK', 'TLK'],
  TAK: ['TMK', 'TLK'],
  TDK: ['TMK', 'TLK'],
  IK: ['TLK'],
}

export const capabilities = (settings: SettingValues): readonly LoadCapability[] => {
  const unchecked = settingOf(settings, 'kcv-send') === 'none'
  const slots = [1, Number(settingOf(settings, 'highest-slot'))] as const
  const row = (usage: KeyUsage): LoadCapability => ({
    usage,
    forms: ['components', 'cryptogram'],
    algorithms: ['tdes'],
    provenance: unchecked ? 'none' : 'checked',
    kcvBytes: [4],
    slots,
    travels: 'either',
    under: parents[usage] ?? [],
    readBack: true,
  })
  return [
    { ...row('TLK'), forms: ['components'], slots: [1, 1], travels: 'clear' },
    row('TMK'),
    row('TPK'),
    row('TAK'),
    row('TDK'),
    // Its check value is the one that was written with it, whether or not it is the key's.
    { ...row('IK'), forms: ['initial-key'], provenance: unchecked ? 'none' : 'echoed', readBack: false },
  ]
}

/** A load ready to be sent: everything is judged before the ticket is. */
export interface Ready {
  send(exchange: Exchange, ticket: Ticket): Promise<Reply>
  /** What an accepted load proves. */
  readonly provenance: KcvProvenance
  readonly check: LoadCheck | null
}

/** @throws devices/cannot-load where the material does not fit the usage */
export function prepare(request: LoadRequest, settings: SettingValues): Ready {
  const kcv = kcvInfo(request, settings)
  const ready = request.usage === 'IK' ? initialKey(request, kcv) : ordinaryKey(request, kcv, settings)
  return { ...ready, check: checkOf(request, kcv) }
}

function checkOf({ usage, expected }: LoadRequest, kcv: KcvInfo): LoadCheck | null {
  if (kcv.mode === 0) return null
  const { name } = usage === 'IK' ? writeInitialKey : writeKey
  const method = kcv.mode === 3 ? 'pax-mac' : expected!.method
  return {
    mode: `${name} mode ${kcv.mode}`,
    sent: { method, hex: Buffer.from(kcv.value).toString('hex').toUpperCase() },
  }
}

function ordinaryKey(request: LoadRequest, kcv: KcvInfo, settings: SettingValues): Omit<Ready, 'check'> {
  const type = types[request.usage]
  if (type === undefined) throw cannot(request, 'usage', Object.keys(types).join(' | '))
  const source = sourceOf(request, settings)
  const key = sized(request, keyPart(request), KEY_BYTES)
  const args = { source, type, index: request.slot, key, kcv }
  return {
    send: (exchange, ticket) => exchange.ask(writeKey, args, ticket),
    provenance: kcv.mode === 0 ? 'none' : 'checked',
  }
}

function initialKey(request: LoadRequest, kcv: KcvInfo): Omit<Ready, 'check'> {
  const { material, under, slot } = request
  if (material.form !== 'initial-key') throw cannot(request, 'material', 'initial-key')
  if (material.ksn.length !== 10) throw cannot(request, 'ksn', 'a key serial number of 10 bytes')
  if ((under === null) !== (material.key === null) || (under && under.usage !== 'TLK'))
    throw cannot(request, 'under', 'the TLK in the device, with its key; or neither')
  const { secret, key, ksn } = material
  const part = sized(request, key ? wrapped(secret, key) : { secret, coding: 'raw' }, [TIK_BYTES])
  const args = { group: slot, source: under?.slot ?? CLEAR, key: part, ksn, kcv }
  return {
    send: (exchange, ticket) => exchange.ask(writeInitialKey, args, ticket),
    provenance: kcv.mode === 0 ? 'none' : 'echoed',
  }
}

function sourceOf(request: LoadRequest, settings: SettingValues) {
  const { under, usage } = request
  const allowed = parents[usage] ?? []
  if (!under) {
    const parent = settingOf(settings, 'clear-source') === 'parent' && allowed[0] === 'TMK'
    return { type: parent ? TMK_TYPE : TLK_TYPE, index: CLEAR }
  }
  if (!allowed.includes(under.usage)) throw cannot(request, 'under', allowed.join(' | ') || 'none: it travels in clear')
  return { type: types[under.usage]!, index: under.slot }
}

function keyPart(request: LoadRequest): LayoutPart {
  const { material, under } = request
  if (!under && material.form === 'clear') return { secret: material.secret, coding: 'raw' }
  if (under && material.form === 'wrapped') return wrapped(material.secret, material.key)
  if (under && material.form === 'cryptogram') return material.bytes
  throw cannot(request, 'material', under ? 'components with the transport key, or a cryptogram' : 'a clear key')
}

const wrapped = (secret: Secret, key: Secret): LayoutPart => ({
  secret,
  coding: 'raw',
  under: { key, cipher: 'tdes', mode: 'ecb', iv: null },
})

function sized(request: LoadRequest, key: LayoutPart, allowed: readonly number[]): LayoutPart {
  if (allowed.includes(partBytes(key))) return key
  throw cannot(request, 'material', `${allowed.join(' or ')} bytes`)
}

/** Modes 1 and 2 are known with 4 bytes. */
const KCV_BYTES = 4
const FEWEST_BYTES = 3
const modes: Partial<Record<CheckValue['method'], 1 | 2>> = { 'tdes-zeros': 1, 'pax-parity': 2 }

/** How the device is to check this load. A method that none of its modes computes leaves the load unchecked. */
function kcvInfo(request: LoadRequest, settings: SettingValues): KcvInfo {
  const { material, expected, under, usage } = request
  const send = settingOf(settings, 'kcv-send')
  if (send === 'none') return { mode: 0 }
  const macBytes = Number(settingOf(settings, 'mac-bytes'))
  const data = new Uint8Array(settingOf(settings, 'mac-data') === 'zeros' ? 8 : 0)
  if (send === 'mac' && material.form === 'wrapped' && material.mac)
    return { mode: 3, data, value: material.mac(data).slice(0, macBytes) }
  if (!expected) return { mode: 0 }
  const known = Uint8Array.from(Buffer.from(expected.hex, 'hex'))
  if (expected.method === 'pax-mac') {
    if (!under || usage === 'IK' || known.length < macBytes)
      throw cannot(request, 'expected', `a MAC of ${macBytes} bytes by the transport key`)
    return { mode: 3, data, value: known.slice(0, macBytes) }
  }
  const mode = modes[expected.method]
  if (!mode || known.length < (settingOf(settings, 'short-kcv') === 'as-known' ? FEWEST_BYTES : KCV_BYTES))
    return { mode: 0 }
  return { mode, value: known.slice(0, KCV_BYTES) }
}

const cannot = ({ usage }: LoadRequest, field: string, expected: string): Fault =>
  new Fault('devices/cannot-load', { driver: ID, usage, field, expected })
