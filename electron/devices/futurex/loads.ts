// What this family loads under its settings, and how a request becomes command 02.
import type { Algorithm, CheckValue } from '../../contract/values.js'
import type { LoadCapability, LoadRequest, SettingValues } from '../driver.js'
import { cannot } from './cannot.js'
import type { KeyLoad } from './commands.js'
import { dialectOf } from './dialects.js'
import { isSlot, slots, transport, types, usages } from './places.js'
import { settingOf } from './settings.js'
import { travelling } from './travelling.js'

const KCV_BYTES = 2
const NO_KCV = '0000'
const NO_KSN = '0'.repeat(20)
/** Slot said of a transport key where there is none. */
const NO_KTK = 0

export const capabilities = (settings: SettingValues): readonly LoadCapability[] => {
  const algorithms = Object.keys(dialectOf(settings).algorithms) as Algorithm[]
  const key = {
    // FX's receiver gives the station's own value back, and nothing shows that another one computes it.
    provenance: 'echoed',
    kcvBytes: [KCV_BYTES],
    slots,
    travels: 'either',
    under: transport,
    readBack: false,
  } as const
  return usages.map((usage) =>
    usage === 'IK'
      ? { ...key, usage, forms: ['initial-key'], algorithms: ['tdes'] }
      : { ...key, usage, forms: ['components', 'cryptogram', 'key-block'], algorithms },
  )
}

/** A load ready to be sent: everything is judged before the ticket is. */
export interface Ready {
  readonly args: KeyLoad
  /** How the value in the answer is made. */
  readonly method: CheckValue['method']
  /** Whether a check value that is known goes along, so that the terminal can find that it does not agree. */
  readonly kcvKnown: boolean
}

/** @throws devices/cannot-load where the request does not fit the family */
export function prepare(request: LoadRequest, settings: SettingValues): Ready {
  const { usage, slot, under, expected, material } = request
  const type = types[usage]
  if (!type) throw cannot(request, 'usage', usages.join(' | '))
  if (!isSlot(request)) throw cannot(request, 'slot', slots.join(' to '))
  if (under && !(transport.includes(under.usage) && isSlot(under)))
    throw cannot(request, 'under', `${transport.join(' or ')} in slot ${slots.join(' to ')}`)
  const dialect = dialectOf(settings)
  const { key, encryption, algorithm, length } = travelling(request, settings, dialect)
  const method = request.algorithm === 'aes' ? (settingOf(settings, 'aes-kcv') as 'aes-zeros') : 'tdes-zeros'
  const known = expected?.method === method ? expected.hex : null
  const args = {
    slot: dialect.slot(slot),
    ktkSlot: dialect.slot(under?.slot ?? NO_KTK),
    type,
    encryption,
    beside: dialect.beside?.(algorithm, settings) ?? null,
    kcv: twoBytes(request, 'expected', known, settings),
    ktkKcv: under ? twoBytes(request, 'under.kcv', under.kcv ?? null, settings) : NO_KCV,
    ksn: material.form === 'initial-key' ? ksnText(request, material.ksn) : NO_KSN,
    length,
    key,
  }
  return { args, method, kcvKnown: known !== null }
}

/** The message has no way to leave a check value out. */
function twoBytes(request: LoadRequest, field: string, known: string | null, settings: SettingValues): string {
  if (known !== null && known.length >= 2 * KCV_BYTES) return known.slice(0, 2 * KCV_BYTES).toUpperCase()
  if (settingOf(settings, 'unknown-kcv') === 'zeros') return NO_KCV
  throw cannot(request, field, `a check value: the message must hold ${KCV_BYTES} bytes of it`)
}

function ksnText(request: LoadRequest, ksn: Uint8Array): string {
  if (ksn.length !== 10) throw cannot(request, 'ksn', 'a key serial number of 10 bytes')
  return Buffer.from(ksn).toString('hex').toUpperCase()
}
