// Castles PCI100 PIN pad. Source: GitHub castlesph/V5S_RBDEBIT @acf2f41 (PCI100.c, PCI100.h, COMMS.c).
import { dleFrame, dleStxLrc } from '../../wire/codecs/dle-stx-lrc.js'
import { type Dialect, Exchange } from '../../wire/exchange.js'
import type { FrameCodec } from '../../wire/frame.js'
import type { DeviceDriver, SettingValues } from '../driver.js'
import { answers, RATE_COMMAND } from './commands.js'
import { capabilities, ID } from './loads.js'
import { openSession } from './session.js'
import { settingOf, settings } from './settings.js'

const codec = dleStxLrc()

/** Command and the first four bytes of its data: the parts that the source makes the rate command's LRC of. */
const COVERED_BY_SOURCE = 2
const asTheSource: FrameCodec = {
  ...codec,
  encode: (body) => {
    const [command] = body
    const rate = command instanceof Uint8Array && command[0] === RATE_COMMAND
    return rate ? dleFrame(body, COVERED_BY_SOURCE) : codec.encode(body)
  },
}

/** Body: one byte of command and its fields; of an answer, one byte of status and its data. No sequence numbers. */
const dialect = (values: SettingValues): Dialect => ({
  codec: settingOf(values, 'rate-lrc') === 'five-bytes' ? asTheSource : codec,
  sequence: { first: 0, last: 0, start: 0 },
  resends: settingOf(values, 'resend') === 'once' ? 1 : 0,
  header: (code) => [['command', Uint8Array.of(code)]],
  answerTo: (body, code) => (answers(body, code) ? body : null),
})

export const castlesPci100: DeviceDriver = {
  id: ID,
  title: { zh: '虹堡 PCI100 密码键盘', en: 'Castles PCI100 PIN pad' },
  line: { baud: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  settings,
  loads: capabilities,
  // No source names a USB id: a serial pad stands behind whatever adapter there is.
  matches: () => false,
  open: (line, values, clock, ciphers) =>
    openSession({ line, exchange: new Exchange(line, dialect(values), clock), settings: values, ciphers }),
}
