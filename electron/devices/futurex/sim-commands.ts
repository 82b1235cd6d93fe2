// What the simulated receiver does on each command: one row a command, from its data to result code and fields of the answer.
import { type Code, code, keyType } from './sim-codes.js'
import { deleteAll, deleteOne, type Receiver } from './sim-keys.js'
import { isSlot, loadKey } from './sim-loads.js'

export interface Command {
  /** Puts a key into the device. */
  readonly loads?: true
  /** Changes something: refused with 06 outside injection mode, and with 07 by a tampered receiver. INFERRED which do. */
  readonly changes?: true
  /** The answer behind the command's own two characters. The data is wiped afterwards. */
  readonly answer: (receiver: Receiver, data: Uint8Array) => string
  /** The answer with a code that is no success. */
  readonly refusal: (receiver: Receiver, because: Code) => string
}

const SERIAL_LENGTH = 16
const MODEL = 'KCVSIM FX1'
const NO_KCV = '0000'
const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes)
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()

/** rc, KCV, and where it is set serial number and model. INFERRED: a refused load has them too. */
const loadAnswer = ({ behaves, serial }: Receiver, because: Code, kcv: string): string =>
  `${because}${kcv}${behaves.arg('identity') === 'on' ? serial + MODEL : ''}`
const loadRefusal: Command['refusal'] = (receiver, because) =>
  loadAnswer(receiver, because, receiver.behaves.arg('failure-kcv') === 'zeros' ? NO_KCV : '')
const load: Command['answer'] = (receiver, data) => {
  const { behaves } = receiver
  const answered = behaves.has('refuse') ? behaves.arg('refuse') : loadKey(receiver, data)
  return typeof answered === 'string' ? loadRefusal(receiver, answered) : loadAnswer(receiver, code.ok, toHex(answered))
}

/** The code and no more. */
const bare: Command['refusal'] = (_, because) => because

const readSerial: Command['answer'] = ({ serial }, data) => (data.length === 0 ? code.ok + serial : code.length)

/** INFERRED: 16 characters and no more, as they are read. */
const writeSerial: Command['answer'] = (receiver, data) => {
  if (data.length !== SERIAL_LENGTH) return code.length
  if (!/^[\x20-\x7e]+$/.test(text(data))) return code.characters
  receiver.serial = text(data)
  return code.ok
}

/** INFERRED: slot and key type, or the slot alone; the page says that one key goes. */
const erase: Command['answer'] = (receiver, data) => {
  const whole = receiver.behaves.arg('delete-one') === 'slot'
  const asked = text(data)
  if (asked.length !== (whole ? 2 : 4)) return code.length
  const radix = receiver.behaves.arg('dialect') === 'fx' ? 10 : 16
  const isNumber = radix === 10 ? /^\d\d/ : /^[0-9A-F]{2}/
  if (!isNumber.test(asked) || !/^[0-9A-F]*$/.test(asked)) return code.characters
  const slot = Number.parseInt(asked.slice(0, 2), radix)
  if (!isSlot(receiver, slot)) return code.slot
  if (whole) return deleteOne(receiver, slot, null)
  const usage = keyType(asked.slice(2))?.usage
  return usage ? deleteOne(receiver, slot, usage) : code.type
}

const eraseAll: Command['answer'] = (receiver, data) => (data.length === 0 ? deleteAll(receiver) : code.length)

/** The custom commands 07 and 08 have nothing but their numbers on the page: unknown, as any other. */
const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['02', { loads: true, changes: true, answer: load, refusal: loadRefusal }],
  ['03', { answer: readSerial, refusal: bare }],
  ['04', { changes: true, answer: writeSerial, refusal: bare }],
  ['05', { changes: true, answer: eraseAll, refusal: bare }],
  ['06', { changes: true, answer: erase, refusal: bare }],
])
export const commandOf = (id: string): Command | undefined => commands.get(id)
