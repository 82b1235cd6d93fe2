// A P180 session on a line in memory whose pad acknowledges each command and answers it with one content.
import { Fault } from '../../electron/contract/fault.js'
import type { LoadRequest, SettingValues } from '../../electron/devices/driver.js'
import { newlandP180 } from '../../electron/devices/newland-p180/index.js'
import { stxBcd2 } from '../../electron/wire/codecs/stx-bcd2.js'
import { render } from '../../electron/wire/render.js'
import { bytes, hex, MemoryLine, openSecret } from '../wire/memory-line.js'
import { VirtualClock } from '../wire/virtual-clock.js'

/** Unequal halves: E(K1, 00×8) = 08D7B4FB629D0885, E(K2, 00×8) = D2B91CC5A758BB08; K2 under K1 = 9B3A7B…50E7. */
export const k1 = openSecret('0123456789ABCDEFFEDCBA9876543210')
export const k2 = openSecret('11111111111111112222222222222222')
export const tpk3: LoadRequest = {
  usage: 'TPK',
  slot: 3,
  algorithm: 'tdes',
  material: { form: 'wrapped', secret: k2, key: k1 },
  under: { usage: 'TMK', slot: 1 },
  expected: { method: 'tdes-zeros', hex: 'D2B91CC5A758BB08' },
}

/** @param answers contents of the answers behind their command and 2F, one a command; the last one goes on answering */
export function setUp(answers: readonly string[], settings: SettingValues = {}) {
  const line = new MemoryLine()
  const clock = new VirtualClock()
  const left = [...answers]
  line.answer = (sent) => {
    if (sent.length === 2) return
    const content = left.length > 1 ? left.shift()! : left[0]
    if (content === undefined) return
    const command = bytes(sent.slice(6, 12))
    command[1]! += 1
    line.say(`06${hex(render(stxBcd2().encode([command, bytes(content)])))}`)
  }
  return { line, clock, session: newlandP180.open(line, settings, clock) }
}
/** Parameters of the first command sent. */
export const parameters = (line: MemoryLine): string => line.sent[0]!.slice(12, -4)
export const fault = (code: string) => (thrown: unknown) => thrown instanceof Fault && thrown.code === code
