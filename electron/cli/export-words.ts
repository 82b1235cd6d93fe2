// What the command line says of exports, witnesses and dropped records.
import { reasonInChinese } from '../contract/faults/reasons.js'
import type { Language } from '../contract/values.js'

interface Dropped {
  readonly size: number
  readonly segment: number
  readonly sha256: string
}

const en = {
  exported: (file: string, size: number) => `${file}: ${size} records`,
  root: 'root',
  hash: 'SHA-256 of the file',
  consistent: (from: number, to: number) => `CONSISTENT  from ${from} to ${to} records`,
  refused: (from: number, to: number) => `NOT COSIGNED  ${from} records were seen before, this has ${to}`,
  witness: 'witness',
  firstTime: 'seen for the first time: compare its first key with the one noted at its birth',
  cosigned: 'cosigned checkpoint:',
  anchored: (seq: number, by: string, at: string) => `anchored to record ${seq} by ${by} at ${at}`,
  dropped: ({ size, segment, sha256 }: Dropped) =>
    `${size} records dropped; the log begins with segment ${segment}. Keep the archive: ${sha256}`,
  labels: (file: string, many: number) => `${file}: ${many} labels`,
  reason: (english: string) => english,
}

const zh: typeof en = {
  exported: (file, size) => `${file}：${size} 条记录`,
  root: '根',
  hash: '文件的 SHA-256',
  consistent: (from, to) => `一致  由 ${from} 条到 ${to} 条`,
  refused: (from, to) => `未签名  上次已见 ${from} 条，本文件有 ${to} 条`,
  witness: '见证公钥',
  firstTime: '首次见到本日志：请将其首个公钥与建站时另记的公钥核对',
  cosigned: '会签检查点：',
  anchored: (seq, by, at) => `${by} 于 ${at} 锚定至记录 ${seq}`,
  dropped: ({ size, segment, sha256 }) =>
    `已删除 ${size} 条记录；日志自第 ${segment} 段开始。归档文件必须保存：${sha256}`,
  labels: (file, many) => `${file}：${many} 张标签`,
  reason: reasonInChinese,
}

export const exportWords: Readonly<Record<Language, typeof en>> = { en, zh }
