// PAX D180 / D200 / D800. Source: PAX "mposapi" in GitHub angeelgarr/android_Test_pos (Proto, Cmd, PedManager, PedException).
import { stxBe2 } from '../../wire/codecs/stx-be2.js'
import { type Dialect, Exchange } from '../../wire/exchange.js'
import type { DeviceDriver, SettingValues } from '../driver.js'
import { capabilities, ID } from './loads.js'
import { openSession } from './session.js'
import { settingOf, settings } from './settings.js'

/** The source rests so long before a frame goes out again. */
const PAUSE_MS = 1000

/** Body: CMD | SUB | data, in both directions. No sequence number travels: what follows an ACK answers what it took. */
const dialect = (values: SettingValues): Dialect => ({
  codec: stxBe2(),
  sequence: { first: 1, last: 999, start: 1 },
  resends: Number(settingOf(values, 'tries')) - 1,
  header: (code) => [['header', Uint8Array.of(code >> 8, code & 0xff)]],
  answerTo: (body, code) => (body[0] === code >> 8 && body[1] === (code & 0xff) ? body.subarray(2) : null),
  handshake: {
    ackMs: Number(settingOf(values, 'ack-ms')),
    pauseMs: PAUSE_MS,
    asks: Number(settingOf(values, 'naks')),
    acknowledgeUnasked: settingOf(values, 'unasked-answer') === 'acknowledge',
  },
})

export const paxD: DeviceDriver = {
  id: ID,
  title: { zh: '百富 D180 / D200 / D800', en: 'PAX D180 / D200 / D800' },
  line: { baud: 115_200, dataBits: 8, parity: 'none', stopBits: 1 },
  settings,
  loads: capabilities,
  // No source gives this family's USB ids: it is named by whoever plugs it in.
  matches: () => false,
  open: (line, values, clock) => openSession(line, new Exchange(line, dialect(values), clock), values),
}
