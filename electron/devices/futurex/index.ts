// Terminals that speak Futurex-style serial injection. Sources: DiegoHDLCV/android_injector, citing the vendor's manual
// v3.8.3 (FX), and an independent Python client (FXPY).
import { stxEtxLrc } from '../../wire/codecs/stx-etx-lrc.js'
import { type Dialect, Exchange } from '../../wire/exchange.js'
import type { DeviceDriver, SettingValues } from '../driver.js'
import { ID } from './cannot.js'
import { capabilities } from './loads.js'
import { openSession } from './session.js'
import { settingOf, settings } from './settings.js'
import { ascii } from './text.js'

/** Longer than any answer (48 characters for a model), shorter than any load: on a line that echoes, a load is no answer. */
const LONGEST_ANSWER = 72

const header = (code: number): Uint8Array => ascii(String(code).padStart(2, '0'))

/** Body: command, two digits | fields. No sequence number travels. */
const dialect = (values: SettingValues): Dialect => ({
  codec: stxEtxLrc(LONGEST_ANSWER),
  sequence: { first: 1, last: 999, start: 1 },
  resends: Number(settingOf(values, 'tries')) - 1,
  resendAfterMs: 500,
  header: (code) => [['header', header(code)]],
  answerTo: (body, code) => (header(code).every((byte, at) => body[at] === byte) ? body.subarray(2) : null),
})

export const futurex: DeviceDriver = {
  id: ID,
  title: { zh: 'Futurex 式串口密钥注入终端', en: 'Terminal with Futurex-style serial injection' },
  line: { baud: 115_200, dataBits: 8, parity: 'none', stopBits: 1 },
  settings,
  loads: capabilities,
  // No source gives USB ids of this family: it is named by whoever plugs it in.
  matches: () => false,
  open: (line, values, clock) => openSession(line, new Exchange(line, dialect(values), clock), values),
}
