// A ZT598 on a line in memory: it answers by the text of a command, and only at the rate it has.
import { Fault } from '../../electron/contract/fault.js'
import type { LoadRequest, SettingValues } from '../../electron/devices/driver.js'
import { szztZt598 } from '../../electron/devices/szzt-zt598/index.js'
import { stxDec3 } from '../../electron/wire/codecs/stx-dec3.js'
import { render } from '../../electron/wire/render.js'
import { bytes, ciphers, hex, MemoryLine, openSecret } from '../wire/memory-line.js'
import { VirtualClock } from '../wire/virtual-clock.js'

export const frame = (text: string): string => hex(render(stxDec3().encode([Buffer.from(text, 'latin1')])))
/** The text of a frame that the station sent. */
export const textOf = (sent: string): string => Buffer.from(bytes(sent).subarray(4, -3)).toString('latin1')

export class RatedLine extends MemoryLine {
  override baud = 9600
  readonly rates: number[] = []
  async setBaud(baud: number): Promise<void> {
    this.baud = baud
    this.rates.push(baud)
  }
}

/** What the terminal says to a command's text; undefined is silence. */
export type Answers = (text: string) => string | undefined

/** @param at the rate that the terminal is at */
export function setUp(answers: Answers, settings: SettingValues = {}, at = 9600) {
  const line = new RatedLine()
  const clock = new VirtualClock()
  const terminal = { rate: at }
  line.answer = (sent) => {
    if (line.baud !== terminal.rate) return
    const answer = answers(textOf(sent))
    if (answer !== undefined) clock.after(5, () => line.say(frame(answer)))
  }
  const texts = (): string[] => line.sent.map(textOf)
  return { line, clock, terminal, texts, session: szztZt598.open(line, settings, clock, ciphers) }
}

/** Return byte 60 and 146 characters: model at 126, firmware at 135, serial number at 138. */
export const userInfo = `\x60${' '.repeat(126)}ZT598 1.23.421190042`
export const K1 = '0123456789ABCDEFFEDCBA9876543210'
export const key = openSecret(K1)
export const tmk1: LoadRequest = {
  usage: 'TMK',
  slot: 1,
  algorithm: 'tdes',
  material: { form: 'clear', secret: key },
  under: null,
  expected: null,
}
/** A good terminal: takes the coding, holds nothing, takes every key as K1. */
export const good: Answers = (text) =>
  ({ 3: userInfo, 5: '\x60', 9: '\xe4', 1: '\x6008D7B4FB629D0885' })[text[0] as '3']
export const fault = (code: string) => (thrown: unknown) => thrown instanceof Fault && thrown.code === code
