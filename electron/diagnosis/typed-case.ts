// A case as a person types it in the window, made the case of the room; what is empty is absent.
import type { TypedCase } from '../contract/diagnosis-commands.js'
import { partsOf } from './field62.js'
import { field62Bytes } from './sign-in-shape.js'
import { readCodes } from './terminal-log.js'

type TypedSignIn = NonNullable<TypedCase['signIn']>

const given = (text: string): string | null => text.replace(/\s+/g, '') || null
const number = (text: string): number | null => (given(text) === null ? null : Number(text))

/** JSON as it would come on standard input: the one reader judges it, and names what is wrong. */
export function bytesOf({ signIn, ...typed }: TypedCase): Uint8Array {
  const doubted = signIn && doubtedOf(signIn)
  const components = typed.components.map(given).filter((kcv) => kcv !== null)
  const [serial, code] = [typed.serial.trim() || null, typed.code.trim() || null]
  return new TextEncoder().encode(
    JSON.stringify({
      method: typed.method,
      expected: doubted?.expected ?? given(typed.expected) ?? '',
      station: given(typed.station),
      reported: doubted ? doubted.reported : given(typed.reported),
      form: typed.form || null,
      components: components.map((kcv) => ({ kcv })),
      slot: given(typed.before) === null ? null : { before: given(typed.before) },
      device: serial === null && code === null ? null : { serial, code },
      signIn: signIn && signInOf(signIn),
    }),
  )
}

const signInOf = (typed: TypedSignIn) => ({
  field62: typed.field62,
  wrong: typed.wrong,
  ...{ pikKcv: given(typed.pikKcv), makKcv: given(typed.makKcv), tdkKcv: given(typed.tdkKcv) },
  ...{ tmkKcv: given(typed.tmkKcv), hostTmkKcv: given(typed.hostTmkKcv) },
  ...{ keyIndex: number(typed.keyIndex), loadedIndex: number(typed.loadedIndex) },
  ...{ terminalId: given(typed.terminalId), keyTerminalId: given(typed.keyTerminalId) },
  ...{ algorithm: typed.algorithm || null, slotState: typed.slotState || null },
  othersFailing: typed.othersFailing,
  onset: typed.onset || null,
  events: [...typed.events, ...readCodes(typed.codes)],
})

const shown = { pik: 'pikKcv', mak: 'makKcv', tdk: 'tdkKcv' } as const

/** Of a sign-in, field 62 says what was expected; a field that cannot be read is refused by the reader of the case. */
function doubtedOf(typed: TypedSignIn) {
  const { field62, wrong } = typed
  const hex = field62.replace(/\s+/g, '').toUpperCase()
  const name = wrong[0] ?? 'pik'
  const readable = /^[0-9A-F]+$/.test(hex) && field62Bytes.some((bytes) => 2 * bytes === hex.length)
  const part = readable ? partsOf({ field62: hex }).find((one) => one.name === name) : undefined
  return { expected: part?.check ?? '00000000', reported: given(typed[shown[name]]) }
}
