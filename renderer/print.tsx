// The page that becomes a PDF: one report, found in the page itself. It asks for nothing and has nobody to ask.
import './theme.css'
import './print.css'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { ReportView } from '../electron/contract/report-views.js'
import type { SheetView } from '../electron/contract/sheet-views.js'
import type { Language } from '../electron/contract/values.js'
import { ReportBody } from './screens/reports/report-body'
import { ReportTitle } from './screens/reports/report-title'
import { Sheet } from './screens/sheets/sheet'
import { SpeechContext, speeches } from './text/use-text'

const { report, sheet, language } = JSON.parse(document.getElementById('report')?.textContent ?? '') as {
  readonly report?: ReportView
  readonly sheet?: SheetView
  readonly language: Language
}
document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
const root = createRoot(document.getElementById('root')!)
// All of it is there when the page has loaded: that is when it is printed.
flushSync(() =>
  root.render(
    <SpeechContext value={speeches[language]}>
      <main className="paper">
        {report ? <ReportTitle question={report.question} /> : null}
        {report ? <ReportBody report={report} /> : null}
        {sheet ? <Sheet sheet={sheet} /> : null}
      </main>
    </SpeechContext>,
  ),
)
