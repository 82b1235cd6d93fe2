// Newland K21 / ME3x PIN pad. Source: the Newland terminal test app (EchoGuo0827/testool_JDK, N850_OverSea @79f2441).
import { stxBcd2 } from '../../wire/codecs/stx-bcd2.js'
import { type Dialect, Exchange } from '../../wire/exchange.js'
import type { DeviceDriver, SettingValues } from '../driver.js'
import { capabilities, ID } from './loads.js'
import { openSession } from './session.js'
import { settingOf, settings } from './settings.js'

/** Between command and sequence number. */
const SLASH = 0x2f
/** Fujian Newland Computer Co., Ltd (usb.ids). Which of its products speak this protocol is not known. */
const NEWLAND_USB_VENDOR = '1eab'

/** Body: CMD(2) | 2F | SEQ(1) | content, in both directions. */
const dialect = (values: SettingValues): Dialect => ({
  codec: stxBcd2(),
  sequence: { first: 1, last: 255, start: Number(settingOf(values, 'first-seq')) },
  resends: settingOf(values, 'resend') === 'once' ? 1 : 0,
  header: (code, seq) => [['header', Uint8Array.of(code >> 8, code & 0xff, SLASH, seq)]],
  answerTo: (body, code, seq) =>
    body[0] === code >> 8 && body[1] === (code & 0xff) && body[2] === SLASH && body[3] === seq
      ? body.subarray(4)
      : null,
})

export const newlandK21: DeviceDriver = {
  id: ID,
  title: { zh: '新大陆 K21 / ME3x 密码键盘', en: 'Newland K21 / ME3x PIN pad' },
  line: { baud: 115_200, dataBits: 8, parity: 'none', stopBits: 1 },
  settings,
  loads: capabilities,
  matches: (port) => port.vendorId === NEWLAND_USB_VENDOR,
  open: (line, values, clock) => openSession(line, new Exchange(line, dialect(values), clock), values),
}
