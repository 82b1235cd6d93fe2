// What the protocol page leaves open about this family, each with the page's reading as the default.
import type { DriverSetting, SettingValues } from '../driver.js'

const sequence = Array.from({ length: 255 }, (_, index) => String(index + 1))

const table = {
  'tlk-under': {
    values: ['present-tlk', 'itself'],
    default: 'present-tlk',
    about: {
      en: 'What a TLK is enciphered under on its way in: the TLK in the device now, or itself. The one known sample fits both.',
      zh: 'TLK 加载时由什么加密：设备中现有的 TLK，或其自身。已知的唯一样例两者都符合。',
    },
  },
  'tmk-read-back': {
    values: ['off', 'type-00'],
    default: 'off',
    about: {
      en: 'Whether the check value of a TMK can be read by key type 00. Read-back is shown for working keys only.',
      zh: '能否以密钥类型 00 读取 TMK 的校验值。来源仅演示了工作密钥的回读。',
    },
  },
  'kcv-send': {
    values: ['as-known', 'none'],
    default: 'as-known',
    about: {
      en: 'Whether the expected check value is sent along for the device to compare: 6, 4 or 3 bytes, as many as are known.',
      zh: '是否随加载发送期望校验值供设备比较：6、4 或 3 字节，已知多少发多少。',
    },
  },
  'response-code': {
    values: ['must-be-00', 'ignored'],
    default: 'must-be-00',
    about: {
      en: 'Whether the general response code at offset 7 counts beside the result code at offset 9 of a key command.',
      zh: '偏移 7 处的通用响应码是否与密钥命令偏移 9 处的结果码一并判断。',
    },
  },
  'delete-one': {
    values: ['tdk-only', 'type-byte'],
    default: 'tdk-only',
    about: {
      en: 'How the first byte of the form that deletes one key reads: "one TDK", or the key type (01 TDK, 02 TPK, 03 TAK).',
      zh: '删除单个密钥时首字节的含义：“一个 TDK”，或密钥类型（01 TDK、02 TPK、03 TAK）。',
    },
  },
  'delete-all': {
    values: ['everything', 'indexes-1-200'],
    default: 'everything',
    about: {
      en: 'Which form "delete all keys" takes: 04, which is all there are, or 05, after which index 201 survives.',
      zh: '“删除全部密钥”采用哪种形式：04（全部），或 05（保留索引 201）。',
    },
  },
  resend: {
    values: ['once', 'never'],
    default: 'once',
    about: {
      en: 'Whether a reading command without a good answer is sent once more, under a new sequence number. Loads never are.',
      zh: '未得到有效应答的读命令是否以新的序号再发送一次。加载从不重发。',
    },
  },
  'first-seq': {
    values: sequence,
    default: '1',
    about: {
      en: 'The sequence number a session begins with; the host chooses it.',
      zh: '会话开始时的序号，由主机选择。',
    },
  },
} as const satisfies Record<string, Omit<DriverSetting, 'name'>>

export type SettingName = keyof typeof table

export const settings: readonly DriverSetting[] = Object.entries(table).map(([name, row]) => ({ name, ...row }))

export const settingOf = (values: SettingValues, name: SettingName): string => values[name] ?? table[name].default
