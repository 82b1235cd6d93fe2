// What the P180 loads under its settings, and how a request becomes a command.
import { Fault } from '../../contract/fault.js'
import type { LayoutPart } from '../../contract/layout.js'
import type { CheckValue, KeyUsage } from '../../contract/values.js'
import { partBytes } from '../../wire/render.js'
import type { LoadCapability, LoadRequest, SettingValues, SlotRef } from '../driver.js'
import { formats, type KeyLoad } from './commands.js'
import { settingOf } from './settings.js'

export const ID = 'newland-p180'

/** Bytes that name a key's use in a load (50), and its type in a question (52). */
export const types: Partial<Record<KeyUsage, { readonly usage: number; readonly type: number }>> = {
  TMK: { usage: 0x03, type: 0x00 },
  TPK: { usage: 0x00, type: 0x01 },
  TAK: { usage: 0x01, type: 0x02 },
  TDK: { usage: 0x02, type: 0x03 },
}

/** A data key lies so far above the master key that it travels under. */
const DATA_ABOVE = 128
const LAST_INDEX = 255
const KCV_BYTES = 3
const KEY_BYTES: readonly number[] = [16, 24]

/** The byte KEK holds an index alone: a TLK is a key put there before, by whichever way. */
const parents: Partial<Record<KeyUsage, readonly KeyUsage[]>> = {
  TMK: ['TMK', 'TLK'],
  TPK: ['TMK'],
  TAK: ['TMK'],
  TDK: ['TMK'],
}

export const capabilities = (settings: SettingValues): readonly LoadCapability[] => {
  const highest = Number(settingOf(settings, 'highest-index'))
  const row = (usage: KeyUsage): LoadCapability => ({
    usage,
    forms: [
      'components',
      'cryptogram',
      ...(settingOf(settings, 'key-blocks') === 'relayed' ? (['key-block'] as const) : []),
    ],
    algorithms: ['tdes'],
    // The answer to a load proves nothing; the check value is read back over the key that lies there then.
    provenance: 'computed',
    kcvBytes: [KCV_BYTES],
    slots: usage === 'TDK' ? [DATA_ABOVE + 1, Math.min(DATA_ABOVE + highest, LAST_INDEX)] : [1, highest],
    travels: 'under',
    under: parents[usage] ?? [],
    readBack: true,
  })
  return [row('TMK'), row('TPK'), row('TAK'), row('TDK')]
}

/** @throws devices/cannot-load where the material does not fit the usage */
export function prepare(request: LoadRequest, settings: SettingValues): KeyLoad {
  const { material, slot, usage } = request
  const named = types[usage]
  if (!named) throw cannot(request, 'usage', Object.keys(types).join(' | '))
  const kek = kekOf(request)
  const kcv = sentKcv(request.expected, settings)
  if (material.form !== 'key-block') {
    const key = enciphered(request, settings)
    if (!KEY_BYTES.includes(partBytes(key))) throw cannot(request, 'material', `${KEY_BYTES.join(' or ')} bytes`)
    return { kek, format: formats.des, usage: named.usage, index: slot, key, kcv }
  }
  if (settingOf(settings, 'key-blocks') !== 'relayed' || !/^[\x20-\x7e]{16,900}$/.test(material.block))
    throw cannot(request, 'material', 'a cryptogram, or a TR-31 block where the setting key-blocks has it')
  const key = Uint8Array.from(material.block, (character) => character.charCodeAt(0))
  return { kek, format: formats.block, usage: named.usage, index: slot, key, kcv }
}

function kekOf(request: LoadRequest): number {
  const { under, slot, usage } = request
  const allowed = parents[usage] ?? []
  if (!under || !allowed.includes(under.usage)) throw cannot(request, 'under', `${allowed.join(' | ')} in the terminal`)
  if (usage === 'TDK' && under.slot !== masterOf(request))
    throw cannot(request, 'under.slot', `${slot - DATA_ABOVE}: the slot less ${DATA_ABOVE}`)
  return under.slot
}

const masterOf = ({ slot }: SlotRef): number => slot - DATA_ABOVE

function enciphered(request: LoadRequest, settings: SettingValues): LayoutPart {
  const { material } = request
  if (material.form === 'cryptogram') return material.bytes
  if (material.form !== 'wrapped')
    throw cannot(request, 'material', 'components with the transport key, or a cryptogram')
  const cbc = settingOf(settings, 'under-mode') === 'cbc'
  const mode = cbc ? ({ mode: 'cbc', iv: new Uint8Array(8) } as const) : ({ mode: 'ecb', iv: null } as const)
  return { secret: material.secret, coding: 'raw', under: { key: material.key, cipher: 'tdes', ...mode } }
}

function sentKcv(expected: CheckValue | null, settings: SettingValues): Uint8Array | null {
  if (expected?.method !== 'tdes-zeros' || settingOf(settings, 'kcv-send') === 'none') return null
  const known = Buffer.from(expected.hex, 'hex')
  return known.length < KCV_BYTES ? null : Uint8Array.from(known.subarray(0, KCV_BYTES))
}

export const cannot = ({ usage }: { readonly usage: KeyUsage }, field: string, expected: string): Fault =>
  new Fault('devices/cannot-load', { driver: ID, usage, field, expected })
