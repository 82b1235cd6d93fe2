// A QR code as one path: dark modules on white in either colour scheme, for cameras know no other.
import type { QrView } from '../../../electron/contract/keeping-views.js'
import css from './receipt.module.css'

export const ReceiptCode = ({ code: { side, path }, label }: { readonly code: QrView; readonly label: string }) => (
  <svg className={css.code} viewBox={`0 0 ${side} ${side}`} shapeRendering="crispEdges" role="img" aria-label={label}>
    <rect width={side} height={side} fill="#fff" />
    <path d={path} fill="#000" />
  </svg>
)
