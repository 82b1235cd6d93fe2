// What is put on paper: a report, or one attempt's receipt for a file or a label.
import type { ReceiptForm, ReceiptView } from './keeping-views.js'
import type { ReportView } from './report-views.js'
import type { Language } from './values.js'

export type Paper =
  | { readonly kind: 'report'; readonly report: ReportView }
  | { readonly kind: 'receipt'; readonly receipt: ReceiptView; readonly form: ReceiptForm }

/** What the page that is printed finds in itself. */
export type PaperData = Paper & { readonly language: Language }
