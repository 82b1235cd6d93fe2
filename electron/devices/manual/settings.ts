// How people load by hand: the way the key takes into the terminal, how often two readings may differ, how long it waits.
import { loadingWays } from '../../contract/people.js'
import type { DriverSetting, SettingValues } from '../driver.js'

const table = {
  way: {
    values: loadingWays,
    default: 'keypad',
    about: {
      en: 'How the key gets in: typed at the terminal’s own keypad, from a mother POS by its cable, or from a key card.',
      zh: '密钥如何进入终端：在终端自带键盘上输入、由母POS经电缆传入，或用密钥卡。',
    },
  },
  rounds: {
    values: ['1', '2', '3', '4', '5'],
    default: '3',
    about: {
      en: 'How often both people are asked to read, where their readings differ, before the value counts as unread.',
      zh: '两人读数不一致时，最多请他们读几轮，之后该值视为未读出。',
    },
  },
  patience: {
    values: ['5', '10', '20', '30', '60'],
    default: '30',
    about: {
      en: 'Minutes to wait for each answer. After that the load counts as unknown.',
      zh: '每次应答等待的分钟数。超时后该次加载视为结果未知。',
    },
  },
} as const satisfies Record<string, Omit<DriverSetting, 'name'>>

export type SettingName = keyof typeof table

export const settings: readonly DriverSetting[] = Object.entries(table).map(([name, row]) => ({ name, ...row }))

export const settingOf = (values: SettingValues, name: SettingName): string => values[name] ?? table[name].default
