// The station's questions to people at a terminal, as sentences of the command line.
import type { LoadingWay, Question } from '../contract/people.js'
import type { Language } from '../contract/values.js'

interface Words {
  readonly serial: string
  readonly again: string
  readonly differ: string
  readonly way: Readonly<Record<LoadingWay, string>>
  readonly load: (label: string, usage: string, slot: number, serial: string, way: string) => string
  readonly done: string
  readonly reading: (reader: number, serial: string, label: string, digits: string, round: string) => string
  readonly value: string
  readonly bad: string
  readonly taken: string
}

export const peopleWords: Readonly<Record<Language, Words>> = {
  en: {
    serial: 'Serial number of this terminal, scanned or typed: ',
    again: 'Once more, to be sure: ',
    differ: 'The two entries differ. Look at the label again.',
    way: {
      keypad: 'at its own keypad',
      'mother-pos': 'from the mother POS, by its cable',
      card: 'from the key card',
    },
    load: (label, usage, slot, serial, way) =>
      `Terminal ${serial}: load ${label} (${usage}, slot ${slot}) ${way}, now. The record is on disk.`,
    done: 'Press Enter when it is loaded; Ctrl+C calls it off: ',
    reading: (reader, serial, label, digits, round) =>
      `Person ${reader} of 2, terminal ${serial}: which check value does the screen show for ${label}? ${digits} hex digits, or - if it shows none${round}`,
    value: 'Check value: ',
    bad: 'That is no check value of this length. Hex digits are 0-9 and A-F: no O, I, S, G or Z.',
    taken: 'Noted. Now the other person.',
  },
  zh: {
    serial: '本终端的序列号（扫描或输入）：',
    again: '请再输入一次：',
    differ: '两次输入不同，请看清标签。',
    way: { keypad: '在终端自带键盘上', 'mother-pos': '由母POS经线缆', card: '用密钥卡' },
    load: (label, usage, slot, serial, way) =>
      `终端 ${serial}：现在请${way}灌入 ${label}（${usage}，槽位 ${slot}）。记录已落盘。`,
    done: '灌入完成后按回车；Ctrl+C 中止：',
    reading: (reader, serial, label, digits, round) =>
      `第 ${reader} 人（共 2 人），终端 ${serial}：屏幕上 ${label} 的校验值是多少？${digits} 位十六进制，无显示则输入 -${round}`,
    value: '校验值：',
    bad: '长度或字符不对。十六进制只有 0-9 和 A-F，没有 O、I、S、G、Z。',
    taken: '已记下。请另一人继续。',
  },
}

/** What is asked, without what to type. */
export function sentenceOf(question: Question, language: Language): string {
  const word = peopleWords[language]
  if (question.kind === 'serial') return word.serial
  const { label, serial } = question
  if (question.kind === 'load') return word.load(label, question.usage, question.slot, serial, word.way[question.way])
  const { fewest, most } = question.digits
  const digits = fewest === most ? `${most}` : `${fewest}-${most}`
  return word.reading(
    question.reader,
    serial,
    label,
    digits,
    question.round > 1 ? ` (${question.round}/${question.rounds})` : '',
  )
}
