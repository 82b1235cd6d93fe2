// A Futurex-style terminal on a line in memory: it answers by the text of a message.

import { Fault } from '../../electron/contract/fault.js'
import type { FrameLayout } from '../../electron/contract/layout.js'
import type { Ticket } from '../../electron/contract/ticket.js'
import type { LoadMaterial, LoadRequest, SettingValues } from '../../electron/devices/driver.js'
import { futurex } from '../../electron/devices/futurex/index.js'
import { stxEtxLrc } from '../../electron/wire/codecs/stx-etx-lrc.js'
import { render } from '../../electron/wire/render.js'
import { bytes, hex, MemoryLine, openSecret } from '../wire/memory-line.js'
import { VirtualClock } from '../wire/virtual-clock.js'

export const frame = (text: string): string => hex(render(stxEtxLrc().encode([Buffer.from(text, 'latin1')])))
export const textOf = (sent: string): string => Buffer.from(bytes(sent).subarray(1, -2)).toString('latin1')

export class FuturexLine extends MemoryLine {
  readonly layouts: FrameLayout[] = []
  /** The very chunks that the session was given. */
  readonly chunks: Uint8Array[] = []
  override async sendArmed(layout: FrameLayout, spent: Ticket): Promise<void> {
    this.layouts.push(layout)
    await super.sendArmed(layout, spent)
  }
  override onBytes(heard: (chunk: Uint8Array) => void): () => void {
    return super.onBytes((chunk) => {
      this.chunks.push(chunk)
      heard(chunk)
    })
  }
}

/** What the terminal says to a message; null is silence. */
export type Answers = (text: string) => string | null
export const stored: Answers = (text) => (text === '03' ? '0300SN00000000000001' : `${text.slice(0, 2)}00`)

export function setUp(settings: SettingValues = {}, answers: Answers = stored) {
  const line = new FuturexLine()
  const clock = new VirtualClock()
  line.answer = (sent) => {
    const answer = answers(textOf(sent))
    if (answer !== null) clock.after(5, () => line.say(frame(answer)))
  }
  return { line, clock, session: futurex.open(line, settings, clock) }
}

export const K1 = '0123456789ABCDEFFEDCBA9876543210'
export const key = openSecret(K1)
export const clear: LoadMaterial = { form: 'clear', secret: key }
export const BLOCK = 'B0096P0TE00N0000287BFD7F1B321DE9165E603526E44EA893E00200A26E44D05D5C94F133DD5B06928E7030669F218B'
export const block: LoadMaterial = { form: 'key-block', block: BLOCK }
export const KTK = { usage: 'KEK', slot: 10, kcv: '08D7B4' } as const

export const tmk = (over: Partial<LoadRequest> = {}): LoadRequest => ({
  usage: 'TMK',
  slot: 1,
  algorithm: 'tdes',
  material: clear,
  under: null,
  expected: { method: 'tdes-zeros', hex: '08D7B4FB629D0885' },
  ...over,
})
export const fault = (code: string) => (thrown: unknown) => thrown instanceof Fault && thrown.code === code
