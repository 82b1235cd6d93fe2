// A UIC pad on a line in memory: it acknowledges, answers by the text of a message, and ends by EOT.
import { Fault } from '../../electron/contract/fault.js'
import type { Ciphers, LoadMaterial, LoadRequest, SettingValues } from '../../electron/devices/driver.js'
import { uicIpp } from '../../electron/devices/uic-ipp/index.js'
import { siStxLrc } from '../../electron/wire/codecs/si-stx-lrc.js'
import { render } from '../../electron/wire/render.js'
import { bytes, hex, MemoryLine, openSecret } from '../wire/memory-line.js'
import { VirtualClock } from '../wire/virtual-clock.js'

export const frame = (text: string, start = '0F'): string => {
  const body = Buffer.concat([bytes(start), Buffer.from(text, 'latin1')])
  return hex(render(siStxLrc().encode([Uint8Array.from(body.subarray(0, 3)), Uint8Array.from(body.subarray(3))])))
}
/** The text of a frame that the station sent; '' for a control byte. */
export const textOf = (sent: string): string => Buffer.from(bytes(sent).subarray(1, -2)).toString('latin1')

export class PadLine extends MemoryLine {
  override baud = 9600
  readonly rates: number[] = []
  /** The very chunks that the session was given. */
  readonly chunks: Uint8Array[] = []
  override onBytes(heard: (chunk: Uint8Array) => void): () => void {
    return super.onBytes((chunk) => {
      this.chunks.push(chunk)
      heard(chunk)
    })
  }
  async setBaud(baud: number): Promise<void> {
    this.baud = baud
    this.rates.push(baud)
  }
  /** Texts that the station sent, without control bytes. */
  texts(): string[] {
    return this.sent.map(textOf).filter((text) => text !== '')
  }
}

/** What the pad says to a message; undefined is EOT instead of ACK, null silence. */
export type Answers = (text: string) => string | undefined | null
export const loaded: Answers = (text) => {
  if (text.startsWith('04')) return '04F'
  return text === '06' ? '06PP7910012345' : text
}

/** @param at the rate that the pad is at */
export function setUp(answers: Answers = loaded, settings: SettingValues = {}, at = 9600, ciphers?: Ciphers) {
  const line = new PadLine()
  const clock = new VirtualClock()
  const pad = { rate: at }
  const say = (said: string) => clock.after(5, () => line.say(said))
  line.answer = (sent) => {
    if (line.baud !== pad.rate) return
    if (sent === '06') return void say('04')
    const text = textOf(sent)
    const answer = text === '' ? null : answers(text)
    if (answer === undefined) say('04')
    else if (answer !== null) say(`06${frame(answer, sent.slice(0, 2))}`)
  }
  return { line, clock, pad, session: uicIpp.open(line, settings, clock, ciphers) }
}

export const K1 = '0123456789ABCDEFFEDCBA9876543210'
export const key = openSecret(K1)
export const clear: LoadMaterial = {
  form: 'clear',
  secret: key,
  echoes: (digits) => Buffer.from(digits).toString('ascii') === K1,
}
/** The manual's sample of version A, with the MAC that its own rule gives. */
export const BLOCK_A = 'A0072K0TD00N00007D2D21FC9ECD3EECBB0A2615BD8F05605722120BDFF2CCAC319C3918'
export const block: LoadMaterial = { form: 'key-block', block: BLOCK_A }
export const tmk = (slot: number, material: LoadMaterial = block): LoadRequest => ({
  usage: 'TMK',
  slot,
  algorithm: 'tdes',
  material,
  under: material.form === 'clear' ? null : { usage: 'KEK', slot: 1 },
  expected: null,
})
export const fault = (code: string) => (thrown: unknown) => thrown instanceof Fault && thrown.code === code
