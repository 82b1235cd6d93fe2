// What the MS246 loads: one DUKPT initial key, in clear, with its key serial number.
import { Fault } from '../../contract/fault.js'
import type { SecretPart } from '../../contract/layout.js'
import type { LoadCapability, LoadRequest } from '../driver.js'

export const ID = 'unitech-ms246'

const KEY_BYTES = 16
const KSN_BYTES = 10
/** Bytes of a key serial number that the reader is told; the rest is the transaction counter's, and 0. */
const KSN_TOLD_BYTES = 8
const SLOT = 1

export const capabilities = (): readonly LoadCapability[] => [
  {
    usage: 'IK',
    forms: ['initial-key'],
    algorithms: ['tdes'],
    // The reader is told no check value: the one it answers with it has made itself.
    provenance: 'computed',
    kcvBytes: [3],
    slots: [SLOT, SLOT],
    travels: 'clear',
    under: [],
    readBack: false,
  },
]

export interface Ready {
  readonly key: SecretPart
  /** 16 digits. */
  readonly ksn: string
}

/** @throws devices/cannot-load where the material does not fit */
export function prepare(request: LoadRequest): Ready {
  const { material, slot, under, usage } = request
  if (usage !== 'IK') throw cannot(request, 'usage', 'IK')
  if (slot !== SLOT) throw cannot(request, 'slot', `${SLOT}: there is one key`)
  if (material.form !== 'initial-key') throw cannot(request, 'material', 'initial-key')
  if (under || material.key) throw cannot(request, 'under', 'none: it travels in clear')
  if (material.secret.bytes !== KEY_BYTES) throw cannot(request, 'material', `${KEY_BYTES} bytes`)
  const { ksn } = material
  if (ksn.length !== KSN_BYTES || ksn.subarray(KSN_TOLD_BYTES).some((byte) => byte !== 0))
    throw cannot(request, 'ksn', `a key serial number of ${KSN_BYTES} bytes, its counter at 0`)
  const told = Buffer.from(ksn.subarray(0, KSN_TOLD_BYTES))
  return { key: { secret: material.secret, coding: 'hex' }, ksn: told.toString('hex').toUpperCase() }
}

export const cannot = ({ usage }: LoadRequest, field: string, expected: string): Fault =>
  new Fault('devices/cannot-load', { driver: ID, usage, field, expected })
