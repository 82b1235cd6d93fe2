// Receipts as a table for spreadsheets (RFC 4180).

import { receiptWord } from './receipt-text.js'
import type { ReceiptOf } from './receipts.js'

const columns = [
  'seq',
  'wall',
  'serial',
  'label',
  'slot',
  'usage',
  'outcome',
  'reportedKcv',
  'leaf',
  'receipt',
] as const

export const receiptsCsv = (receipts: readonly ReceiptOf[]): string =>
  [columns, ...receipts.map(row)].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')

const row = ({ receipt, record: { wall, body } }: ReceiptOf): readonly string[] => [
  String(receipt.seq),
  wall,
  receipt.serial ?? '',
  body.label,
  String(body.slot),
  body.usage,
  body.outcome,
  body.kcv?.reported ?? '',
  receipt.leaf.toString('hex').toUpperCase(),
  receiptWord(receipt),
]

// A terminal may call itself "=cmd": a spreadsheet takes what begins so for a formula, whatever the quotes.
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
