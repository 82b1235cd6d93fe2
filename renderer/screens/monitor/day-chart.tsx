// Loads by day over thirty days: good ones filled, the others hatched on top, so that colour is not all.
import type { FiguresView } from '../../../electron/contract/monitor.js'
import { useText } from '../../text/use-text'
import css from './trends.module.css'

const WIDTH = 34
const HEIGHT = 120

export function DayChart({ days }: { readonly days: readonly FiguresView[] }) {
  const { monitor: text, count } = useText()
  const most = Math.max(1, ...days.map(({ loads }) => loads))
  const sum = (of: 'loads' | 'good') => count(days.reduce((all, day) => all + day[of], 0))
  const about = text.daysAbout(sum('good'), sum('loads'))
  return (
    <section className={`${css.box} ${css.wide}`} aria-label={text.days}>
      <h2>{text.days}</h2>
      <p className={css.about}>{about}</p>
      <svg className={css.days} viewBox={`0 0 ${WIDTH * days.length} ${HEIGHT + 16}`} role="img" aria-label={about}>
        <defs>
          <pattern id="hatched" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="5" height="5" className={css.badGround} />
            <rect width="2" height="5" className={css.bad} />
          </pattern>
        </defs>
        {days.map(({ name, loads, good }, place) => {
          const [all, ok] = [(HEIGHT * loads) / most, (HEIGHT * good) / most]
          return (
            <g key={name} data-testid="day" data-loads={loads} data-good={good}>
              <title>{text.dayBar(name, loads, good)}</title>
              <rect x={place * WIDTH + 2} y={HEIGHT - 1} width={WIDTH - 4} height="1" className={css.ground} />
              <rect x={place * WIDTH + 2} y={HEIGHT - all} width={WIDTH - 4} height={all - ok} fill="url(#hatched)" />
              <rect x={place * WIDTH + 2} y={HEIGHT - ok} width={WIDTH - 4} height={ok} className={css.good} />
              {place % 5 === 4 ? (
                <text x={place * WIDTH + WIDTH - 2} y={HEIGHT + 12} textAnchor="end" className={css.label}>
                  {name.slice(5)}
                </text>
              ) : null}
            </g>
          )
        })}
      </svg>
      <p className={css.legend}>
        <svg width="12" height="12" aria-hidden="true">
          <rect width="12" height="12" className={css.good} />
        </svg>
        {text.good}
        <svg width="12" height="12" aria-hidden="true">
          <rect width="12" height="12" fill="url(#hatched)" />
        </svg>
        {text.notGood}
      </p>
    </section>
  )
}
