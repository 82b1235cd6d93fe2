// Unitech MS246 encrypting reader. Source: Unitech MS246 manual 80096504-001 Rev C.
import { stxBase64Lrc } from '../../wire/codecs/stx-base64-lrc.js'
import { type Dialect, Exchange } from '../../wire/exchange.js'
import type { DeviceDriver, SettingValues } from '../driver.js'
import { DONE } from './commands.js'
import { capabilities, ID } from './loads.js'
import { openSession } from './session.js'
import { settingOf, settings } from './settings.js'

/** Longer than the answer to a load (8 bytes), shorter than a load (35): on a line that echoes, a key is never taken in. */
const LONGEST_ANSWER = 32
const START = 0xff

/** Body: FF | sub | data. An answer's sub is 00, whatever was asked: no sequence number travels, and no command. */
const dialect = (values: SettingValues): Dialect => ({
  codec: stxBase64Lrc(LONGEST_ANSWER),
  sequence: { first: 1, last: 999, start: 1 },
  resends: Number(settingOf(values, 'tries')) - 1,
  header: (code) => [['header', Uint8Array.of(START, code)]],
  answerTo: (body) => (body[1] === DONE ? body.subarray(1) : null),
  handshake: {
    ackMs: Number(settingOf(values, 'ack-ms')),
    pauseMs: 0,
    asks: 0,
    acknowledgeUnasked: false,
    nak: 'ends',
    acknowledges: false,
  },
})

export const unitechMs246: DeviceDriver = {
  id: ID,
  title: { zh: 'Unitech MS246 加密刷卡器', en: 'Unitech MS246 encrypting card reader' },
  // The rate is not on record; the port's own sets it.
  line: { baud: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  settings,
  loads: capabilities,
  // No source gives this family's USB ids: it is named by whoever plugs it in.
  matches: () => false,
  open: (line, values, clock) => openSession(line, new Exchange(line, dialect(values), clock), values),
}
