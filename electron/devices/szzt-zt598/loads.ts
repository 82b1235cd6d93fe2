// What the ZT598 loads under its settings, and how a request becomes a command.
import { Fault } from '../../contract/fault.js'
import type { LayoutPart } from '../../contract/layout.js'
import type { Algorithm, KeyUsage } from '../../contract/values.js'
import type { Command } from '../../wire/exchange.js'
import { partBytes } from '../../wire/render.js'
import type { LoadCapability, LoadRequest, SettingValues } from '../driver.js'
import type { Coding } from './coding.js'
import { loadClear, loadSm4, loadWrapped, type Reply } from './commands.js'
import { settingOf } from './settings.js'

export const ID = 'szzt-zt598'

/** Type digits: 1 IMK, 2 TMK and KEK, 3 TPK, 5 TAK, 6 TDK. */
const types: Partial<Record<KeyUsage, string>> = { TLK: '1', KEK: '2', TMK: '2', TPK: '3', TAK: '5', TDK: '6' }
const working: ReadonlySet<KeyUsage> = new Set(['TPK', 'TAK', 'TDK'])

/** Length digits by key length in bytes. */
const lengths: Readonly<Record<number, string>> = { 8: '1', 16: '2', 24: '3' }
const clearLengthsOfZ: Readonly<Record<number, string>> = { 8: '0', 16: '1', 24: '2' }

export const readable = (usage: KeyUsage, algorithm: Algorithm, settings: SettingValues): boolean => {
  if (algorithm === 'sm4') return settingOf(settings, 'sm4-read-back') === 'd-as-9'
  const which = settingOf(settings, 'read-back')
  return which === 'every-key' || (which === 'working-keys' && working.has(usage))
}

export const capabilities = (settings: SettingValues): readonly LoadCapability[] =>
  (Object.keys(types) as KeyUsage[]).map((usage) => ({
    usage,
    forms: ['components', 'cryptogram'],
    // Command b, a clear master key, is all that is known of loading SM4.
    algorithms: usage === 'TMK' ? ['tdes', 'des', 'sm4'] : ['tdes', 'des'],
    provenance: 'computed',
    kcvBytes: [4, 6, 8],
    // Numbers, not places: ZT588 has its IMK at 80 hex.
    slots: [0, 0x8f],
    travels: 'either',
    under: working.has(usage) ? ['TMK', 'KEK', 'TLK'] : ['TLK', 'KEK', 'TMK'],
    readBack: readable(usage, 'tdes', settings),
  }))

/** A load ready to be sent: everything is judged before the ticket is. */
export interface Ready {
  readonly command: Command<never, Reply>
  readonly args: unknown
}
const ready = <Args>(command: Command<Args, Reply>, args: Args): Ready => ({ command, args })

/** @throws devices/cannot-load where the material does not fit */
export function prepare(request: LoadRequest, settings: SettingValues, coding: Coding): Ready {
  const { usage, slot, algorithm, under, material } = request
  const type = usage === 'TLK' ? settingOf(settings, 'tlk-type') : types[usage]
  if (!type) throw cannot(request, 'usage', Object.keys(types).join(' | '))
  if (algorithm === 'aes') throw cannot(request, 'algorithm', 'tdes | des | sm4')
  const number = coding.number(slot)
  const key = traveling(request, coding)
  if (algorithm === 'sm4') {
    if (usage !== 'TMK' || under || keyBytes(key) !== 16) throw cannot(request, 'algorithm', 'a clear SM4 master key')
    return ready(loadSm4, { number, key })
  }
  const digits = !under && settingOf(settings, 'clear-length-digit') === '0-1-2' ? clearLengthsOfZ : lengths
  const length = digits[keyBytes(key)]
  if (!length) throw cannot(request, 'material', 'a key of 8, 16 or 24 bytes')
  if (!under) return ready(loadClear, { number, type, length, key })
  if (material.form === 'clear') throw cannot(request, 'material', 'a key under the one named')
  return ready(loadWrapped, { kek: coding.number(under.slot), number, type, length, key })
}

/** The key as it travels: in clear, under one that the device has, or as someone else enciphered it. */
function traveling(request: LoadRequest, coding: Coding): LayoutPart {
  const { material, under } = request
  if (material.form === 'clear') return { secret: material.secret, coding: coding.key }
  if (!under) throw cannot(request, 'under', 'a key in the device, or a clear key')
  if (material.form === 'cryptogram') return coding.data(material.bytes)
  if (material.form !== 'wrapped') throw cannot(request, 'material', 'components or a cryptogram')
  return {
    secret: material.secret,
    coding: coding.key,
    under: { key: material.key, cipher: 'tdes', mode: 'ecb', iv: null },
  }
}

/** Both codings have two characters for a byte. */
const keyBytes = (key: LayoutPart): number => partBytes(key) / 2

const cannot = ({ usage }: LoadRequest, field: string, expected: string): Fault =>
  new Fault('devices/cannot-load', { driver: ID, usage, field, expected })
