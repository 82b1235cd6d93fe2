// A QR code as one path; dark on light in both colour schemes, for that is how it is read.
import type { QrModules } from '../../../electron/contract/person-views.js'

/** Modules of light around the code that readers need (ISO/IEC 18004, 6.3.8). */
const QUIET = 4

export function QrPicture({ qr, label }: { readonly qr: QrModules; readonly label: string }) {
  const side = qr.size + 2 * QUIET
  const path = qr.modules
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : '')))
    .join('')
  return (
    <svg width={216} height={216} viewBox={`0 0 ${side} ${side}`} role="img" shapeRendering="crispEdges">
      <title>{label}</title>
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
