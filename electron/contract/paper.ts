// What is put on paper: a report, one attempt's receipt for a file or a label, or a sheet of the diagnosis or the watch.
import type { ReceiptForm, ReceiptView } from './keeping-views.js'
import type { ReportView } from './report-views.js'
import type { SheetView } from './sheet-views.js'
import type { Language } from './values.js'

export type Paper =
  | { readonly kind: 'report'; readonly report: ReportView }
  | { readonly kind: 'receipt'; readonly receipt: ReceiptView; readonly form: ReceiptForm }
  | { readonly kind: 'sheet'; readonly sheet: SheetView }

/** What the page that is printed finds in itself. */
export type PaperData = Paper & { readonly language: Language }
