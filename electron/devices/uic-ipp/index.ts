// UIC PP791 and VeriFone IPP PIN pads. Sources: UIC PM0103-U Rev 06; VeriFone MX800 guide, IPP packets; VPN 22903; Dunfield.
import { siStxLrc } from '../../wire/codecs/si-stx-lrc.js'
import { type Dialect, Exchange } from '../../wire/exchange.js'
import type { DeviceDriver, SettingValues } from '../driver.js'
import { answerCode } from './commands.js'
import { capabilities, ID } from './loads.js'
import { lineForm } from './rates.js'
import { IppSession } from './session.js'
import { settingOf, settings } from './settings.js'

const header = (code: number): Uint8Array => Uint8Array.of(code >> 16, (code >> 8) & 0xff, code & 0xff)

/** Body: start byte | id(2) | data. No sequence number travels: what follows an ACK answers what it took. */
const dialect = (values: SettingValues): Dialect => ({
  codec: siStxLrc(),
  sequence: { first: 1, last: 999, start: 1 },
  resends: settingOf(values, 'resend') === 'once' ? 1 : 0,
  header: (code) => [['header', header(code)]],
  answerTo: (body, code) => (header(answerCode(code)).every((byte, at) => body[at] === byte) ? body.subarray(3) : null),
  handshake: {
    ackMs: Number(settingOf(values, 'ack-ms')),
    pauseMs: 0,
    asks: Number(settingOf(values, 'naks')),
    // An echo that nobody waits for would have its key stored by an ACK.
    acknowledgeUnasked: false,
    eot: { ms: Number(settingOf(values, 'eot-ms')), commitMs: Number(settingOf(values, 'commit-ms')) },
  },
})

/** Neither source names the rate that a PP791 leaves the factory with. */
const BAUD = 9600

export const uicIpp: DeviceDriver = {
  id: ID,
  title: { zh: 'UIC PP791 / VeriFone IPP 密码键盘', en: 'UIC PP791 / VeriFone IPP PIN pad' },
  line: { baud: BAUD, dataBits: 8, parity: 'none', stopBits: 1 },
  settings,
  lineBy: (values) => {
    const { dataBits, parity, stopBits } = lineForm(values)
    return { baud: BAUD, dataBits, parity, stopBits }
  },
  loads: capabilities,
  // No source gives this family's USB ids: it is named by whoever plugs it in.
  matches: () => false,
  open: (line, values, clock, ciphers) =>
    new IppSession(line, new Exchange(line, dialect(values), clock), values, clock, ciphers),
}
