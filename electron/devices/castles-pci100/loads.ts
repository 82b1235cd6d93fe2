// What the PCI100 loads under its settings, and how a request becomes a command.
import { Fault } from '../../contract/fault.js'
import type { LayoutPart } from '../../contract/layout.js'
import type { Algorithm, CheckValue, KeyUsage } from '../../contract/values.js'
import type { Command } from '../../wire/exchange.js'
import { partBytes } from '../../wire/render.js'
import type { LoadCapability, LoadCheck, LoadRequest, SettingValues } from '../driver.js'
import { loadClear, loadMaster, loadWorking, type Reply } from './commands.js'
import { settingOf } from './settings.js'

export const ID = 'castles-pci100'

const LAST_ID = 198
/** Ids below are for single DES keys, from here on for 3DES keys. */
const FIRST_TDES_ID = 100
const KCV_BYTES = 3

interface Kind {
  readonly algorithm: Algorithm
  readonly keyBytes: readonly number[]
  readonly method: CheckValue['method']
}
const des: Kind = { algorithm: 'des', keyBytes: [8], method: 'des-zeros' }
const tdes: Kind = { algorithm: 'tdes', keyBytes: [16, 24], method: 'tdes-zeros' }
const kindOf = (id: number): Kind => (id < FIRST_TDES_ID ? des : tdes)

/** The key that another travels under, by usage; the command is the same for every working key. */
const parents: Partial<Record<KeyUsage, KeyUsage>> = { TMK: 'TLK', TPK: 'TMK', TAK: 'TMK', TDK: 'TMK' }
const clearUsages = (settings: SettingValues): readonly KeyUsage[] =>
  settingOf(settings, 'transport-key') === 'as-master' ? ['TLK', 'TMK'] : ['TMK']

export function capabilities(settings: SettingValues): readonly LoadCapability[] {
  const row = {
    forms: ['components', 'cryptogram'],
    algorithms: ['tdes', 'des'],
    provenance: 'checked',
    kcvBytes: [KCV_BYTES],
    slots: [0, LAST_ID],
    readBack: false,
  } as const
  const clear = clearUsages(settings)
  const transport = { ...row, usage: 'TLK', forms: ['components'], travels: 'clear', under: [] } as const
  const working = { ...row, travels: 'under', under: ['TMK'] } as const
  return [
    ...(clear.includes('TLK') ? [transport] : []),
    { ...row, usage: 'TMK', travels: 'either', under: ['TLK'] },
    { ...working, usage: 'TPK' },
    { ...working, usage: 'TAK' },
    { ...working, usage: 'TDK' },
  ]
}

/** A load ready to be sent: everything is judged before the ticket is. */
export interface Ready {
  readonly command: Command<never, Reply>
  readonly args: unknown
  readonly check: LoadCheck
}
const ready = <Args extends { readonly kcv: Uint8Array }>(
  command: Command<Args, Reply>,
  args: Args,
  { method }: Kind,
): Ready => {
  const hex = Buffer.from(args.kcv).toString('hex').toUpperCase()
  return { command, args, check: { mode: command.name, sent: { method, hex } } }
}

/** @throws devices/cannot-load where the request does not fit */
export function prepare(request: LoadRequest, settings: SettingValues): Ready {
  const { usage, slot: id, under } = request
  const kind = kindOf(id)
  if (request.algorithm !== kind.algorithm)
    throw cannot(request, 'slot', `an id of ${request.algorithm === 'des' ? '0 to 99' : '100 to 198'}`)
  const kcv = sentKcv(request, kind)
  if (!under) {
    if (!clearUsages(settings).includes(usage)) throw cannot(request, 'under', parents[usage] ?? 'TMK')
    return ready(loadClear, { id, key: sized(request, clearKey(request), kind), kcv }, kind)
  }
  if (under.usage !== parents[usage]) throw cannot(request, 'under', parents[usage] ?? 'none: it travels in clear')
  const key = sized(request, enciphered(request, kindOf(under.slot)), kind)
  return ready(usage === 'TMK' ? loadMaster : loadWorking, { under: under.slot, id, key, kcv }, kind)
}

function clearKey(request: LoadRequest): LayoutPart {
  const { material } = request
  if (material.form === 'clear') return { secret: material.secret, coding: 'raw' }
  throw cannot(request, 'material', 'a clear key, or the key it travels under')
}

/** The key under one that the device has: by the station, or by someone before it. */
function enciphered(request: LoadRequest, parent: Kind): LayoutPart {
  const { material } = request
  if (material.form === 'cryptogram') return material.bytes
  if (material.form !== 'wrapped')
    throw cannot(request, 'material', 'components with the transport key, or a cryptogram')
  const { secret, key } = material
  if (!parent.keyBytes.includes(key.bytes))
    throw cannot(request, 'under', `a key of ${parent.keyBytes.join(' or ')} bytes at that id`)
  return { secret, coding: 'raw', under: { key, cipher: 'tdes', mode: 'ecb', iv: null } }
}

function sized(request: LoadRequest, key: LayoutPart, { keyBytes }: Kind): LayoutPart {
  if (keyBytes.includes(partBytes(key))) return key
  throw cannot(request, 'material', `${keyBytes.join(' or ')} bytes at that id`)
}

/** The pad takes no key without one, and checks it. */
function sentKcv(request: LoadRequest, { method }: Kind): Uint8Array {
  const { expected } = request
  const known = expected?.method === method ? Uint8Array.from(Buffer.from(expected.hex, 'hex')) : new Uint8Array(0)
  if (known.length >= KCV_BYTES) return known.slice(0, KCV_BYTES)
  throw cannot(request, 'kcv', `${method}, ${KCV_BYTES} bytes: the pad takes no key without its check value`)
}

const cannot = ({ usage }: LoadRequest, field: string, expected: string): Fault =>
  new Fault('devices/cannot-load', { driver: ID, usage, field, expected })
