// What goes on paper beside the log's own reports: a diagnosis with its plan, the report on people, the open plans.
import type { DiagnosisView } from './diagnosis-views.js'
import type { MonitorView } from './monitor.js'
import type { Mode } from './values.js'

/** Which station printed it, and how far its log went. */
export interface SheetStation {
  readonly stationId: string
  readonly mode: Mode
  readonly training: boolean
  /** Records in the log. */
  readonly size: number
  /** ISO 8601. */
  readonly madeAt: string
}
export type SheetView = { readonly station: SheetStation } & (
  | { readonly kind: 'diagnosis'; readonly found: DiagnosisView }
  | { readonly kind: 'operators'; readonly monitor: Pick<MonitorView, 'operators' | 'days' | 'steps' | 'by'> }
  | { readonly kind: 'plans'; readonly monitor: Pick<MonitorView, 'alerts' | 'plans'> }
)
export type SheetKind = SheetView['kind']
