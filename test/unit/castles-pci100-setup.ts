// A PCI100 on a line in memory: it answers by the body of a command.
import { Fault } from '../../electron/contract/fault.js'
import { castlesPci100 } from '../../electron/devices/castles-pci100/index.js'
import type { LoadRequest, SettingValues } from '../../electron/devices/driver.js'
import { dleStxLrc } from '../../electron/wire/codecs/dle-stx-lrc.js'
import { render } from '../../electron/wire/render.js'
import { bytes, ciphers, hex, MemoryLine, openSecret } from '../wire/memory-line.js'
import { VirtualClock } from '../wire/virtual-clock.js'

export const frame = (body: string): string => hex(render(dleStxLrc().encode([bytes(body)])))

export class RatedLine extends MemoryLine {
  override baud = 9600
  async setBaud(baud: number): Promise<void> {
    this.baud = baud
  }
}

/** What the pad says to a command's body; undefined is silence. Both hex. */
export type Answers = (body: string) => string | undefined

export function setUp(answers: Answers, settings: SettingValues = {}) {
  const line = new RatedLine()
  const clock = new VirtualClock()
  const bodies: string[] = []
  line.answer = (sent) => {
    // As a pad reads it: unstuffed, without looking at the LRC, which one setting has wrong on purpose.
    const body = sent.slice(4, -4).replace(/(..)/g, '$1 ').replaceAll('10 10 ', '10 ').replaceAll(' ', '').slice(0, -2)
    bodies.push(body)
    const answer = answers(body)
    if (answer !== undefined) clock.after(5, () => line.say(frame(answer)))
  }
  return { line, clock, bodies, session: castlesPci100.open(line, settings, clock, ciphers) }
}

/** Status, version 0102, serial number of sixteen characters 0. */
export const infoReply = `0030313032${'30'.repeat(16)}`
/** A pad with the page's serial number, random number and admin key; it takes every key. */
export const good: Answers = (body) =>
  ({ 30: infoReply, 31: '00F0F1F2F3F4F5F6F7A591817DA4971AEB' })[body.slice(0, 2) as '30'] ?? '00'
export const K1 = '0123456789ABCDEFFEDCBA9876543210'
export const key = openSecret(K1)
export const tmk100: LoadRequest = {
  usage: 'TMK',
  slot: 100,
  algorithm: 'tdes',
  material: { form: 'clear', secret: key },
  under: null,
  expected: { method: 'tdes-zeros', hex: '08D7B4FB629D0885' },
}
export const wrappedTpk: LoadRequest = {
  ...tmk100,
  usage: 'TPK',
  slot: 110,
  under: { usage: 'TMK', slot: 100 },
  material: { form: 'wrapped', secret: openSecret('11111111111111112222222222222222'), key },
  expected: { method: 'tdes-zeros', hex: 'D2B91C' },
}
export const load100 = `2D6410${K1}08D7B4`
export const fault = (code: string) => (thrown: unknown) => thrown instanceof Fault && thrown.code === code
