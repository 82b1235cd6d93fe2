// What this family loads under its settings, and how a request becomes a message.
import { Fault } from '../../contract/fault.js'
import type { Ticket } from '../../contract/ticket.js'
import type { KeyUsage } from '../../contract/values.js'
import type { Exchange } from '../../wire/exchange.js'
import type { BlockHeader, LoadCapability, LoadRequest, SettingValues, SlotRef } from '../driver.js'
import { type Answer, ascii, FS, initialKeyLoads, type KeyText, loadKey } from './commands.js'
import { keyId, slotsOf } from './places.js'
import { type SettingName, settingOf } from './settings.js'

export const ID = 'uic-ipp'

/** What a key is for, in the words of TR-31; without a setting the mode is D. */
const uses: Partial<Record<KeyUsage, { readonly usage: string; readonly mode: SettingName | 'D' }>> = {
  KEK: { usage: 'K0', mode: 'D' },
  TLK: { usage: 'K0', mode: 'D' },
  TMK: { usage: 'K0', mode: 'D' },
  TPK: { usage: 'P0', mode: 'tpk-mode' },
  TAK: { usage: 'M3', mode: 'tak-mode' },
  TDK: { usage: 'D0', mode: 'tdk-mode' },
}
/** The terminal's own default: left unsaid. */
const DEFAULT_ATTRIBUTES = 'K0D'
const initialKeyUse = { keyUsage: 'B1', modeOfUse: 'X' } as const

const isUic = (settings: SettingValues): boolean => settingOf(settings, 'dialect') === 'uic'

export const capabilities = (settings: SettingValues): readonly LoadCapability[] => {
  const provenance = settingOf(settings, 'after-load') === 'check-presence' ? 'presence' : 'none'
  const common = { provenance, kcvBytes: [], readBack: false } as const
  if (!isUic(settings))
    return (['TMK', 'TPK'] as const).map((usage) => ({
      ...common,
      usage,
      forms: ['components'],
      algorithms: ['des'],
      slots: slotsOf(usage),
      travels: 'clear',
      under: [],
    }))
  const uic = { ...common, algorithms: ['tdes'], travels: 'either', under: ['KEK', 'TLK'] } as const
  return [
    ...(Object.keys(uses) as KeyUsage[]).map(
      (usage): LoadCapability => ({ ...uic, usage, forms: ['components', 'key-block'], slots: slotsOf(usage) }),
    ),
    // Nothing tells whether an initial key is there.
    { ...uic, usage: 'IK', forms: ['initial-key', 'key-block'], provenance: 'none', slots: [1, 2] },
  ]
}

/** A load ready to be sent: everything is judged before the ticket is. */
export interface Ready {
  send(exchange: Exchange, ticket: Ticket): Promise<Answer>
  /** The KeyID by which its presence can be asked; null for an initial key. */
  readonly id: string | null
  /** A clear key makes the terminal erase every other master key. [PP791 p29] */
  readonly erasesOthers: boolean
}

/** @throws devices/cannot-load where the material does not fit the usage, keys/block-… where it makes no block */
export function prepare(request: LoadRequest, settings: SettingValues): Ready {
  assertUnder(request)
  if (request.usage === 'IK') return initialKey(request, settings)
  const id = keyId(request)
  if (!id || !capabilities(settings).some((one) => one.usage === request.usage))
    throw cannot(request, 'slot', 'a KeyID of this terminal')
  const clear = request.material.form === 'clear'
  const attributes = clear && isUic(settings) ? attributesOf(request.usage, settings) : ''
  const key = clear ? clearKey(request, settings) : blockKey(request, settings)
  return {
    send: (exchange, ticket) => exchange.ask(loadKey, { id, key, attributes }, ticket),
    id,
    erasesOthers: clear && isUic(settings),
  }
}

function initialKey(request: LoadRequest, settings: SettingValues): Ready {
  const { material, slot } = request
  const command = initialKeyLoads[slot]
  if (!command || !isUic(settings)) throw cannot(request, 'slot', 'DUKPT set 1 or 2 of a UIC terminal')
  const inBlock = material.form === 'key-block' || (material.form === 'initial-key' && material.key !== null)
  const args = inBlock ? { key: blockKey(request, settings).part, ksn: '' } : clearInitialKey(request)
  return { send: (exchange, ticket) => exchange.ask(command, args, ticket), id: null, erasesOthers: false }
}

