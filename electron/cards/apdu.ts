// One command to a card and its answer (ISO 7816-4, 5): commands longer than 255 bytes go in a chain, longer answers are
// fetched with GET RESPONSE. Only short lengths: every reader and every card has them.
import { Fault } from '../contract/fault.js'
import { meaningOf } from './status-words.js'

/** Sends bytes to the card, answers with its bytes. */
export type Transmit = (bytes: Uint8Array) => Promise<Uint8Array>

export interface CardCommand {
  /** As people and the trace call it, such as `SELECT`. */
  readonly name: string
  readonly ins: number
  readonly p1: number
  readonly p2: number
  readonly data?: Uint8Array
  /** Whether an answer is asked for; a command without stays without an Le byte. */
  readonly answers?: boolean
  /** Whether the data is a PIN: wiped once it is sent, and masked in the trace. */
  readonly secret?: boolean
}

export interface CardAnswer {
  readonly data: Buffer
  /** The status word, four upper-case hex digits. */
  readonly status: string
}

const longestData = 255
/** The longest answer taken: no object that a card here holds is near it. */
const longestAnswer = 16_384
const getResponse = 0xc0
const chained = 0x10

/** @returns the answer whatever its status. @throws Fault cards/bad-answer, and what `transmit` throws */
export async function ask(transmit: Transmit, command: CardCommand): Promise<CardAnswer> {
  const { ins, p1, p2, data = new Uint8Array(), answers = false, name } = command
  for (let at = 0; data.length - at > longestData; at += longestData) {
    const part = data.subarray(at, at + longestData)
    const { status } = await one(
      transmit,
      name,
      Buffer.concat([Buffer.from([chained, ins, p1, p2, longestData]), part]),
    )
    if (status !== '9000') return { data: Buffer.alloc(0), status }
  }
  const rest = data.subarray(data.length === 0 ? 0 : Math.floor((data.length - 1) / longestData) * longestData)
  const lengthThenData = rest.length === 0 ? [] : [Buffer.from([rest.length]), rest]
  const head = Buffer.from([0x00, ins, p1, p2])
  const last = Buffer.concat([head, ...lengthThenData, Buffer.from(answers ? [0x00] : [])])
  try {
    return await whole(transmit, name, last)
  } finally {
    if (command.secret) for (const bytes of [last, data]) bytes.fill(0)
  }
}

/** As `ask`. @throws Fault cards/refused for any status but 9000 */
export async function askFor(transmit: Transmit, command: CardCommand): Promise<Buffer> {
  const { data, status } = await ask(transmit, command)
  if (status !== '9000') throw new Fault('cards/refused', { command: command.name, status, meaning: meaningOf(status) })
  return data
}

async function whole(transmit: Transmit, name: string, command: Buffer): Promise<CardAnswer> {
  let { data, status } = await one(transmit, name, command)
  // 6Cxx: the same again, with the length that the card has. It did nothing yet.
  if (status.startsWith('6C')) {
    const again = Buffer.concat([command.subarray(0, -1), Buffer.from(status.slice(2), 'hex')])
    ;({ data, status } = await one(transmit, name, again))
  }
  while (status.startsWith('61')) {
    const next = await one(transmit, name, Buffer.from([0, getResponse, 0, 0, Number.parseInt(status.slice(2), 16)]))
    data = Buffer.concat([data, next.data])
    status = next.status
    if (data.length > longestAnswer || (next.data.length === 0 && status.startsWith('61')))
      throw new Fault('cards/bad-answer', {
        command: name,
        field: 'length',
        expected: `${longestAnswer} bytes at most`,
      })
  }
  return { data, status }
}

async function one(transmit: Transmit, name: string, bytes: Buffer): Promise<CardAnswer> {
  const answer = Buffer.from(await transmit(bytes))
  if (answer.length < 2)
    throw new Fault('cards/bad-answer', { command: name, field: 'status', expected: 'two status bytes' })
  return { data: answer.subarray(0, -2), status: answer.subarray(-2).toString('hex').toUpperCase() }
}
