// What the protocol page leaves open about this family, each with the page's reading as the default.
import type { DriverSetting, SettingValues } from '../driver.js'

const table = {
  'kcv-mark': {
    values: ['length-or-status', 'length', 'status', 'any'],
    default: 'length-or-status',
    about: {
      en: 'The byte before a check value that was read: 03, its length; 00, a status; either of them; or whatever it is. With another one there is no value.',
      zh: '读出的校验值之前的字节：03 为长度；00 为状态；两者皆可；或任意值。其他情况视为没有校验值。',
    },
  },
  'no-kcv': {
    values: ['unknown', 'empty'],
    default: 'unknown',
    about: {
      en: 'What a slot is whose check value was asked for and is not in the answer: no code for "no such key" is known.',
      zh: '已询问但应答中没有校验值的槽位视为什么：“无此密钥”的代码未知。',
    },
  },
  'kcv-send': {
    values: ['as-known', 'none'],
    default: 'as-known',
    about: {
      en: 'Whether a load carries the first 3 bytes of the expected check value, where it is known; they are optional.',
      zh: '已知期望校验值时，加载是否携带其前 3 字节（该字段可选）。',
    },
  },
  'under-mode': {
    values: ['ecb', 'cbc'],
    default: 'ecb',
    about: {
      en: 'How the station enciphers a key under its key-encrypting key: ECB, or CBC with an initial value of zeros.',
      zh: '工作站在密钥加密密钥下加密密钥的方式：ECB，或初始向量为零的 CBC。',
    },
  },
  'key-blocks': {
    values: ['off', 'relayed'],
    default: 'off',
    about: {
      en: 'Whether TR-31 blocks are relayed as they are, by format 0: the source names it and never uses it.',
      zh: '是否以格式 0 原样转发 TR-31 密钥块：来源列出了该格式但从未使用。',
    },
  },
  'highest-index': {
    values: ['127', '255', '100', '50', '10'],
    default: '127',
    about: {
      en: 'The last index of master, PIN and MAC keys. A data key lies 128 above its master key, which leaves 1 to 127 for that one.',
      zh: '主密钥、PIN 密钥与 MAC 密钥的最大索引。数据密钥位于其主密钥索引加 128 处，故主密钥为 1 至 127。',
    },
  },
  'identify-by': {
    values: ['kcv', 'attribute'],
    default: 'kcv',
    about: {
      en: 'The question that shows that such a pad is there: 52 about master key 1, or 90 without parameters. Neither tells a serial number.',
      zh: '用哪个询问确认键盘存在：对主密钥 1 的 52，或不带参数的 90。两者都不报告序列号。',
    },
  },
  'ack-ms': {
    values: ['500', '1000', '2000', '5000', '10000'],
    default: '5000',
    about: {
      en: 'How long the ACK of a command is waited for; the source has one deadline of 5 s, by default.',
      zh: '等待命令 ACK 的时间；来源只有一个期限，默认 5 秒。',
    },
  },
  tries: {
    values: ['1', '2', '3', '5'],
    default: '2',
    about: {
      en: 'How often a question goes out in all when it is not answered. Loads and erasing are sent once.',
      zh: '询问未得到应答时总共发送几次。加载与删除只发送一次。',
    },
  },
  naks: {
    values: ['0', '1', '2', '3'],
    default: '0',
    about: {
      en: 'How often a broken answer is asked for again by NAK: the source says only that a good one gets an ACK.',
      zh: '损坏的应答以 NAK 要求重发几次：来源只说明正确的应答得到 ACK。',
    },
  },
  'unasked-answer': {
    values: ['ignore', 'acknowledge'],
    default: 'ignore',
    about: {
      en: 'What is done with an answer that nobody waits for.',
      zh: '如何处理无人等待的应答。',
    },
  },
} as const satisfies Record<string, Omit<DriverSetting, 'name'>>

export type SettingName = keyof typeof table

export const settings: readonly DriverSetting[] = Object.entries(table).map(([name, row]) => ({ name, ...row }))

export const settingOf = (values: SettingValues, name: SettingName): string => values[name] ?? table[name].default