function clearInitialKey(request: LoadRequest) {
  const { material, under } = request
  if (material.form !== 'initial-key' || under) throw cannot(request, 'material', 'initial-key, or a key block')
  if (![8, 16].includes(material.secret.bytes)) throw cannot(request, 'material', '8 or 16 bytes')
  return { key: { secret: material.secret, coding: 'hex' } as const, ksn: ksnText(request, material.ksn) }
}

function clearKey(request: LoadRequest, settings: SettingValues): KeyText {
  const { material, under } = request
  if (material.form !== 'clear' || under) throw cannot(request, 'material', 'components, or a key block')
  const { secret, echoes } = material
  const lengths = isUic(settings) ? [16, 24] : [8]
  if (!lengths.includes(secret.bytes)) throw cannot(request, 'material', `${lengths.join(' or ')} bytes`)
  // An echo that cannot be judged must not be acknowledged.
  if (!echoes) throw cannot(request, 'material', 'a key whose echo the station can judge')
  return {
    part: { secret, coding: 'hex' },
    echoed: (characters) => /^[0-9A-F]+$/.test(String.fromCharCode(...characters)) && echoes(characters),
  }
}

/** A TR-31 block that somebody else made, or that the station makes where it holds both keys. */
function blockKey(request: LoadRequest, settings: SettingValues): KeyText {
  const { material } = request
  if (!isUic(settings)) throw cannot(request, 'material', 'components')
  const block = 'block' in material && material.block ? material.block : null
  if (!block) throw cannot(request, 'material', 'components, or a TR-31 key block')
  const text = typeof block === 'string' ? relayed(request, block, settings) : block(headerOf(request, settings))
  const characters = ascii(text)
  return { part: characters, echoed: (echo) => Buffer.compare(echo, characters) === 0 }
}

/** Nothing in it is judged but what would break the message: the terminal has a code for the rest. */
function relayed(request: LoadRequest, block: string, settings: SettingValues): string {
  const versions = settingOf(settings, 'block-versions').toUpperCase().replace('-AND-', '')
  const whole = /^[AB]\d{4}[\x20-\x7e]{51,107}$/.test(block) && Number(block.slice(1, 5)) === block.length
  if (whole && versions.includes(block[0]!)) return block
  throw cannot(request, 'material', `a whole TR-31 key block, version ${[...versions].join(' or ')}`)
}

function headerOf(request: LoadRequest, settings: SettingValues): BlockHeader {
  const { material, usage } = request
  const versionId = settingOf(settings, 'own-block') === 'a' ? 'A' : 'B'
  if (material.form === 'initial-key')
    return { versionId, ...initialKeyUse, optionalBlocks: [{ id: 'KS', data: ksnText(request, material.ksn) }] }
  const { keyUsage, modeOfUse } = purposeOf(usage, settings)
  return { versionId, keyUsage, modeOfUse, optionalBlocks: [] }
}

function purposeOf(usage: KeyUsage, settings: SettingValues) {
  const { usage: keyUsage, mode } = uses[usage]!
  return { keyUsage, modeOfUse: mode === 'D' ? mode : settingOf(settings, mode) }
}

function attributesOf(usage: KeyUsage, settings: SettingValues): string {
  const { keyUsage, modeOfUse } = purposeOf(usage, settings)
  const attributes = keyUsage + modeOfUse
  if (settingOf(settings, 'attributes') === 'none' || attributes === DEFAULT_ATTRIBUTES) return ''
  return FS + attributes
}

function ksnText(request: LoadRequest, ksn: Uint8Array): string {
  if (ksn.length !== 10) throw cannot(request, 'ksn', 'a key serial number of 10 bytes')
  return Buffer.from(ksn).toString('hex').toUpperCase()
}

/** Every block is under the one KLK. */
function assertUnder(request: LoadRequest): void {
  const { under } = request
  if (under && keyId(under) !== keyId(KLK)) throw cannot(request, 'under', 'the KLK: KEK or TLK, slot 1')
}
const KLK: SlotRef = { usage: 'KEK', slot: 1 }

const cannot = ({ usage }: LoadRequest, field: string, expected: string): Fault =>
  new Fault('devices/cannot-load', { driver: ID, usage, field, expected })
