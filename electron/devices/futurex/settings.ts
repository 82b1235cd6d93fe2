// What the protocol page leaves open about this family, each with the page's reading as the default.
import type { DriverSetting, SettingValues } from '../driver.js'

const everyByte = Array.from({ length: 256 }, (_, value) => value.toString(16).toUpperCase().padStart(2, '0'))

const table = {
  dialect: {
    values: ['fxpy', 'fx'],
    default: 'fxpy',
    about: {
      en: 'Whose command 02. fxpy: slots in hex, length in hex digits. fx: slots in decimal, length in bytes; algorithm, subtype, total and index beside.',
      zh: '命令 02 的方言。fxpy：槽位与长度为十六进制。fx：槽位为十进制，长度按字节计，另有算法、子类型、总数和序号。',
    },
  },
  'unknown-kcv': {
    values: ['refused', 'zeros'],
    default: 'refused',
    about: {
      en: 'A load whose check value, or its transport key’s, is not known: not sent, or sent with 0000 in that field.',
      zh: '密钥或其传输密钥的校验值未知时：不发送，或在该字段填 0000 发送。',
    },
  },
  'under-mode': {
    values: ['ecb', 'cbc'],
    default: 'ecb',
    about: {
      en: 'How the station enciphers a key under its transport key; CBC with an initial value of zeros.',
      zh: '工作站在传输密钥下加密密钥的方式：ECB，或初始向量为零的 CBC。',
    },
  },
  'block-encryption': {
    values: ['01', '00'],
    default: '01',
    about: {
      en: 'Encryption type said of a TR-31 block: under a loaded transport key, or none.',
      zh: 'TR-31 密钥块的加密类型：在已加载的传输密钥之下，或无。',
    },
  },
  'block-length': {
    values: ['characters', 'halved'],
    default: 'characters',
    about: {
      en: 'What the length of a TR-31 block counts in dialect fx, where a key’s counts bytes of two characters each.',
      zh: 'fx 方言中 TR-31 密钥块长度的单位：字符，或与密钥一样每两个字符计一个字节。',
    },
  },
  'block-algorithm': {
    values: ['shortest', 'longest'],
    default: 'shortest',
    about: {
      en: 'Algorithm said of a TR-31 block in dialect fx, for its key’s length does not show: 3DES-112 or 168, AES-128 or 256.',
      zh: 'fx 方言中 TR-31 密钥块所报的算法（其密钥长度不可见）：3DES-112 或 168，AES-128 或 256。',
    },
  },
  'count-place': {
    values: ['end', 'after-subtype', 'after-ksn'],
    default: 'end',
    about: {
      en: 'Where total and index stand in dialect fx. A place is stated for algorithm and subtype only.',
      zh: 'fx 方言中总数与序号的位置。来源仅说明了算法与子类型的位置。',
    },
  },
  count: {
    values: ['001001', '001000', '000000'],
    default: '001001',
    about: {
      en: 'Total and index of a key that is loaded by itself, dialect fx.',
      zh: 'fx 方言中单独加载一个密钥时的总数与序号。',
    },
  },
  subtype: {
    values: everyByte,
    default: '00',
    about: {
      en: 'Subtype of every key, dialect fx. What its values mean is not known.',
      zh: 'fx 方言中所有密钥的子类型。其取值含义不明。',
    },
  },
  'aes-kcv': {
    values: ['aes-zeros', 'aes-cmac'],
    default: 'aes-zeros',
    about: {
      en: 'How the check value of an AES key is made: one block of zeros enciphered, or a CMAC over it.',
      zh: 'AES 密钥校验值的算法：加密一个全零分组，或对其做 CMAC。',
    },
  },
  version: {
    values: ['load-only', 'every-change'],
    default: 'load-only',
    about: {
      en: 'Whether version 01 stands only in command 02, or in 04, 05 and 06 as well. 03 is known without it.',
      zh: '版本 01 仅出现在命令 02 中，还是也出现在 04、05 和 06 中。已知 03 不含版本。',
    },
  },
  'delete-one': {
    values: ['slot', 'slot-and-type'],
    default: 'slot',
    about: {
      en: 'Whether command 06 names the slot alone, or the key type behind it.',
      zh: '命令 06 只含槽位，还是其后再跟密钥类型。',
    },
  },
  'serial-text': {
    values: ['16-and-model', 'whole'],
    default: '16-and-model',
    about: {
      en: 'How the answer to 03 reads: 16 characters of serial number and then the model, or the serial number alone.',
      zh: '命令 03 的应答格式：16 个字符的序列号后跟型号，或只有序列号。',
    },
  },
  tries: {
    values: ['3', '2', '1'],
    default: '3',
    about: {
      en: 'How often a question is asked in all where no good answer comes. Loads are sent once.',
      zh: '未得到有效应答时一个询问总共发送几次。加载只发送一次。',
    },
  },
} as const satisfies Record<string, Omit<DriverSetting, 'name'>>

export type SettingName = keyof typeof table

export const settings: readonly DriverSetting[] = Object.entries(table).map(([name, row]) => ({ name, ...row }))

export const settingOf = (values: SettingValues, name: SettingName): string => values[name] ?? table[name].default
