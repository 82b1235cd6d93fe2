// The page that becomes a PDF: one report or receipt, found in the page itself. It asks for nothing and has nobody to ask.
import './theme.css'
import './print.css'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { PaperData } from '../electron/contract/paper.js'
import { ReceiptPaper } from './screens/audit/receipt-paper'
import { ReportBody } from './screens/reports/report-body'
import { ReportTitle } from './screens/reports/report-title'
import { Sheet } from './screens/sheets/sheet'
import { SpeechContext, speeches } from './text/use-text'

const paper = JSON.parse(document.getElementById('report')?.textContent ?? '') as PaperData
const { language } = paper
document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
const root = createRoot(document.getElementById('root')!)
// All of it is there when the page has loaded: that is when it is printed.
flushSync(() =>
  root.render(
    <SpeechContext value={speeches[language]}>
      {paper.kind === 'receipt' ? <ReceiptPaper receipt={paper.receipt} form={paper.form} /> : null}
      {paper.kind === 'report' ? (
        <main className="paper">
          <ReportTitle question={paper.report.question} />
          <ReportBody report={paper.report} />
        </main>
      ) : null}
      {paper.kind === 'sheet' ? (
        <main className="paper">
          <Sheet sheet={paper.sheet} />
        </main>
      ) : null}
    </SpeechContext>,
  ),
)
