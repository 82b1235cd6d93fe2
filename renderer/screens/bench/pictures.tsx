// The three pictures of the empty bench, drawn in the theme's own colours.
import type { ReactNode } from 'react'
import css from './pictures.module.css'

const Picture = ({ children }: { readonly children: ReactNode }) => (
  <svg viewBox="0 0 260 132" className={css.picture} aria-hidden="true" focusable="false">
    {children}
  </svg>
)

/** A PIN pad, 62 × 104, its upper left corner at (x, y). */
const Terminal = ({ x, y, children }: { readonly x: number; readonly y: number; readonly children?: ReactNode }) => (
  <g transform={`translate(${x} ${y})`}>
    <rect className={css.body} width="62" height="104" rx="9" />
    <rect className={css.screen} x="8" y="9" width="46" height="27" rx="3" />
    {[0, 1, 2, 3].flatMap((row) =>
      [0, 1, 2].map((column) => (
        <rect
          key={`${row}${column}`}
          className={css.button}
          x={9 + column * 16}
          y={45 + row * 13}
          width="12"
          height="8"
          rx="2.5"
        />
      )),
    )}
    {children}
  </g>
)

const Station = () => (
  <g transform="translate(18 22)">
    <rect className={css.body} width="104" height="68" rx="7" />
    <rect className={css.screen} x="7" y="7" width="90" height="54" rx="3" />
    <path className={css.base} d="M-9 78h122l-7 10H-2z" />
  </g>
)

const Connect = () => (
  <Picture>
    <Station />
    <path className={css.cable} d="M122 84c22 0 10 30 32 30s12-44 34-44" />
    <Terminal x={188} y={14}>
      <circle className={css.good} cx="31" cy="22.5" r="9" />
      <path className={css.tick} d="M26.6 22.8l3.2 3.2 5.6-6" />
    </Terminal>
    <g transform="translate(34 42)">
      <rect className={css.textLine} width="46" height="5" rx="2.5" />
      <rect className={css.textLine} y="12" width="66" height="5" rx="2.5" />
      <rect className={css.textLine} y="24" width="34" height="5" rx="2.5" />
    </g>
  </Picture>
)

const Load = () => (
  <Picture>
    <Station />
    <path className={css.cable} d="M122 66h66" />
    <g className={css.key} transform="translate(134 66)">
      <circle r="10.5" cx="10" cy="0" />
      <circle className={css.hole} r="3.4" cx="8" cy="0" />
      <path d="M20 0h20M33 0v7M39 0v9" />
    </g>
    <Terminal x={188} y={14}>
      <rect className={css.lock} x="23" y="20" width="16" height="12" rx="2.5" />
      <path className={css.shackle} d="M26.5 20v-3.2a4.5 4.5 0 0 1 9 0V20" />
    </Terminal>
    <g transform="translate(41 44)">
      <rect className={css.chosen} x="-6" y="-6" width="72" height="17" rx="4" />
      <rect className={css.textLine} width="46" height="5" rx="2.5" />
      <rect className={css.textLine} y="18" width="40" height="5" rx="2.5" />
    </g>
  </Picture>
)

const value = ['0', '8', 'D', '7', 'B', '4']
const Row = ({ y }: { readonly y: number }) => (
  <g transform={`translate(32 ${y})`}>
    {value.map((digit, place) => (
      <g key={digit} transform={`translate(${place * 25 + Math.floor(place / 2) * 6} 0)`}>
        <rect className={css.cell} width="22" height="28" rx="6" />
        <text className={css.digit} x="11" y="20">
          {digit}
        </text>
      </g>
    ))}
  </g>
)
const Compare = () => (
  <Picture>
    <Row y={20} />
    <Row y={60} />
    <path className={css.equal} d="M112 51.5h12M112 56.5h12" />
    <circle className={css.good} cx="222" cy="54" r="19" />
    <path className={`${css.tick} ${css.large}`} d="M213 54.6l6.4 6.4 11.4-12.4" />
    <g transform="translate(32 104)">
      <rect className={css.record} width="190" height="16" rx="4" />
      <path className={css.chain} d="M10 8h26M46 8h26M82 8h26M118 8h26M154 8h26" />
    </g>
  </Picture>
)

export const pictures = [Connect, Load, Compare] as const
