// SZZT ZT588 / ZT598 EPP. Sources: smartkiosk/smartware @d743e29 (Ruby, ZT588) and an independent C++ driver (ZT598).
import { stxDec3 } from '../../wire/codecs/stx-dec3.js'
import { type Dialect, Exchange } from '../../wire/exchange.js'
import type { DeviceDriver, SettingValues } from '../driver.js'
import { answers } from './commands.js'
import { capabilities, ID } from './loads.js'
import { openSession } from './session.js'
import { settingOf, settings } from './settings.js'

const codec = stxDec3()

/** Text: one character of command and its fields; of an answer, one raw return byte and its data. No sequence numbers. */
const dialect = (values: SettingValues): Dialect => ({
  codec,
  sequence: { first: 0, last: 0, start: 0 },
  resends: Number(settingOf(values, 'resends')),
  header: (code) => [['command', Uint8Array.of(code)]],
  answerTo: (text, code) => (answers(text, code) ? text : null),
})

export const szztZt598: DeviceDriver = {
  id: ID,
  title: { zh: '证通 ZT588 / ZT598 加密键盘', en: 'SZZT ZT588 / ZT598 EPP' },
  line: { baud: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  settings,
  loads: capabilities,
  // No source names a USB id: a serial terminal stands behind whatever adapter there is.
  matches: () => false,
  open: (line, values, clock, ciphers) => {
    const exchange = new Exchange(line, dialect(values), clock)
    return openSession({ line, exchange, codec, clock, settings: values, ciphers })
  },
}
