// What the protocol page leaves open about this family, each with the page's reading as the default.
import type { DriverSetting, SettingValues } from '../driver.js'

const table = {
  coding: {
    values: ['hex', 'broken-hex'],
    default: 'hex',
    about: {
      en: 'How keys and data travel: as hex digits, or as one byte 30h + nibble for each nibble.',
      zh: '密钥与数据的传输形式：十六进制字符，或每半字节一个字节 30h + 半字节。',
    },
  },
  'select-coding': {
    values: ['with-identity', 'never'],
    default: 'with-identity',
    about: {
      en: 'Whether that coding is chosen in the terminal (control 6) each time its identity is read.',
      zh: '是否在每次读取身份时在终端中选择该编码（控制 6）。',
    },
  },
  'number-coding': {
    values: ['hex', 'as-data'],
    default: 'hex',
    about: {
      en: 'Whether key numbers, control values and authentication codes stay hex digits where data is broken hex.',
      zh: '数据为拆分形式时，密钥编号、控制值与认证码是否仍为十六进制字符。',
    },
  },
  auth: {
    values: ['on-demand', 'always', 'never'],
    default: 'on-demand',
    about: {
      en: 'When the station authenticates: after a load was answered EC, which is then sent once more; before every load; not at all.',
      zh: '工作站何时认证：加载返回 EC 之后（随后再发送一次）；每次加载之前；从不。',
    },
  },
  'auth-variant': {
    values: ['z', 'c'],
    default: 'z',
    about: {
      en: 'The handshake: z as the ZT588 driver has it, c as the ZT598 driver has it.',
      zh: '认证方式：z 为 ZT588 驱动的方式，c 为 ZT598 驱动的方式。',
    },
  },
  uid: {
    values: ['by-variant', '11', '88'],
    default: 'by-variant',
    about: {
      en: 'The published UID: the byte 11 (variant z) or 88 (variant c) repeated, 8 bytes for z and 16 for c. Another UID is not known to the station.',
      zh: '公开的 UID：重复的字节 11（方式 z）或 88（方式 c），z 为 8 字节，c 为 16 字节。工作站不知道其他 UID。',
    },
  },
  'auth-seed': {
    values: ['text', 'zeros'],
    default: 'text',
    about: {
      en: 'What variant z sends first: sixteen characters 0 as data, or eight zero bytes.',
      zh: '方式 z 首先发送的内容：十六个字符 0，或八个零字节。',
    },
  },
  'auth-number': {
    values: ['transport-key', 'zero'],
    default: 'transport-key',
    about: {
      en: 'The key number that the handshake names: that of the transport key (of a clear load the key’s own), or 00. On EC and E4 variant c falls back to the UID itself.',
      zh: '认证所指的密钥编号：传输密钥的编号（明文加载时为密钥自身编号），或 00。方式 c 遇 EC 与 E4 时退回 UID 自身。',
    },
  },
  'auth-uid-code': {
    values: ['81', '00'],
    default: '81',
    about: {
      en: 'What variant c names for the UID itself. Of its codes 80, 81, 90 and 91 three are known (set UID, verify), which leaves 81; 00 is the number of the UID mask.',
      zh: '方式 c 以哪个代码指 UID 自身。其代码 80、81、90、91 中三个已知，余下 81；00 为 UID 掩码的编号。',
    },
  },
  'auth-verify': {
    values: ['by-usage', '90', '91'],
    default: 'by-usage',
    about: {
      en: 'The code of the last step: 91 for a TLK and 90 for the others, or always one of them.',
      zh: '最后一步的代码：TLK 为 91、其他为 90，或总是其中之一。',
    },
  },
  'clear-length-digit': {
    values: ['1-2-3', '0-1-2'],
    default: '1-2-3',
    about: {
      en: 'The length digit of a clear load of 8, 16 and 24 bytes. Both drivers use 1-2-3 under a transport key.',
      zh: '明文加载 8、16、24 字节密钥时的长度位。两个驱动在传输密钥之下均用 1-2-3。',
    },
  },
  'tlk-type': {
    values: ['1', '2'],
    default: '1',
    about: {
      en: 'The type digit of a TLK: 1 (IMK), or 2 as a TMK and a KEK have it.',
      zh: 'TLK 的类型位：1（IMK），或与 TMK、KEK 相同的 2。',
    },
  },
  'read-back': {
    values: ['every-key', 'working-keys', 'off'],
    default: 'every-key',
    about: {
      en: 'Which check values are read back, by enciphering zeros under the key (command 9). The source does so for working keys.',
      zh: '哪些校验值会被回读（以该密钥加密全零，命令 9）。来源仅对工作密钥这样做。',
    },
  },
  'sm4-read-back': {
    values: ['off', 'd-as-9'],
    default: 'off',
    about: {
      en: 'Whether an SM4 key is read back by command d, taking it to have the fields of command 9.',
      zh: '是否以命令 d 回读 SM4 密钥，并假定其字段与命令 9 相同。',
    },
  },
  'no-key': {
    values: ['E4', 'E4-E5'],
    default: 'E4',
    about: {
      en: 'The codes that say that a key number is empty: E4 alone, or E5 (no match / no key) too.',
      zh: '哪些代码表示该密钥编号为空：仅 E4，或也包括 E5（不匹配 / 无密钥）。',
    },
  },
  serial: {
    values: ['date-and-serial', 'serial', 'binary'],
    default: 'date-and-serial',
    about: {
      en: 'The serial number: characters 138 to 145 of the user info, the last four alone, or those eight as hex.',
      zh: '序列号取自用户信息的第 138 至 145 个字符、仅后四个字符，或将这八个字符作为十六进制。',
    },
  },
  discovery: {
    values: ['on', 'off'],
    default: 'on',
    about: {
      en: 'Whether the other rates are tried once command 3 stays unanswered for 1 s at the configured one.',
      zh: '在设定速率下命令 3 一秒内无应答时，是否尝试其他速率。',
    },
  },
  'discovered-rate': {
    values: ['115200', 'keep'],
    default: '115200',
    about: {
      en: 'Whether a terminal found at another rate is switched to 115200, or spoken to at the rate it has.',
      zh: '在其他速率下找到的终端是切换到 115200，还是保持其速率。',
    },
  },
  'baud-value': {
    values: ['constants', 'helper'],
    default: 'constants',
    about: {
      en: 'The control value of 115200: 4F as both drivers’ constants have it, or 48 as one driver’s helper makes it.',
      zh: '115200 的控制值：两个驱动的常量均为 4F，其中一个驱动的辅助函数得出 48。',
    },
  },
  deadline: {
    values: ['1', '3', '5', '10'],
    default: '1',
    about: {
      en: 'How long an answer may take, in seconds. The source waits 1 s; a terminal that is busy with a key may want more.',
      zh: '应答期限（秒）。来源等待 1 秒；正在处理密钥的终端可能需要更久。',
    },
  },
  resends: {
    values: ['4', '3', '2', '1', '0'],
    default: '4',
    about: {
      en: 'How often a reading command is sent again when its answer is lost or broken. Loads never are.',
      zh: '应答丢失或损坏时读命令重发几次。加载从不重发。',
    },
  },
} as const satisfies Record<string, Omit<DriverSetting, 'name'>>

export type SettingName = keyof typeof table

export const settings: readonly DriverSetting[] = Object.entries(table).map(([name, row]) => ({ name, ...row }))

export const settingOf = (values: SettingValues, name: SettingName): string => values[name] ?? table[name].default
