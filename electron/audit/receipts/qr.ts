// A receipt's word as a QR code, drawn as one path of an SVG.
import { encode } from 'uqr'

/** Modules of light around the code that readers need (ISO/IEC 18004, 6.3.8). */
const quiet = 4

export interface QrCode {
  /** Modules on a side, the quiet zone left out. */
  readonly size: number
  /** Rows of dark modules. */
  readonly modules: readonly (readonly boolean[])[]
}

/**
 * @param word letters and digits only
 * @param ecc M where there is room; L on a small label, whose modules would get too fine
 * @throws RangeError where it is too long for any QR code
 */
export function qrCode(word: string, ecc: 'M' | 'L' = 'M'): QrCode {
  const { size, data } = encode(word, { ecc, border: 0, boostEcc: false })
  return { size, modules: data }
}

/** The dark modules as one path; `side` counts the quiet zone in. */
export function qrPath({ size, modules }: QrCode): { readonly side: number; readonly path: string } {
  const path = modules
    .flatMap((row, y) => runs(row).map(([x, length]) => `M${x + quiet} ${y + quiet}h${length}v1h-${length}z`))
    .join('')
  return { side: size + 2 * quiet, path }
}

/** @param millimetres of the whole drawing, quiet zone included */
export function qrSvg(code: QrCode, millimetres: number): string {
  const { side, path } = qrPath(code)
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" width="${millimetres}mm" height="${millimetres}mm" ` +
    `shape-rendering="crispEdges"><rect width="${side}" height="${side}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`
  )
}

/** The dark stretches of one row: where each begins and how long it is. */
function runs(row: readonly boolean[]): [x: number, length: number][] {
  const found: [number, number][] = []
  row.forEach((dark, x) => {
    const last = found.at(-1)
    if (dark && last !== undefined && last[0] + last[1] === x) last[1] += 1
    else if (dark) found.push([x, 1])
  })
  return found
}
