// Warnings of keys and loads for people at a terminal: by name, as scripts and records have them, and in Chinese what they mean.
import type { Language } from '../contract/values.js'
import type { Io } from './io.js'

const chinese: Readonly<Record<string, string>> = {
  'clear-load': '密钥在线缆上未受保护',
  'test-kek': '传输密钥是公开测试密钥',
  'test-key': '公开测试密钥',
  'station-combine': '在本工作站合成',
  'single-component': '只有一个分量',
  'identical-components': '有两个分量相同',
  'zero-component': '有分量全为零',
  'zero-key': '密钥全为零',
  'weak-key': 'DES 弱密钥',
  'semi-weak-key': 'DES 半弱密钥',
  'equal-halves': '左右两半相同：仅单 DES 强度',
  'even-parity': '偶校验',
  'answer-lost': '应答丢失，以回读为证',
  'ksn-counter-cleared': '密钥序列号的计数器已置零',
  'under-zero-key': '传输密钥全为零',
  'under-weak-key': '传输密钥是 DES 弱密钥',
  'under-semi-weak-key': '传输密钥是 DES 半弱密钥',
  'under-equal-halves': '传输密钥左右两半相同',
  'under-even-parity': '传输密钥为偶校验',
  'under-single-component': '传输密钥只有一个分量',
  'ksn-reused': '密钥序列号曾经使用过',
  erases: '加载会擦除其他密钥',
  'not-qualified': '尚未证实该型号与固件会拒绝错误的校验值',
  'proven-by-pin-block': '已由功能测试证明：PIN 密文块',
  'single-person': '两次读数为同一人（仅实验）',
  'method-outside-profile': '校验方法不在密钥规范内',
  'not-exportable': '密钥块不可导出',
  'slot-not-read': '未能回读槽位',
  'last-transaction': '计数器已到末位：最后一次交易',
  'one-person': '由一人执行（仅实验）',
}

export const warningWords = (names: readonly string[], language: Language): string =>
  language === 'en'
    ? names.join(', ')
    : names.map((name) => (chinese[name] ? `${chinese[name]}（${name}）` : name)).join('，')

/** Says the warnings of one line of input, where there are any. @param about what of the line they are of */
export function warnOfLine(io: Io, line: number, names: readonly string[], about?: string): void {
  if (names.length === 0) return
  const of = about === undefined ? '' : `${about}: `
  const said = warningWords(names, io.language)
  io.remark(io.language === 'zh' ? `第 ${line} 行：警告：${of}${said}` : `line ${line}: warning: ${of}${said}`)
}
