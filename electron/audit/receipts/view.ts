// One attempt's receipt for the window and for paper: its lines, its word, and the word as codes for a page and for a label.
import { Fault } from '../../contract/fault.js'
import type { ReceiptView } from '../../contract/keeping-views.js'
import { qrCode, qrPath } from './qr.js'
import { receiptWord } from './receipt-text.js'
import { type ReceiptOptions, receiptsOf } from './receipts.js'
import { receiptFields } from './words.js'

/** @throws as receiptsOf; Fault audit/no-result */
export async function receiptView(dir: string, attempt: string, options: ReceiptOptions): Promise<ReceiptView> {
  const [one] = await receiptsOf(dir, ({ body }) => body.attempt === attempt, options)
  if (one === undefined) throw new Fault('audit/no-result', { what: attempt })
  const { seq, serial, outcome } = one.receipt
  const word = receiptWord(one.receipt)
  const codes = { page: qrPath(qrCode(word)), label: qrPath(qrCode(word, 'L')) }
  return { attempt, seq, serial, outcome, fields: receiptFields(one), word, ...codes }
}
