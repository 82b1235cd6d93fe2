// What the protocol page leaves open about this family, each with the page's reading as the default.
import type { DriverSetting, SettingValues } from '../driver.js'

const table = {
  ksn: {
    values: ['before-key', 'after-key', 'unsent'],
    default: 'before-key',
    about: {
      en: 'When the key serial number is stored: before its key, as listed; after it; or not by the station.',
      zh: '何时存储密钥序列号：按来源所列在密钥之前；在密钥之后；或不由工作站存储。',
    },
  },
  'bare-ack': {
    values: ['answers', 'is-no-answer'],
    default: 'answers',
    about: {
      en: 'Whether the ACK alone will do as the answer to the status question and to a key serial number, if no frame follows within a second. A key is always answered by a frame.',
      zh: '状态询问与密钥序列号之后一秒内没有帧时，单独的 ACK 是否算作应答。密钥总是以帧应答。',
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
    values: ['1', '2', '3', '5'],
    default: '2',
    about: {
      en: 'How often the status question goes out in all when it is not answered. Nothing else is sent twice.',
      zh: '状态询问未得到应答时总共发送几次。其他内容不会发送两次。',
    },
  },
} as const satisfies Record<string, Omit<DriverSetting, 'name'>>

export type SettingName = keyof typeof table

export const settings: readonly DriverSetting[] = Object.entries(table).map(([name, row]) => ({ name, ...row }))

export const settingOf = (values: SettingValues, name: SettingName): string => values[name] ?? table[name].default
