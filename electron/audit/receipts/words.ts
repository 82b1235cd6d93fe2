// What a receipt says to people, in both languages at once: it may be read far from the station that printed it.
import type { Outcome } from '../../contract/values.js'
import { receiptWord } from './receipt-text.js'
import type { ReceiptOf } from './receipts.js'

export const outcomeWords: Readonly<Record<Outcome, { readonly zh: string; readonly en: string }>> = {
  injected: { zh: '灌装成功', en: 'injected' },
  'already-present': { zh: '此前已存在', en: 'already present' },
  mismatched: { zh: '校验值不一致', en: 'mismatched' },
  refused: { zh: '被拒绝', en: 'refused' },
  unverified: { zh: '未验证', en: 'unverified' },
  attested: { zh: '人工证明', en: 'attested' },
  indeterminate: { zh: '结果未定', en: 'indeterminate' },
  abandoned: { zh: '已放弃', en: 'abandoned' },
}

/** Name and value of each line, in the order they are printed. */
export function receiptFields({ receipt, record }: ReceiptOf): readonly (readonly [name: string, value: string])[] {
  const { outcome, label, slot, usage, kcv } = record.body
  const words = outcomeWords[outcome]
  return [
    ['结果 outcome', `${words.zh} ${words.en}`],
    ['设备 device', receipt.serial ?? '–'],
    ['密钥 key', `${label} #${slot} ${usage}`],
    ['设备校验值 reported KCV', kcv?.reported ?? '–'],
    ['时间 time', record.wall],
    ['记录 record', `#${receipt.seq}`],
    ['日志 log', receipt.origin],
    ['检查点 checkpoint', `${receipt.size}  ${receipt.root.toString('base64')}`],
    ['记录散列 leaf', receipt.leaf.toString('hex').toUpperCase()],
  ]
}

/** The receipt as text: lines for people, then its one word, which `audit verify --anchor` takes. */
export const receiptText = (one: ReceiptOf): string =>
  [...receiptFields(one).map(([name, value]) => `${name}: ${value}`), '', folded(receiptWord(one.receipt)), ''].join(
    '\n',
  )

/** In lines of 64, so that it can be printed and typed again. */
const folded = (word: string): string => word.match(/.{1,64}/g)!.join('\n')
