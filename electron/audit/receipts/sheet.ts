// Labels for the terminals of a run, as a page that any browser prints: A4, two columns. No script, nothing fetched.
import { qrCode, qrSvg } from './qr.js'
import { receiptWord } from './receipt-text.js'
import type { ReceiptOf } from './receipts.js'
import { outcomeWords, receiptFields } from './words.js'

export interface SheetFacts {
  readonly run: string
  readonly stationId: string
  /** What the whole log was found to be when the sheet was made, with its trust. */
  readonly verdict: string
  readonly root: string
  /** ISO 8601. */
  readonly made: string
}

/** Of a whole code: the largest, of 40 modules' version, still has 0.25 mm a module. */
const codeMillimetres = 46

export const labelSheet = (receipts: readonly ReceiptOf[], facts: SheetFacts): string => `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>${plain(facts.run)}</title>
<style>
@page { size: A4; margin: 12mm 10mm 16mm; @bottom-center { content: counter(page) " / " counter(pages); } }
body { font: 9pt/1.35 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; margin: 0; }
header { border-bottom: .3mm solid; margin-bottom: 4mm; padding-bottom: 2mm; }
main { display: grid; grid-template-columns: 1fr 1fr; gap: 3mm; }
article { border: .2mm solid #888; padding: 2mm; display: flex; gap: 2mm; break-inside: avoid; }
h1 { font-size: 13pt; margin: 0; } h2 { font-size: 11pt; margin: 0 0 1mm; }
dl { margin: 0; } dt { font-size: 6.5pt; color: #444; } dd { margin: 0; overflow-wrap: anywhere; font-size: 8pt; }
code { font: 6.5pt/1.3 monospace; overflow-wrap: anywhere; }
</style>
<header><h1>${plain(facts.run)}</h1>${plain(facts.stationId)} · ${plain(facts.verdict)} · ${plain(facts.made)}<br>
<code>${plain(facts.root)}</code></header>
<main>
${receipts.map(label).join('\n')}
</main>
</html>
`

function label(one: ReceiptOf): string {
  const { zh, en } = outcomeWords[one.record.body.outcome]
  const rows = receiptFields(one)
    .slice(1, 6)
    .map(([name, value]) => `<dt>${plain(name)}</dt><dd>${plain(value)}</dd>`)
  const code = qrSvg(qrCode(receiptWord(one.receipt)), codeMillimetres)
  return `<article><div>${code}</div><div><h2>${zh} ${en}</h2><dl>${rows.join('')}</dl></div></article>`
}

const plain = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`)
