// A K21 session on a line in memory whose device gives one answer, and a request to load a TMK.
import { Fault } from '../../electron/contract/fault.js'
import type { LoadMaterial, LoadRequest, SettingValues } from '../../electron/devices/driver.js'
import { newlandK21 } from '../../electron/devices/newland-k21/index.js'
import { stxBcd2 } from '../../electron/wire/codecs/stx-bcd2.js'
import { render } from '../../electron/wire/render.js'
import { bytes, hex, MemoryLine, openSecret } from '../wire/memory-line.js'
import { VirtualClock } from '../wire/virtual-clock.js'

const frame = (body: string): string => hex(render(stxBcd2().encode([bytes(body)])))
export const key = openSecret('0123456789ABCDEFFEDCBA9876543210')
export const tlk = openSecret('31313131313131313131313131313131')
export const wrapped: LoadMaterial = { form: 'wrapped', secret: key, key: tlk }
export const tmk2: LoadRequest = {
  usage: 'TMK',
  slot: 2,
  algorithm: 'tdes',
  material: wrapped,
  under: { usage: 'TLK', slot: 1 },
  expected: { method: 'tdes-zeros', hex: '08D7B4FB629D0885' },
}

/** A session whose device answers each command's content with this one; `#` stands for its header. */
export function setUp(answer: string, settings: SettingValues = {}) {
  const line = new MemoryLine()
  const clock = new VirtualClock()
  line.answer = (sent) => answer && line.say(frame(sent.slice(6, 14) + answer))
  return { line, clock, session: newlandK21.open(line, settings, clock) }
}
export const body = (line: MemoryLine): string => line.sent[0]!.slice(14, -4)
export const fault = (code: string) => (thrown: unknown) => thrown instanceof Fault && thrown.code === code
