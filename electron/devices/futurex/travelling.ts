// The key as it goes into command 02, and what the command says of it.
import type { LayoutPart } from '../../contract/layout.js'
import type { Secret } from '../../contract/secret.js'
import { partBytes } from '../../wire/render.js'
import type { LoadRequest, SettingValues } from '../driver.js'
import { cannot } from './cannot.js'
import type { Dialect } from './dialects.js'
import { settingOf } from './settings.js'
import { ascii } from './text.js'

export interface Travelling {
  readonly key: LayoutPart
  /** Two digits each. */
  readonly encryption: string
  readonly algorithm: string
  /** Three hex digits. */
  readonly length: string
}

const CLEAR = '00'
const UNDER_LOADED_KTK = '01'
/** Length of a block that three hex digits can say. */
const LONGEST_BLOCK = 0xfff
const INITIAL_KEY_BYTES = 16

/** @throws devices/cannot-load where the material does not fit */
export function travelling(request: LoadRequest, settings: SettingValues, dialect: Dialect): Travelling {
  const { material, under, usage } = request
  const codes = dialect.algorithms[request.algorithm]
  if (!codes) throw cannot(request, 'algorithm', Object.keys(dialect.algorithms).join(' | '))
  if ((usage === 'IK') !== (material.form === 'initial-key'))
    throw cannot(request, 'material', usage === 'IK' ? 'initial-key' : 'components, a cryptogram or a key block')
  if (material.form === 'key-block') {
    if (!under) throw cannot(request, 'under', 'the KTK that the block is under')
    const key = blockText(request, material.block)
    const encryption = settingOf(settings, 'block-encryption')
    // How long the key in it is does not show.
    const algorithm = Object.values(codes).at(settingOf(settings, 'block-algorithm') === 'longest' ? -1 : 0)!
    return { key, encryption, algorithm, length: dialect.blockLength(key.length, settings) }
  }
  const key = under ? enciphered(request, settings) : inClear(request)
  const digits = partBytes(key)
  const lengths = usage === 'IK' ? [INITIAL_KEY_BYTES] : Object.keys(codes).map(Number)
  if (!lengths.includes(digits / 2)) throw cannot(request, 'material', `${lengths.join(' or ')} bytes`)
  const encryption = under ? UNDER_LOADED_KTK : CLEAR
  return { key, encryption, algorithm: codes[digits / 2]!, length: dialect.keyLength(digits) }
}

/** Nothing in it is judged but what would break the message: the terminal has codes for the rest. */
function blockText(request: LoadRequest, block: string): Uint8Array {
  const whole = /^[A-Z]\d{4}[\x20-\x7e]+$/.test(block) && Number(block.slice(1, 5)) === block.length
  if (whole && block.length <= LONGEST_BLOCK) return ascii(block)
  throw cannot(request, 'material', `a whole TR-31 key block of at most ${LONGEST_BLOCK} characters`)
}

function inClear(request: LoadRequest): LayoutPart {
  const { material } = request
  if (material.form === 'clear' || (material.form === 'initial-key' && !material.key))
    return { secret: material.secret, coding: 'hex' }
  throw cannot(request, 'under', 'the KTK that the key travels under')
}

function enciphered(request: LoadRequest, settings: SettingValues): LayoutPart {
  const { material, algorithm } = request
  if (material.form === 'cryptogram') return ascii(Buffer.from(material.bytes).toString('hex').toUpperCase())
  if ((material.form !== 'wrapped' && material.form !== 'initial-key') || !material.key)
    throw cannot(request, 'material', 'a key with its KTK, a cryptogram or a key block')
  // Of which cipher the KTK of an AES key is, no source says.
  if (algorithm !== 'tdes') throw cannot(request, 'material', 'an AES key in clear, as a cryptogram or as a key block')
  return wrapped(material.secret, material.key, settings)
}

function wrapped(secret: Secret, key: Secret, settings: SettingValues): LayoutPart {
  const cbc = settingOf(settings, 'under-mode') === 'cbc'
  const under = { key, cipher: 'tdes', mode: cbc ? 'cbc' : 'ecb', iv: cbc ? new Uint8Array(8) : null } as const
  return { secret, coding: 'hex', under }
}
