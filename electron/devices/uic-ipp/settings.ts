// What the protocol page leaves open about this family, each with the page's reading as the default.
import type { DriverSetting, SettingValues } from '../driver.js'

const table = {
  dialect: {
    values: ['uic', 'verifone'],
    default: 'uic',
    about: {
      en: 'Whose message 02: UIC (double and triple keys, TR-31, attributes, 90/94) or VeriFone key-only (single DES keys 0 to 9). GISKE is not offered.',
      zh: '报文 02 的方言：UIC（双倍与三倍长密钥、TR-31、属性、90/94）或 VeriFone 仅密钥（单 DES 密钥 0 至 9）。不提供 GISKE。',
    },
  },
  line: {
    values: ['8n1', '7e1', '7o1'],
    default: '8n1',
    about: {
      en: 'Data bits and parity. 8N1 is what message 13 means without a mode; PINpad 101/1000 are said to leave the factory with 1200 7E1.',
      zh: '数据位与校验。报文 13 未给模式时即 8N1；据称 PINpad 101/1000 出厂为 1200 7E1。',
    },
  },
  'find-rate': {
    values: ['off', 'on'],
    default: 'off',
    about: {
      en: 'Whether a terminal that does not answer is looked for at the other seven rates.',
      zh: '终端无应答时是否在其他七种速率下查找。',
    },
  },
  'after-load': {
    values: ['check-presence', 'stay-in-mode'],
    default: 'check-presence',
    about: {
      en: 'Whether message 04 asks after each load if the key is there, which ends inject mode; or nothing but loads is sent while the mode lasts.',
      zh: '每次加载后是否以报文 04 询问密钥是否存在（这会结束注入模式）；或在该模式期间只发送加载。',
    },
  },
  attributes: {
    values: ['by-usage', 'none'],
    default: 'by-usage',
    about: {
      en: 'Whether a clear key travels with its usage and mode, or is left to the default K0 D.',
      zh: '明文密钥是否携带其用途与模式，还是采用默认的 K0 D。',
    },
  },
  'tpk-mode': {
    values: ['E', 'D'],
    default: 'E',
    about: {
      en: 'Mode of a PIN key (P0): encrypts, or the default D.',
      zh: 'PIN 密钥（P0）的模式：加密，或默认的 D。',
    },
  },
  'tak-mode': {
    values: ['G', 'V'],
    default: 'G',
    about: {
      en: 'Mode of a MAC key (M3): generates, or verifies.',
      zh: 'MAC 密钥（M3）的模式：生成，或验证。',
    },
  },
  'tdk-mode': {
    values: ['E', 'D'],
    default: 'E',
    about: {
      en: 'Mode of a data key (D0): encrypts, or the default D.',
      zh: '数据密钥（D0）的模式：加密，或默认的 D。',
    },
  },
  'block-versions': {
    values: ['a-and-b', 'a', 'b'],
    default: 'a-and-b',
    about: {
      en: 'TR-31 versions taken: the stated lengths fit A, the printed sample is also given in B.',
      zh: '接受的 TR-31 版本：给出的长度符合 A，印出的样例也有 B。',
    },
  },
  'own-block': {
    values: ['b', 'a'],
    default: 'b',
    about: {
      en: 'TR-31 version of blocks that the station makes itself.',
      zh: '工作站自行生成的密钥块的 TR-31 版本。',
    },
  },
  'functional-test': {
    values: ['off', 'pin-entry'],
    default: 'off',
    about: {
      en: 'Whether a TMK is tried after its load: 08 selects it, 70 asks for the PIN 1234 at the pad, and the PIN block (ISO 9564-1 format 0, which the sources do not name) is compared.',
      zh: 'TMK 加载后是否试用：以 08 选择，以 70 请在键盘上输入 PIN 1234，并比较 PIN 块（ISO 9564-1 格式 0，来源未指明）。',
    },
  },
  'pin-amount': {
    values: ['none', '0.00'],
    default: 'none',
    about: {
      en: 'What stands for the amount in message 70, whose form the sources do not give.',
      zh: '报文 70 中金额位置的内容，来源未给出其形式。',
    },
  },
  'zero-with-attributes': {
    values: ['unknown', 'empty', 'filled'],
    default: 'unknown',
    about: {
      en: 'What an answer 04 0 with attributes means; one example prints it, by misprint it seems.',
      zh: '应答 04 0 后带属性的含义；有一个例子如此印出，疑为误印。',
    },
  },
  'ack-ms': {
    values: ['500', '1000', '2000', '5000', '10000'],
    default: '2000',
    about: {
      en: 'How long the ACK of a message is waited for.',
      zh: '等待报文 ACK 的时间。',
    },
  },
  'eot-ms': {
    values: ['250', '500', '1000', '2000'],
    default: '1000',
    about: {
      en: 'How long the EOT behind an answer is waited for; the answer stands without it.',
      zh: '等待应答之后 EOT 的时间；没有它应答仍然有效。',
    },
  },
  'commit-ms': {
    values: ['2000', '6000', '12000'],
    default: '6000',
    about: {
      en: 'How long the EOT behind an acknowledged echo is waited for. The terminal echoes again after 5 s without an ACK; nothing stands without this EOT.',
      zh: '已确认的回显之后等待 EOT 的时间。终端 5 秒未收到 ACK 会再次回显；没有该 EOT 则什么都不成立。',
    },
  },
  naks: {
    values: ['0', '1', '2', '3'],
    default: '3',
    about: {
      en: 'How often a broken answer is asked for again by NAK before EOT ends the exchange.',
      zh: '损坏的应答以 NAK 要求重发几次，之后以 EOT 结束。',
    },
  },
  resend: {
    values: ['once', 'never'],
    default: 'once',
    about: {
      en: 'Whether a question without a good answer is asked once more. Loads never are, but for one NAK.',
      zh: '未得到有效应答的询问是否再问一次。除一次 NAK 外加载从不重发。',
    },
  },
} as const satisfies Record<string, Omit<DriverSetting, 'name'>>

export type SettingName = keyof typeof table

export const settings: readonly DriverSetting[] = Object.entries(table).map(([name, row]) => ({ name, ...row }))

export const settingOf = (values: SettingValues, name: SettingName): string => values[name] ?? table[name].default
