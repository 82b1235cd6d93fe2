// What the protocol page leaves open about this family, each with the page's reading as the default.
import type { DriverSetting, SettingValues } from '../driver.js'

const table = {
  'kcv-send': {
    values: ['by-method', 'mac', 'none'],
    default: 'by-method',
    about: {
      en: 'How a load lets the device check the key: mode 1 or 2 by the method of the expected value; mode 3 where the transport key is held; or mode 0, which checks nothing.',
      zh: '加载如何让设备校验密钥：按期望值的方法用模式 1 或 2；持有传输密钥时用模式 3；或模式 0，不校验。',
    },
  },
  'short-kcv': {
    values: ['unsent', 'as-known'],
    default: 'unsent',
    about: {
      en: 'What becomes of an expected value of 3 bytes, as modes 1 and 2 are shown with 4: unsent (mode 0, the read-back compares), or sent with its own length.',
      zh: '期望值为 3 字节时如何处理（模式 1 和 2 的样例为 4 字节）：不发送（模式 0，由回读比较），或按其自身长度发送。',
    },
  },
  'mac-data': {
    values: ['none', 'zeros'],
    default: 'none',
    about: {
      en: 'Data behind the cryptogram under the MAC of mode 3: none, or eight zero bytes.',
      zh: '模式 3 的 MAC 在密文之后覆盖的数据：无，或八个零字节。',
    },
  },
  'mac-bytes': {
    values: ['4', '8'],
    default: '4',
    about: {
      en: 'How much of the MAC mode 3 sends.',
      zh: '模式 3 发送的 MAC 长度。',
    },
  },
  'clear-source': {
    values: ['tlk', 'parent'],
    default: 'tlk',
    about: {
      en: 'The source type named, with index 0, for a clear key: TLK as in the known sample, or the type that a working key usually travels under.',
      zh: '明文密钥所报的来源类型（索引 0）：如已知样例为 TLK，或工作密钥通常所在的上级类型。',
    },
  },
  'highest-slot': {
    values: ['100', '20'],
    default: '100',
    about: {
      en: 'The last index of keys and of DUKPT groups: 100, or 20 on the D180.',
      zh: '密钥与 DUKPT 组的最大索引：100，D180 为 20。',
    },
  },
  'serial-text': {
    values: ['either', 'length-first', 'plain'],
    default: 'either',
    about: {
      en: 'Whether the serial number comes behind its length, as the version does, or plain; either goes by what the first byte says.',
      zh: '序列号是像版本号那样前带长度，还是直接给出；“either” 按首字节判断。',
    },
  },
  'ack-ms': {
    values: ['500', '1000', '2000', '5000', '10000'],
    default: '2000',
    about: {
      en: 'How long the ACK of a command is waited for.',
      zh: '等待命令 ACK 的时间。',
    },
  },
  tries: {
    values: ['1', '2', '3', '5', '10', '50'],
    default: '2',
    about: {
      en: 'How often a question goes out in all when it is refused by NAK or not answered; the source allows 50. A load goes out again once, after a NAK only.',
      zh: '询问被 NAK 拒绝或无应答时总共发送几次；来源允许 50 次。加载仅在 NAK 之后再发送一次。',
    },
  },
  naks: {
    values: ['0', '1', '2', '3', '5', '10'],
    default: '3',
    about: {
      en: 'How often a broken answer is asked for again by NAK.',
      zh: '损坏的应答以 NAK 要求重发几次。',
    },
  },
  'unasked-answer': {
    values: ['acknowledge', 'ignore'],
    default: 'acknowledge',
    about: {
      en: 'What is done with an answer that nobody waits for, as when the device repeats one whose ACK was lost.',
      zh: '如何处理无人等待的应答，例如设备因 ACK 丢失而重复的应答。',
    },
  },
} as const satisfies Record<string, Omit<DriverSetting, 'name'>>

export type SettingName = keyof typeof table

export const settings: readonly DriverSetting[] = Object.entries(table).map(([name, row]) => ({ name, ...row }))

export const settingOf = (values: SettingValues, name: SettingName): string => values[name] ?? table[name].default
