// Pictograms of what hands do at a terminal, drawn in the theme's own colours.
import type { ReactNode } from 'react'
import type { LoadingWay } from '../../../electron/contract/people.js'
import css from './pictures.module.css'

const Picture = ({ children }: { readonly children: ReactNode }) => (
  <svg viewBox="0 0 150 116" className={css.picture} aria-hidden="true" focusable="false">
    {children}
  </svg>
)

const rows = [0, 1, 2, 3]
const columns = [0, 1, 2]

/** A terminal, 62 × 104, its upper left corner at (x, y). @param pressed which keys are pressed, by row and column */
const Terminal = ({ x, y = 6, pressed = [], children }: TerminalProps) => (
  <g transform={`translate(${x} ${y})`}>
    <rect className={css.body} width="62" height="104" rx="9" />
    <rect className={css.screen} x="8" y="9" width="46" height="27" rx="3" />
    {rows.flatMap((row) =>
      columns.map((column) => (
        <rect
          key={`${row}${column}`}
          className={pressed.includes(`${row}${column}`) ? css.good : css.button}
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
interface TerminalProps {
  readonly x: number
  readonly y?: number
  readonly pressed?: readonly string[]
  readonly children?: ReactNode
}

const Lines = () => (
  <g transform="translate(14 16)">
    <rect className={css.chosen} x="-2" y="-3" width="38" height="8" rx="2" />
    <rect className={css.textLine} width="22" height="3" rx="1.5" />
    <rect className={css.textLine} y="8" width="28" height="3" rx="1.5" />
    <rect className={css.textLine} y="14" width="18" height="3" rx="1.5" />
  </g>
)
const Dots = () => (
  <g transform="translate(14 22)">
    {[0, 1, 2, 3, 4].map((at) => (
      <circle key={at} className={css.good} cx={2 + at * 8.5} cy="0" r="2.6" />
    ))}
  </g>
)
const Value = () => (
  <g>
    {['·', '·', '·', '·', '·', '·'].map((_, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: six boxes, all alike
      <rect key={at} className={css.cell} x={10.5 + at * 7} y="16" width="6" height="13" rx="1.5" />
    ))}
  </g>
)

const Menu = () => (
  <Picture>
    <Terminal x={44} pressed={['00', '11']}>
      <Lines />
    </Terminal>
  </Picture>
)
const TypeComponent = () => (
  <Picture>
    <Terminal x={26} pressed={['10', '21', '02']}>
      <Dots />
    </Terminal>
    <g transform="translate(104 30)">
      <rect className={css.record} width="36" height="46" rx="4" />
      <path className={css.chain} d="M7 12h22M7 21h22M7 30h14" />
    </g>
    <path className={css.cable} d="M104 62q-10 12-18 10" />
  </Picture>
)
const LeaveValue = () => (
  <Picture>
    <Terminal x={44} pressed={['32']}>
      <Value />
    </Terminal>
  </Picture>
)
const JoinMother = () => (
  <Picture>
    <Terminal x={6} />
    <path className={css.cable} d="M68 88c12 0 6 16 14 16s4-16 12-16" />
    <Terminal x={82} />
  </Picture>
)
const Download = () => (
  <Picture>
    <Terminal x={6} pressed={['32']}>
      <Lines />
    </Terminal>
    <path className={css.equal} d="M70 58h9M75 54l5 4-5 4" />
    <Terminal x={82}>
      <Dots />
    </Terminal>
  </Picture>
)
const InsertCard = () => (
  <Picture>
    <Terminal x={44} pressed={['10', '21']} y={2} />
    <rect className={css.record} x="57" y="92" width="36" height="22" rx="3" />
    <rect className={css.chosen} x="62" y="98" width="9" height="7" rx="1.5" />
  </Picture>
)

/** Three pictures for each way, beside the three sentences. */
export const handPictures: Readonly<Record<LoadingWay, readonly (() => ReactNode)[]>> = {
  keypad: [Menu, TypeComponent, LeaveValue],
  'mother-pos': [JoinMother, Download, LeaveValue],
  card: [Menu, InsertCard, LeaveValue],
}
/** Where on a terminal the check value stands. */
export const ScreenPicture = LeaveValue
