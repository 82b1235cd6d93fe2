// What the protocol page leaves open about this family, each with the page's reading as the default.
import type { DriverSetting, SettingValues } from '../driver.js'

const table = {
  auth: {
    values: ['before-loads', 'on-demand', 'never'],
    default: 'before-loads',
    about: {
      en: 'When both sides prove themselves: before the first load and whenever the pad has lost its session; only once a load was answered 20 or 1F; not at all.',
      zh: '何时进行双向认证：首次加载之前以及键盘丢失会话时；仅在加载返回 20 或 1F 之后；从不。',
    },
  },
  'no-session': {
    values: ['20-1F', '20'],
    default: '20-1F',
    about: {
      en: 'The statuses that say that no session is open and nothing was stored: 20 (mutual authentication missing) and 1F, whose text in the source is unclear, or 20 alone.',
      zh: '哪些状态码表示没有会话且未存储任何内容：20（缺少双向认证）和 1F（来源中其文字不清），或仅 20。',
    },
  },
  fence: {
    values: ['info', 'none'],
    default: 'info',
    about: {
      en: 'Whether the pad’s information is asked between anything else and a load. Answers name no command, so that a late second copy of an OK would pass for that of the load.',
      zh: '在其他命令与加载之间是否先询问键盘信息。应答不含命令码，迟到的重复 OK 会被当成加载的应答。',
    },
  },
  'transport-key': {
    values: ['as-master', 'not-loaded'],
    default: 'as-master',
    about: {
      en: 'Whether a transport key is loaded like any clear master key (2D), or is in the pad by other means only.',
      zh: '传输密钥是像其他明文主密钥一样加载（2D），还是只能以其他方式进入键盘。',
    },
  },
  'key-ids': {
    values: ['one-table', 'by-kind'],
    default: 'one-table',
    about: {
      en: 'Whether the key ids of transport, master and working keys are one table. If they are, a key under another one at its own id takes that one’s place.',
      zh: '传输密钥、主密钥与工作密钥的编号是否同属一张表。若是，加载到其保护密钥自身编号的密钥会取代后者。',
    },
  },
  version: {
    values: ['text', 'hex'],
    default: 'text',
    about: {
      en: 'How the four bytes of the version are written.',
      zh: '版本号四个字节的写法。',
    },
  },
  'mac-over': {
    values: ['data', 'cryptogram'],
    default: 'data',
    about: {
      en: 'What the MAC of the rate command covers: the zero-padded data, or its cryptogram.',
      zh: '速率命令的 MAC 覆盖什么：补零后的数据，或其密文。',
    },
  },
  'rate-lrc': {
    values: ['whole', 'five-bytes'],
    default: 'whole',
    about: {
      en: 'What the LRC of the rate command covers: command and data as everywhere, or the first five bytes only, as the source computes it.',
      zh: '速率命令的 LRC 覆盖范围：与其他命令一样覆盖命令和数据，或如来源那样仅前五个字节。',
    },
  },
  resend: {
    values: ['once', 'never'],
    default: 'once',
    about: {
      en: 'Whether the information is asked once more without a good answer. Nothing else is ever sent again so.',
      zh: '未得到有效应答时是否再询问一次键盘信息。其他任何内容都不会这样重发。',
    },
  },
} as const satisfies Record<string, Omit<DriverSetting, 'name'>>

export type SettingName = keyof typeof table

export const settings: readonly DriverSetting[] = Object.entries(table).map(([name, row]) => ({ name, ...row }))

export const settingOf = (values: SettingValues, name: SettingName): string => values[name] ?? table[name].default
