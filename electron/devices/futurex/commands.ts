// The commands of Futurex-style serial injection as pairs of pure functions. Every field is ASCII text.
import type { LayoutPart } from '../../contract/layout.js'
import { type Command, Unreadable } from '../../wire/exchange.js'
import type { Field } from '../../wire/trace.js'
import { ascii } from './text.js'

export interface KeyLoad {
  /** Two digits each, in the dialect's notation. */
  readonly slot: string
  readonly ktkSlot: string
  readonly type: string
  readonly encryption: string
  /** What one of the dialects says beside. */
  readonly beside: Beside | null
  /** Four hex digits each. */
  readonly kcv: string
  readonly ktkKcv: string
  /** 20 hex digits. */
  readonly ksn: string
  /** Three hex digits; what they count is the dialect's. */
  readonly length: string
  readonly key: LayoutPart
}

/** Where total and index stand. */
export type CountPlace = 'after-subtype' | 'after-ksn' | 'end'

export interface Beside {
  readonly algorithm: string
  readonly subtype: string
  /** Total and index, three digits each. */
  readonly count: string
  readonly countPlace: CountPlace
}

/** What a command answers. */
export interface Answer {
  /** Two upper-case hex digits. */
  readonly code: string
  readonly rest: Uint8Array
}

const VERSION = '01'
/** No transport key travels in the message. */
const NO_KTK = '000'

const field = (name: string, text: string): Field => [name, ascii(text)]
const version = (said: boolean): readonly Field[] => (said ? [field('version', VERSION)] : [])

const shared = { secret: ['key', 'kcv', 'ktk-kcv'], timeoutMs: 10_000 } as const
const changing = { ...shared, answerShown: 2, repeatable: false, changes: true } as const

export const loadKey: Command<KeyLoad, Answer> = {
  ...changing,
  name: 'load-key',
  code: 0x02,
  // On a line that echoes, a clear key would come back.
  wipesHeard: true,
  encode: ({ beside, ...load }) => {
    const countAt = (place: CountPlace) => (beside?.countPlace === place ? [field('count', beside.count)] : [])
    return [
      ...version(true),
      field('slot', load.slot),
      field('ktk-slot', load.ktkSlot),
      field('type', load.type),
      field('encryption', load.encryption),
      ...(beside ? [field('algorithm', beside.algorithm), field('subtype', beside.subtype)] : []),
      ...countAt('after-subtype'),
      field('kcv', load.kcv),
      field('ktk-kcv', load.ktkKcv),
      field('ksn', load.ksn),
      ...countAt('after-ksn'),
      field('length', load.length),
      ['key', load.key],
      field('ktk-length', NO_KTK),
      ...countAt('end'),
    ]
  },
  decode: answered,
}

/** Its answer is the same again, so that one which comes late does no harm: tries are 500 ms apart. */
export const readSerial: Command<null, Answer> = {
  ...shared,
  name: 'read-serial',
  code: 0x03,
  silenceMs: 500,
  answerShown: 64,
  repeatable: true,
  changes: false,
  encode: () => [],
  decode: answered,
}

export interface Change {
  /** Whether the version stands before the rest. */
  readonly versioned: boolean
  readonly text: string
}
const plain = (name: string, code: number): Command<Change, Answer> => ({
  ...changing,
  name,
  code,
  encode: ({ versioned, text }) => [...version(versioned), ...(text ? [field('text', text)] : [])],
  decode: answered,
})
export const writeSerial = plain('write-serial', 0x04)
export const deleteAll = plain('delete-all', 0x05)
export const deleteOne = plain('delete-one', 0x06)

function answered(content: Uint8Array): Answer {
  // Without a result code it is the station's own question come back.
  const code = String.fromCharCode(...content.subarray(0, 2)).toUpperCase()
  if (!/^[0-9A-F]{2}$/.test(code)) throw new Unreadable('no result code')
  return { code, rest: content.slice(2) }
}
