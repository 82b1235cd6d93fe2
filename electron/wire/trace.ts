// The conversation as lines of text that show shape and never what a command masks.
import type { LayoutPart } from '../contract/layout.js'
import type { Garbage } from './frame.js'
import { partBytes } from './render.js'

/** A named part of a command, in the order it is sent. */
export type Field = readonly [name: string, part: LayoutPart]

/** What of a command may be seen. */
export interface Masking {
  readonly name: string
  /** Names of fields shown as a length only. */
  readonly secret: readonly string[]
  /** Bytes of the answer, from its start, that may be shown; the rest is a length. */
  readonly answerShown: number
}

/** `→ load-master #227 mode 02 index 02 length 0016 key ··16` */
export const sentLine = (command: Masking, seq: number, fields: readonly Field[]): string =>
  [`→ ${command.name} #${seq}`, ...fields.map(([name, part]) => `${name} ${shown(command, name, part)}`)].join(' ')

/** `← load-master #227 30303030 ··8` */
export const heardLine = (command: Masking, seq: number, content: Uint8Array): string => {
  const hidden = content.length - command.answerShown
  const open = hex(content.subarray(0, command.answerShown))
  return [`← ${command.name} #${seq}`, open, hidden > 0 ? `··${hidden}` : ''].filter(Boolean).join(' ')
}

/** `· noise 12` */
export const garbageLine = (garbage: Garbage): string => `· ${garbage.kind} ${garbage.bytes}`

// A secret part is masked whether or not the command thought of naming it.
const shown = (command: Masking, name: string, part: LayoutPart): string =>
  part instanceof Uint8Array && !command.secret.includes(name) ? hex(part) : `··${partBytes(part)}`

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()
