// Pictograms of a ceremony, drawn in the theme's own colours.
import type { ReactNode } from 'react'
import css from './pictures.module.css'

const Picture = ({ box = '0 0 150 92', children }: { readonly box?: string; readonly children: ReactNode }) => (
  <svg viewBox={box} className={css.picture} aria-hidden="true" focusable="false">
    {children}
  </svg>
)

/** A letter out of its envelope, a value printed on it. */
export const Envelope = () => (
  <Picture box="0 0 60 44">
    <rect className={css.paper} x="10" y="2" width="40" height="26" rx="2" />
    <path className={css.text} d="M16 9h20M16 15h28" />
    <path className={css.flap} d="M4 16v24h52V16L30 30z" />
  </Picture>
)
/** The station's own screen. */
export const Machine = () => (
  <Picture box="0 0 60 44">
    <rect className={css.screen} x="6" y="4" width="48" height="30" rx="3" />
    <path className={css.text} d="M24 40h12M30 34v6" />
    <path className={css.chip} d="M20 13h20v12H20z" />
  </Picture>
)

const dots = [0, 1, 2, 3, 4, 5, 6, 7]
const TypeDots = () => (
  <Picture>
    <rect className={css.screen} x="30" y="8" width="90" height="40" rx="5" />
    {dots.map((at) => (
      <circle key={at} className={at < 5 ? css.dot : css.free} cx={43 + at * 8.6 + (at > 3 ? 6 : 0)} cy="28" r="2.8" />
    ))}
    <rect className={css.paper} x="22" y="58" width="106" height="26" rx="5" />
    {dots.map((at) => (
      <rect key={at} className={at === 4 ? css.dot : css.free} x={30 + at * 11.6} y="66" width="8" height="10" rx="2" />
    ))}
  </Picture>
)
const CompareCells = () => (
  <Picture>
    {[0, 1].map((row) => (
      <g key={row} transform={`translate(0 ${row * 42})`}>
        <rect className={row ? css.screen : css.paper} x="14" y="6" width="24" height="32" rx="3" />
        {dots.slice(0, 6).map((at) => (
          <rect
            key={at}
            className={css.cell}
            x={50 + at * 15 + (at % 2 ? -2 : 0)}
            y="12"
            width="12"
            height="20"
            rx="3"
          />
        ))}
      </g>
    ))}
  </Picture>
)
const TwoPeople = () => (
  <Picture>
    {[36, 74].map((x) => (
      <g key={x}>
        <circle className={css.person} cx={x} cy="28" r="11" />
        <path className={css.person} d={`M${x - 19} 76c0-26 38-26 38 0z`} />
      </g>
    ))}
    <circle className={css.seal} cx="120" cy="46" r="17" />
    <path className={css.tick} d="M112 46l6 7 11-13" />
  </Picture>
)

/** Beside the three sentences of the start. */
export const startPictures = [TypeDots, CompareCells, TwoPeople] as const
