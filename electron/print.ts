// Reports and receipts on paper: a page of its own, in a hidden window without a bridge, printed to PDF by Chromium, which has the fonts
// of the machine. The page finds what it shows in its own HTML; nothing can be asked from there.
import { BrowserWindow, type PrintToPDFOptions, session } from 'electron'
import type { Paper, PaperData } from './contract/paper.js'
import type { ReportView } from './contract/report-views.js'
import type { Bilingual, Language, Mode } from './contract/values.js'
import { writeWhole } from './store.js'
import { denyAll, servePage } from './window.js'

const PAGE = 'app://station/print.html'
/** Sizes in inches, as printToPDF has them. */
const MARGINS = { top: 0.75, bottom: 0.75, left: 0.55, right: 0.55 }
const NONE = { top: 0, bottom: 0, left: 0, right: 0 }
/** 62 × 29 mm: the widest roll of the common label printers. */
const LABEL = { width: 62 / 25.4, height: 29 / 25.4 }

let printed = 0

/** @param root the folder of the built page @throws Fault station/cannot-create */
export async function printPaper(root: string, paper: Paper, language: Language, path: string): Promise<void> {
  printed += 1
  const printSession = session.fromPartition(`print-${printed}`, { cache: false })
  denyAll(printSession)
  servePage(printSession, root, embedded({ ...paper, language }))
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: printSession,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
      spellcheck: false,
    },
  })
  try {
    await window.loadURL(PAGE)
    const bytes = await window.webContents.printToPDF({
      printBackground: true,
      generateDocumentOutline: false,
      generateTaggedPDF: true,
      ...sheetOf(paper, language),
    })
    writeWhole(path, bytes)
  } finally {
    window.destroy()
  }
}

/** Size, margins, and what stands at the edges of every page. */
function sheetOf(paper: Paper, language: Language): PrintToPDFOptions {
  if (paper.kind === 'receipt')
    return paper.form === 'label' ? { pageSize: LABEL, margins: NONE } : { pageSize: 'A4', margins: MARGINS }
  const { head, foot } = stripsOf(paper, language)
  return {
    pageSize: 'A4',
    landscape: true,
    displayHeaderFooter: true,
    margins: MARGINS,
    headerTemplate: strip(head),
    footerTemplate: strip([foot, pages]),
  }
}

interface Strips {
  readonly head: readonly [left: string, right: string]
  readonly foot: string
}
function stripsOf(paper: Exclude<Paper, { kind: 'receipt' }>, language: Language): Strips {
  if (paper.kind === 'report') {
    const { log } = paper.report
    return { head: [`KCV Station · ${log.stationId}`, modeWord(log)], foot: footer(paper.report, language) }
  }
  const { station } = paper.sheet
  return {
    head: [`KCV Station · ${station.stationId}`, modeWord(station)],
    foot: `#0–#${station.size - 1} · ${station.madeAt}`,
  }
}

/** JSON as the content of an element that no browser runs: `<` cannot end it. */
const embedded = (data: PaperData): string => JSON.stringify(data).replaceAll('<', '\\u003c')

const modeWord = ({ mode, training }: { readonly mode: Mode; readonly training?: boolean }): string =>
  training ? 'TRAINING 训练' : mode === 'lab' ? 'LAB 实验' : ''

const verdicts: Readonly<Record<'pass' | 'fail' | 'incomplete' | 'none', Bilingual>> = {
  pass: { zh: '日志校验通过', en: 'log verified' },
  fail: { zh: '日志校验失败', en: 'log verification failed' },
  incomplete: { zh: '日志不完整', en: 'log incomplete' },
  none: { zh: '日志未校验', en: 'log not verified' },
}
/** The verdict reaches as far as the records it covered; the root is that of the records in this report. */
function footer({ log: { verified, size, root } }: ReportView, language: Language): string {
  const word = verdicts[verified?.verdict ?? 'none'][language]
  const reach = verified === null ? '' : ` #0–#${verified.size - 1}`
  return `#0–#${size - 1} · root ${root} · ${word}${reach}`
}

const pages = '<span class="pageNumber"></span> / <span class="totalPages"></span>'

// Chromium draws these outside the page, with no style of it.
const strip = ([left, right]: readonly [string, string]): string =>
  `<div style="font:7.5pt 'Noto Sans CJK SC','Microsoft YaHei',sans-serif;width:100%;padding:0 14mm;display:flex;justify-content:space-between;color:#333">` +
  `<span>${escaped(left)}</span><span>${right === pages ? right : escaped(right)}</span></div>`

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`)
