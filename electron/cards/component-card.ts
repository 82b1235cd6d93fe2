// A component card: one component of a key, as a key block under a transport key, behind a PIN. docs/cards.md has the layout.
// The clear component is never on the card's line: whoever reads it along has a key block.
import { z } from 'zod'
import { Fault } from '../contract/fault.js'
import { ask, askFor, type Transmit } from './apdu.js'
import { verifyPin } from './pin.js'
import { findTlv, wholeLength } from './tlv.js'

/** A name of the station's own: those that begin with F need no registration (ISO 7816-4, 12.2.3.4). */
export const componentApplication = Buffer.from('F04B4356434D5001', 'hex')
const holdersPin = 0x81
/** The file, by its short identifier, as READ BINARY names it in P1. */
const shortFile = 0x80 | 0x01
const longestFile = 2048

/** What stands on the card beside the block; none of it is secret. */
export interface ComponentOnCard {
  /** The key that this is a component of, as the letter calls it. */
  readonly label: string
  /** From 1. */
  readonly number: number
  readonly of: number
  /** The component's own check value, hex, 3 to 8 bytes. */
  readonly kcv: string
  /** The bag or letter it came in. */
  readonly id: string
  /** Check value of the transport key, hex. */
  readonly transportKcv: string
  /** X9.143, version B, D or E. */
  readonly block: string
}

const fileShape = z
  .strictObject({
    version: z.literal('01'),
    label: z.string().regex(/^[\p{L}\p{N} ._/-]{1,40}$/u),
    number: z.int().min(1).max(9),
    of: z.int().min(2).max(9),
    kcv: z.string().regex(/^(?:[0-9A-F]{2}){3,8}$/),
    id: z.string().regex(/^[\x20-\x7e]{0,40}$/),
    transportKcv: z.string().regex(/^(?:[0-9A-F]{2}){3,8}$/),
    block: z.string().regex(/^[BDE][\x20-\x7e]{15,1023}$/),
  })
  .refine(({ number, of }) => number <= of, { path: ['number'] })
const template = 0xe1
/** Tag, field, and how its bytes are read. */
const fields: readonly (readonly [tag: number, name: string, read: (bytes: Buffer) => string | number])[] = [
  [0x80, 'version', (bytes) => bytes.toString('hex')],
  [0x81, 'label', (bytes) => bytes.toString('utf8')],
  [0x82, 'number', (bytes) => bytes.readUIntBE(0, 1)],
  [0x83, 'of', (bytes) => bytes.readUIntBE(0, 1)],
  [0x84, 'kcv', (bytes) => bytes.toString('hex').toUpperCase()],
  [0x85, 'id', (bytes) => bytes.toString('latin1')],
  [0x87, 'transportKcv', (bytes) => bytes.toString('hex').toUpperCase()],
  [0x86, 'block', (bytes) => bytes.toString('latin1')],
]

/** @throws Fault cards/not-for-this where the card has no such application */
export async function selectComponentCard(transmit: Transmit): Promise<void> {
  const data = componentApplication
  const { status } = await ask(transmit, { name: 'SELECT', ins: 0xa4, p1: 4, p2: 0, data, answers: true })
  if (status !== '9000') throw new Fault('cards/not-for-this', { expected: 'a component card' })
}

/** Selects the application, gives the PIN and reads what is on the card. @param pin wiped. @throws Fault cards/… */
export async function readComponentCard(transmit: Transmit, pin: Uint8Array): Promise<ComponentOnCard> {
  try {
    await selectComponentCard(transmit)
    await verifyPin(transmit, holdersPin, pin)
    return parseComponentFile(await readFile(transmit))
  } finally {
    pin.fill(0)
  }
}

/** @throws Fault cards/bad-answer that names the field */
export function parseComponentFile(file: Buffer): ComponentOnCard {
  const command = 'READ BINARY'
  const inner = findTlv(file, template, command)
  if (inner === null) throw badFile('E1', 'the component template')
  const read = fields.map(([tag, name, of]) => {
    const value = findTlv(inner, tag, command)
    if (value === null || (value.length === 0 && name !== 'id')) throw badFile(name, 'a value')
    return [name, of(value)] as const
  })
  const parsed = fileShape.safeParse(Object.fromEntries(read))
  if (!parsed.success) throw badFile(String(parsed.error.issues[0]?.path[0]), 'what docs/cards.md says')
  const { version: _, ...component } = parsed.data
  return component
}

/** The file in pieces: its first bytes say how long it is. */
async function readFile(transmit: Transmit): Promise<Buffer> {
  const name = 'READ BINARY'
  const piece = (p1: number, p2: number) => askFor(transmit, { name, ins: 0xb0, p1, p2, answers: true })
  // The first names the file; those after it go on in the file that is current then (ISO 7816-4, 11.3.3).
  let file = await piece(shortFile, 0)
  const length = wholeLength(file, name)
  if (length > longestFile) throw badFile('length', `${longestFile} bytes at most`)
  while (file.length < length) {
    const next = await piece(file.length >> 8, file.length & 0xff)
    if (next.length === 0) throw badFile('length', `${length} bytes`)
    file = Buffer.concat([file, next])
  }
  return file.subarray(0, length)
}

const badFile = (field: string, expected: string) =>
  new Fault('cards/bad-answer', { command: 'READ BINARY', field, expected })
