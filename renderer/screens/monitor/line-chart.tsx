// Line errors per kilobyte by day, a strip a port; the strips share one scale.
import type { MonitorView } from '../../../electron/contract/monitor.js'
import { useText } from '../../text/use-text'
import css from './trends.module.css'

const HEIGHT = 28

export function LineChart({ line, days }: Pick<MonitorView, 'line'> & { readonly days: readonly string[] }) {
  const { monitor: text } = useText()
  const most = Math.max(1, ...line.flatMap((port) => port.days.map((figure) => figure ?? 0)))
  return (
    <section className={`${css.box} ${css.wide}`} aria-label={text.line}>
      <h2>{text.line}</h2>
      <p className={css.about}>{text.lineAbout}</p>
      <ul className={css.lines}>
        {line.map(({ port, days: figures }) => {
          const own = text.most(Math.max(0, ...figures.map((figure) => figure ?? 0)).toFixed(2))
          return (
            <li key={port} data-testid="line">
              <span>{port}</span>
              <svg viewBox={`0 0 ${10 * days.length} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={own}>
                {figures.map((figure, place) =>
                  figure === null ? null : (
                    <rect
                      key={days[place]}
                      x={10 * place + 1}
                      width="8"
                      y={HEIGHT - 2 - ((HEIGHT - 2) * figure) / most}
                      height={2 + ((HEIGHT - 2) * figure) / most}
                      className={figure > 0 ? css.bad : css.good}
                    />
                  ),
                )}
              </svg>
              <span>{own}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
