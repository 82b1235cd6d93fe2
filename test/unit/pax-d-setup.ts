// A PAX D session on a line in memory whose device acknowledges each command and answers it with one content.
import { Fault } from '../../electron/contract/fault.js'
import type { LoadRequest, SettingValues } from '../../electron/devices/driver.js'
import { paxD } from '../../electron/devices/pax-d/index.js'
import { stxBe2 } from '../../electron/wire/codecs/stx-be2.js'
import { render } from '../../electron/wire/render.js'
import { bytes, hex, MemoryLine, openSecret } from '../wire/memory-line.js'
import { VirtualClock } from '../wire/virtual-clock.js'

/** Unequal halves: E(K1, 00×8) = 08D7B4FB629D0885, E(K2, 00×8) = D2B91CC5A758BB08. */
export const k1 = openSecret('0123456789ABCDEFFEDCBA9876543210')
export const k2 = openSecret('11111111111111112222222222222222')
export const tmk1: LoadRequest = {
  usage: 'TMK',
  slot: 1,
  algorithm: 'tdes',
  material: { form: 'clear', secret: k1 },
  under: null,
  expected: { method: 'tdes-zeros', hex: '08D7B4FB629D0885' },
}
/** K2 under K1 = 9B3A7B883A100F73B4ABA2BB791C50E7. */
export const tpk3: LoadRequest = {
  usage: 'TPK',
  slot: 3,
  algorithm: 'tdes',
  material: { form: 'wrapped', secret: k2, key: k1 },
  under: { usage: 'TMK', slot: 1 },
  expected: { method: 'tdes-zeros', hex: 'D2B91CC5A758BB08' },
}

/** The ANSI initial key: E(key, 00×8) = AF8C074A692A3666. */
export const initial = openSecret('6AC292FAA1315B4D858AB3A3D7D5933A')
export const ik: LoadRequest = {
  usage: 'IK',
  slot: 1,
  algorithm: 'tdes',
  material: { form: 'initial-key', secret: initial, ksn: bytes('FFFF9876543210E00000'), key: null },
  under: null,
  expected: { method: 'tdes-zeros', hex: 'AF8C074A692A3666' },
}

/** @param answers contents of the answers, one a command; the last one goes on answering */
export function setUp(answers: readonly string[], settings: SettingValues = {}) {
  const line = new MemoryLine()
  const clock = new VirtualClock()
  const left = [...answers]
  line.answer = (sent) => {
    if (sent.length === 2) return
    const content = left.length > 1 ? left.shift()! : left[0]
    if (content !== undefined) line.say(`06${hex(render(stxBe2().encode([bytes(sent.slice(2, 6)), bytes(content)])))}`)
  }
  return { line, clock, session: paxD.open(line, settings, clock) }
}
/** Data of the first command sent. */
export const data = (line: MemoryLine): string => line.sent[0]!.slice(10, -2)
export const fault = (code: string) => (thrown: unknown) => thrown instanceof Fault && thrown.code === code
