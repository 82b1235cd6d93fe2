// Newland P180-style PIN pad. Source: GitHub DavAlex95/NewLandP180 @c461ce0, module/libsecurity/src/pinpad.c.
import { stxBcd2 } from '../../wire/codecs/stx-bcd2.js'
import { type Dialect, Exchange } from '../../wire/exchange.js'
import type { DeviceDriver, SettingValues } from '../driver.js'
import { capabilities, ID } from './loads.js'
import { openSession } from './session.js'
import { settingOf, settings } from './settings.js'

/** Behind the two characters of a command. */
const SLASH = 0x2f
const LONGEST_ANSWER = 1024

const header = (code: number): Uint8Array => Uint8Array.of(code >> 8, code & 0xff, SLASH)

/** Body: command, two characters | 2F | parameters. An answer's command is one more. No sequence number travels. */
const dialect = (values: SettingValues): Dialect => ({
  codec: stxBcd2(LONGEST_ANSWER, 'heard'),
  sequence: { first: 1, last: 999, start: 1 },
  resends: Number(settingOf(values, 'tries')) - 1,
  header: (code) => [['header', header(code)]],
  answerTo: (body, code) => (header(code + 1).every((byte, at) => body[at] === byte) ? body.subarray(3) : null),
  handshake: {
    ackMs: Number(settingOf(values, 'ack-ms')),
    pauseMs: 0,
    asks: Number(settingOf(values, 'naks')),
    acknowledgeUnasked: settingOf(values, 'unasked-answer') === 'acknowledge',
    // The source's host passes over a NAK and goes on waiting, so that a load is never sent again.
    nak: 'waits',
  },
})

export const newlandP180: DeviceDriver = {
  id: ID,
  title: { zh: '新大陆 P180 密码键盘', en: 'Newland P180 PIN pad' },
  line: { baud: 115_200, dataBits: 8, parity: 'none', stopBits: 1 },
  settings,
  loads: capabilities,
  // The source gives no USB ids, and the maker's vendor id suggests the K21: it is named by whoever plugs it in.
  matches: () => false,
  open: (line, values, clock) => openSession(line, new Exchange(line, dialect(values), clock), values),
}
